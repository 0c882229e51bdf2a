# Beijing, Guangzhou and Shanghai replicate with each other; with rule_set = "current" in the provider's ucloud object, more do.
data "multicloud_replication_locations" "beijing" {
  cloud  = "ucloud"
  region = "cn-bj2"
}

output "from_beijing" {
  value = data.multicloud_replication_locations.beijing.locations[*].region
}
