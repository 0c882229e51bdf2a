# The rules of one bucket, with all their attributes.
list "multicloud_replication_rule" "archive" {
  provider         = multicloud
  include_resource = true

  config {
    cloud  = "alibaba"
    bucket = "archive-hz"
    region = "cn-hangzhou"
  }
}
