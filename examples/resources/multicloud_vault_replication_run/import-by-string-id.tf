import {
  to = multicloud_vault_replication_run.before_migration
  id = "cn-north-4/2402058d-8373-4b0a-b848-d3c0dfdc86a8/cn-east-3"
}
