# Two buckets of UCloud US3, paired: under the strict rule set, neither can be in any other pair. The whole bucket is copied, with
# deletions; what was in the source bucket before stays out.
resource "multicloud_replication_rule" "media" {
  cloud       = "ucloud"
  source      = { bucket = "media-bj", region = "cn-bj2" }
  destination = { bucket = "media-sh", region = "cn-sh2" }

  enabled = true # the only thing that changes in place
}
