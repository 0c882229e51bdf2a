# The provider acts for Huawei Cloud, where the replica is; huawei.destination reads HCS Online.

resource "multicloud_backup_replication" "back" {
  source     = { backup_id = "7558e1a3-8b1c-4d6e-9a55-3a1f6f0f2f11" } # a replica
  on_destroy = "delete"

  destination = {
    vault_id      = "892a7d1e-16a3-4c67-8f0a-2f6f6e5a9d11"
    region        = "tr-central-201"
    target_cloud  = "hcso"
    credential_id = "de128dfa-54b7-47c6-9e3f-1b2f6c6d7a21"
  }
}
