# region/vault_id of the source vault, with project_id after the region for another project than its own
terraform import multicloud_vault_replication.orders cn-north-4/2402058d-8373-4b0a-b848-d3c0dfdc86a8
