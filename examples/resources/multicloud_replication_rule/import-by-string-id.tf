import {
  to = multicloud_replication_rule.orders
  id = "alibaba/cn-hangzhou/orders-hz/5d6a7a52-1c0e-4f0b-9c55-2f8d3a6e9b10"
}
