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
  name         = "to-huawei-cloud"
  description  = "User backup-copier of the DR account"
  target_cloud = "huaweicloud"
  account_id   = "0a000000000000000000000000000001"

  access_key_wo          = var.target_access_key
  secret_key_wo          = var.target_secret_key
  credentials_wo_version = 1 # another number sends new keys
}
