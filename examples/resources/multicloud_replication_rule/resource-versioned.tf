# The same apply enables versioning on both buckets, with Alibaba Cloud's own provider. The rule is checked against what will
# be, and made after both buckets are versioned.
resource "alicloud_oss_bucket_versioning" "hz" {
  bucket = "invoices-hz"
  status = "Enabled"
}

resource "alicloud_oss_bucket_versioning" "bj" {
  provider = alicloud.beijing
  bucket   = "invoices-bj"
  status   = "Enabled"
}

resource "multicloud_replication_rule" "invoices" {
  cloud       = "alibaba"
  source      = { bucket = "invoices-hz", region = "cn-hangzhou", versioning = alicloud_oss_bucket_versioning.hz.status }
  destination = { bucket = "invoices-bj", region = "cn-beijing", versioning = alicloud_oss_bucket_versioning.bj.status }

  prefixes = ["invoices/", "receipts/"]
}
