# The destination bucket belongs to another account, which lets the role in by the bucket's policy.
data "multicloud_permissions_policy" "copy_across" {
  cloud                  = "alibaba"
  purpose                = "copy"
  account_id             = "1000000000000001"
  destination_account_id = "1000000000000002"
  rules = [{
    source      = { bucket = "orders-hz", region = "cn-hangzhou" }
    destination = { bucket = "orders-other", region = "cn-beijing" }
    alibaba     = { sync_role = "orders-replication" }
  }]
}

output "bucket_policy" {
  value = data.multicloud_permissions_policy.copy_across.destination_json
}
