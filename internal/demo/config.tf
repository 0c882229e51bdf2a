terraform {
  required_providers {
    multicloud = { source = "registry.terraform.io/multicloud-replication/multicloud" }
  }
}

provider "multicloud" {
  alibaba = {} # the key comes from the environment
}

resource "multicloud_replication_rule" "orders" {
  cloud       = "alibaba"
  source      = { bucket = "orders-hz", region = "cn-hangzhou" }
  destination = { bucket = "orders-bj", region = "cn-beijing" }
  prefixes    = ["invoices/", "receipts/"]
  alibaba     = { replication_time_control = true }
}
