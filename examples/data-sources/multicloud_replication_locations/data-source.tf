# Where the bucket can replicate to with replication time control.
data "multicloud_replication_locations" "orders" {
  cloud  = "alibaba"
  bucket = "orders-hz"
  region = "cn-hangzhou"
}

output "with_time_control" {
  value = [for l in data.multicloud_replication_locations.orders.locations : l.region if l.replication_time_control]
}
