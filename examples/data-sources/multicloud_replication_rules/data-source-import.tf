# Takes the rules of an account over into Terraform as they are: after the import, the plan is empty.
data "multicloud_replication_rules" "existing" {
  cloud = "alibaba"
}

locals {
  rules = { for r in data.multicloud_replication_rules.existing.rules : r.id => r if r.status != "closing" }
}

import {
  for_each = local.rules
  to       = multicloud_replication_rule.existing[each.key]
  id       = each.value.id
}

resource "multicloud_replication_rule" "existing" {
  for_each = local.rules

  cloud       = each.value.cloud
  source      = each.value.source
  destination = each.value.destination
  rule_id     = each.value.rule_id
  prefixes    = each.value.prefixes
  encryption  = each.value.encryption
  alibaba     = each.value.alibaba

  replicate_deletes          = each.value.replicate_deletes
  replicate_existing_objects = each.value.replicate_existing_objects
}
