resource "multicloud_backup_replication" "golden" {
  source = { backup_id = "6df2b54c-7a62-4fd1-b0f8-0f4d1ba6d2c9" }
  name   = "golden-image-2026-01"

  destination = {
    vault_id = "0ca3eb86-8800-46da-9c37-9d657a825274"
    region   = "cn-east-3"
  }
}
