import {
  to = multicloud_replication_rule.orders
  identity = {
    cloud   = "alibaba"
    region  = "cn-hangzhou"
    bucket  = "orders-hz"
    rule_id = "5d6a7a52-1c0e-4f0b-9c55-2f8d3a6e9b10"
  }
}
