# The provider acts for HCS Online; huawei.destination reads Huawei Cloud.

variable "target_access_key" {
  type      = string
  ephemeral = true
  default   = null # not needed while the version stays the same
}

variable "target_secret_key" {
  type      = string
  ephemeral = true
  default   = null
}

resource "multicloud_cross_cloud_credential" "huawei_cloud" {
  name                   = "to-huawei-cloud"
  target_cloud           = "huaweicloud"
  account_id             = "0a000000000000000000000000000001"
  access_key_wo          = var.target_access_key
  secret_key_wo          = var.target_secret_key
  credentials_wo_version = 1
}

resource "multicloud_replication_policy" "nightly" {
  name      = "nightly-to-huawei-cloud"
  schedule  = { daily = { every_days = 1 }, times_utc = ["22:00"] }
  retention = { count = 14 }

  destination = {
    region        = "cn-north-4"
    target_cloud  = multicloud_cross_cloud_credential.huawei_cloud.target_cloud
    credential_id = multicloud_cross_cloud_credential.huawei_cloud.id
  }
}

resource "multicloud_vault_replication" "orders" {
  source    = { vault_id = "3b5816b5-f29c-4172-9d9a-76c719a659ce" }
  policy_id = multicloud_replication_policy.nightly.id

  destination = {
    vault_id   = "ad7627ae-5b0b-492e-b6bd-cd809b745197" # hybrid cloud backup 2.0 replication vault
    account_id = "0a000000000000000000000000000001"

    # The API does not tell how a vault is encrypted: declare it, and plans check it.
    vault_encryption = {
      enabled              = true
      kms_key_id           = "0d0466b0-e727-4d9c-b35d-f84bb474a37f"
      key_owner_account_id = "0a000000000000000000000000000001"
    }
  }
}
