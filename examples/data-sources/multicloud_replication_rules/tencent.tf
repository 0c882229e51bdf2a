# Which rule of the bucket is asked first: COS goes by the smallest priority.
data "multicloud_replication_rules" "images" {
  cloud  = "tencent"
  bucket = "images-gz-1250000000"
  region = "ap-guangzhou"
}

output "by_priority" {
  value = { for r in data.multicloud_replication_rules.images.rules : r.rule_id => r.tencent.priority }
}
