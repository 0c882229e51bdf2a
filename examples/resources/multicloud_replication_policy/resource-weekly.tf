resource "multicloud_replication_policy" "weekly" {
  name        = "weekends-to-shanghai"
  destination = { region = "cn-east-3" }

  schedule = {
    weekly    = { days_utc = ["SA", "SU"] }
    times_utc = ["02:00", "14:00"]
  }

  retention = { days = 90 }
}
