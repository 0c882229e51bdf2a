# COS cannot be asked: this is what its documentation says.
data "multicloud_replication_locations" "guangzhou" {
  cloud  = "tencent"
  region = "ap-guangzhou"
}

output "from_guangzhou" {
  value = data.multicloud_replication_locations.guangzhou.locations[*].region
}
