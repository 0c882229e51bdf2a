resource "multicloud_replication_rule" "orders" {
  cloud       = "alibaba"
  source      = { bucket = "orders-hz", region = "cn-hangzhou" }
  destination = { bucket = "orders-bj", region = "cn-beijing" }
}
