# The pairs of the project: a bucket that stands here cannot be in another one.
data "multicloud_replication_rules" "pairs" {
  cloud = "ucloud"
}

output "in_a_pair" {
  value = flatten([for r in data.multicloud_replication_rules.pairs.rules : [r.source.bucket, r.destination.bucket]])
}
