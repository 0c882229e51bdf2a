# A copy in the same region, as for another team that must not touch the original. It is no protection against the loss of
# the region, which is why `scope` has to say that it is meant.
resource "multicloud_replication_rule" "audit" {
  cloud       = "alibaba"
  source      = { bucket = "audit-hz", region = "cn-hangzhou" }
  destination = { bucket = "audit-copy-hz", region = "cn-hangzhou" }
  scope       = "same_region"

  replicate_existing_objects = false
}
