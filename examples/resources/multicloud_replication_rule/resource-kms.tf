# Objects that KMS encrypts are replicated too. The role is a RAM role that OSS may assume: it may decrypt with the key of
# the source, and encrypt with the key of the replicas, which is in the destination's region.
resource "multicloud_replication_rule" "contracts" {
  cloud       = "alibaba"
  source      = { bucket = "contracts-hz", region = "cn-hangzhou" }
  destination = { bucket = "contracts-bj", region = "cn-beijing" }

  encryption = {
    replicate_kms_objects = true
    replica_kms_key_id    = "key-bjj65a1b2c3d4e5f6a7b8"
  }

  alibaba = { sync_role = "replication-of-contracts" }
}
