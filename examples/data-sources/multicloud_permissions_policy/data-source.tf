# For whoever plans and applies the rule. alicloud_ram_policy takes it as it is.
data "multicloud_permissions_policy" "orders" {
  cloud   = "alibaba"
  purpose = "apply"
  rules = [{
    source      = { bucket = "orders-hz", region = "cn-hangzhou" }
    destination = { bucket = "orders-bj", region = "cn-beijing" }
  }]
}

output "ram_policy" {
  value = data.multicloud_permissions_policy.orders.json
}
