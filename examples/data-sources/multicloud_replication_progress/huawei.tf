check "servers_replica" {
  data "multicloud_replication_progress" "servers" {
    cloud    = "huawei"
    region   = "cn-north-4"
    vault_id = "0ca3eb86-5a2c-4d5e-9c3a-6f1c58b0a001"
    rpo      = "26h"
  }

  assert {
    condition     = data.multicloud_replication_progress.servers.rpo_status != "missed"
    error_message = "The replicas of the vault are ${data.multicloud_replication_progress.servers.state}: ${data.multicloud_replication_progress.servers.state_reason}"
  }
}

data "multicloud_replication_progress" "servers_strictly" {
  cloud    = "huawei"
  region   = "cn-north-4"
  vault_id = "0ca3eb86-5a2c-4d5e-9c3a-6f1c58b0a001"
  rpo      = "26h"

  lifecycle {
    postcondition {
      condition     = contains(["met", "initial_sync"], self.rpo_status)
      error_message = "The replicas of the vault are ${self.state}: ${self.state_reason}"
    }
  }
}
