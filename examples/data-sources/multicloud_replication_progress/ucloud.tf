# US3 tells nothing of progress: what can be told is whether the rules are there and enabled.
check "orders_replica" {
  data "multicloud_replication_progress" "orders" {
    cloud  = "ucloud"
    bucket = "orders-bj"
    region = "cn-bj2"
  }

  assert {
    condition     = !contains(["failing", "paused"], data.multicloud_replication_progress.orders.state)
    error_message = "The replica of orders-bj is ${data.multicloud_replication_progress.orders.state}: ${data.multicloud_replication_progress.orders.state_reason}"
  }
}

data "multicloud_replication_progress" "orders_bucket" {
  cloud  = "ucloud"
  bucket = "orders-bj"
  region = "cn-bj2"

  lifecycle {
    postcondition {
      condition     = self.state != "failing"
      error_message = "The replica of orders-bj is ${self.state}: ${self.state_reason}"
    }
  }
}
