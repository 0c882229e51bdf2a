# A check speaks in every plan and apply, and blocks nothing.
check "orders_replica" {
  data "multicloud_replication_progress" "orders" {
    cloud          = "alibaba"
    bucket         = "orders-hz"
    region         = "cn-hangzhou"
    rule_id        = "orders"
    rpo            = "15m"
    sample_objects = 20 # finds what OSS silently leaves out
  }

  assert {
    condition     = data.multicloud_replication_progress.orders.rpo_status != "missed"
    error_message = "The replica of orders-hz is ${data.multicloud_replication_progress.orders.state}: ${data.multicloud_replication_progress.orders.state_reason}"
  }
}

# A postcondition fails the run, as a nightly `terraform plan` in CI should. Here for all rules of the bucket together.
data "multicloud_replication_progress" "orders_bucket" {
  cloud          = "alibaba"
  bucket         = "orders-hz"
  region         = "cn-hangzhou"
  rpo            = "15m"
  sample_objects = 20

  lifecycle {
    postcondition {
      condition     = contains(["met", "initial_sync"], self.rpo_status)
      error_message = "A replica of orders-hz is ${self.state}: ${self.state_reason}"
    }
  }
}
