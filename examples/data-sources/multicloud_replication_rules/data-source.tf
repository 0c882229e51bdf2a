# Every rule of every bucket of the account, whoever made it.
data "multicloud_replication_rules" "all" {
  cloud = "alibaba"
}

output "replicated_to" {
  value = { for r in data.multicloud_replication_rules.all.rules : r.id => r.destination.bucket }
}
