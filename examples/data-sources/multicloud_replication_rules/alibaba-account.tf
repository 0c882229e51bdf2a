# Every rule of every bucket of the account.
data "multicloud_replication_rules" "all" {
  cloud = "alibaba"
}

output "all_replicated_to" {
  value = { for r in data.multicloud_replication_rules.all.rules : r.source.bucket => r.destination.bucket... }
}

# The rules of a bucket that could not be read are missing above.
check "all_buckets_read" {
  assert {
    condition     = length(data.multicloud_replication_rules.all.unreadable) == 0
    error_message = join("\n", [for b in data.multicloud_replication_rules.all.unreadable : "${b.bucket}: ${b.reason}"])
  }
}
