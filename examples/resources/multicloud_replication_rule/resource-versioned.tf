# The same apply enables versioning on both buckets, with Alibaba Cloud's own provider:
#
#   resource "alicloud_oss_bucket_versioning" "hz" {
#     bucket = "invoices-hz"
#     status = "Enabled"
#   }
#
# Write `versioning = alicloud_oss_bucket_versioning.hz.status` then, and the same for the other end. The rule is checked
# against what will be, and made after both buckets are versioned.
resource "multicloud_replication_rule" "invoices" {
  cloud       = "alibaba"
  source      = { bucket = "invoices-hz", region = "cn-hangzhou", versioning = "Enabled" }
  destination = { bucket = "invoices-bj", region = "cn-beijing", versioning = "Enabled" }

  prefixes = ["invoices/", "receipts/"]
}
