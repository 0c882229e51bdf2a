# region/vault_id/destination_region, with project_id after the first for another project than its own
terraform import multicloud_vault_replication_run.before_migration cn-north-4/2402058d-8373-4b0a-b848-d3c0dfdc86a8/cn-east-3
