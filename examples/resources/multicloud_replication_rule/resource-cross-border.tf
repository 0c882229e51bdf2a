# Between mainland China and elsewhere (Hong Kong is elsewhere), data moves over transfer acceleration, which is billed.
resource "multicloud_replication_rule" "catalogue" {
  cloud       = "alibaba"
  source      = { bucket = "catalogue-hz", region = "cn-hangzhou" }
  destination = { bucket = "catalogue-hk", region = "cn-hongkong" }

  alibaba = { transfer_acceleration = true }
}
