locals {
  orders = {
    source      = { bucket = "orders-hz", region = "cn-hangzhou" }
    destination = { bucket = "orders-bj", region = "cn-beijing" }
    encryption  = { replicate_kms_objects = true, replica_kms_key_id = "c4d49f85-ee30-426b-a5ed-95e9139d0001" }
    alibaba     = { sync_role = "orders-replication" }
  }
}

# For whoever plans and applies.
data "multicloud_permissions_policy" "apply" {
  cloud    = "alibaba"
  purpose  = "apply"
  progress = true
  rules    = [local.orders]
}

# For the role that copies: alicloud_ram_policy and alicloud_ram_role take these.
data "multicloud_permissions_policy" "copy" {
  cloud      = "alibaba"
  purpose    = "copy"
  account_id = "1000000000000001"
  rules      = [local.orders]
}

output "ram_policies" {
  value = {
    apply = data.multicloud_permissions_policy.apply.json
    copy  = data.multicloud_permissions_policy.copy.json
    trust = data.multicloud_permissions_policy.copy.trust_json
  }
}
