# Every rule of the account, up to a thousand.
list "multicloud_replication_rule" "all" {
  provider = multicloud
  limit    = 1000

  config {
    cloud = "alibaba"
  }
}
