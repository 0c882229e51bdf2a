import {
  to = multicloud_vault_replication.orders
  identity = {
    region   = "cn-north-4"
    vault_id = "2402058d-8373-4b0a-b848-d3c0dfdc86a8"
  }
}
