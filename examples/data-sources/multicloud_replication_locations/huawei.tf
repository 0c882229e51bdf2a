# The regions that the backup vaults of a region can replicate to, with the project that stands for each.
data "multicloud_replication_locations" "vaults" {
  cloud  = "huawei"
  region = "cn-north-4"
}

output "projects" {
  value = { for l in data.multicloud_replication_locations.vaults.locations : l.region => l.project_id }
}
