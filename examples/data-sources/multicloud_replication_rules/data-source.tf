# Every rule of a bucket, whoever made it.
data "multicloud_replication_rules" "archive" {
  cloud  = "alibaba"
  bucket = "archive-hz"
  region = "cn-hangzhou"
}

output "replicated_to" {
  value = { for r in data.multicloud_replication_rules.archive.rules : r.id => r.destination.bucket }
}
