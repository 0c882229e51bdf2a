# How all rules of a bucket are doing, in one word and in a sentence.
data "multicloud_replication_progress" "archive" {
  cloud  = "alibaba"
  bucket = "archive-hz"
  region = "cn-hangzhou"
}

output "archive" {
  value = "${data.multicloud_replication_progress.archive.state}: ${data.multicloud_replication_progress.archive.state_reason}"
}
