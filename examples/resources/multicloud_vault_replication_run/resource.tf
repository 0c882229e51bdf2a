resource "multicloud_vault_replication_run" "before_migration" {
  source = { vault_id = "2402058d-8373-4b0a-b848-d3c0dfdc86a8" }

  destination = {
    vault_id = "0ca3eb86-8800-46da-9c37-9d657a825274"
    region   = "cn-east-3"
  }
}

output "not_replicated" {
  value = {
    for id, backup in multicloud_vault_replication_run.before_migration.backups : id => backup.reason
    if backup.outcome != "success"
  }
}
