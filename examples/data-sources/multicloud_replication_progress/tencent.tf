# COS tells nothing of progress: a sample of objects is compared with their replicas.
check "orders_replica" {
  data "multicloud_replication_progress" "orders" {
    cloud          = "tencent"
    bucket         = "orders-gz-1250000000"
    region         = "ap-guangzhou"
    rule_id        = "orders"
    rpo            = "1h"
    sample_objects = 20
  }

  assert {
    condition     = data.multicloud_replication_progress.orders.rpo_status != "missed"
    error_message = "The replica of orders-gz is ${data.multicloud_replication_progress.orders.state}: ${data.multicloud_replication_progress.orders.state_reason}"
  }
}

data "multicloud_replication_progress" "orders_bucket" {
  cloud          = "tencent"
  bucket         = "orders-gz-1250000000"
  region         = "ap-guangzhou"
  rpo            = "1h"
  sample_objects = 20

  lifecycle {
    postcondition {
      condition     = self.rpo_status == "met"
      error_message = "A replica of orders-gz is ${self.state}: ${self.state_reason}"
    }
  }
}
