resource "multicloud_replication_policy" "nightly" {
  name        = "nightly-to-shanghai"
  destination = { region = "cn-east-3" }
  schedule    = { daily = { every_days = 1 }, times_utc = ["20:00"] }
  retention   = { count = 14 }
}

resource "multicloud_vault_replication" "orders" {
  source      = { vault_id = "2402058d-8373-4b0a-b848-d3c0dfdc86a8" }
  policy_id   = multicloud_replication_policy.nightly.id
  destination = { vault_id = "0ca3eb86-8800-46da-9c37-9d657a825274" }
}
