resource "multicloud_replication_policy" "nightly" {
  name        = "nightly-to-shanghai"
  destination = { region = "cn-east-3" }

  schedule = {
    daily     = { every_days = 1 }
    times_utc = ["20:00"] # backups begin at 18:00
  }

  retention = {
    count     = 14
    monthly   = 12
    time_zone = "UTC+08:00"
  }
}
