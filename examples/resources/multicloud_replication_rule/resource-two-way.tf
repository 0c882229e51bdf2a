# Work moves to Beijing in a disaster and back afterwards: one rule in each direction, with the same prefixes and the same
# answer to deletions. A replica is not replicated back, so there is no loop.
locals {
  shops = {
    there = { from = { bucket = "shop-hz", region = "cn-hangzhou" }, to = { bucket = "shop-bj", region = "cn-beijing" } }
    back  = { from = { bucket = "shop-bj", region = "cn-beijing" }, to = { bucket = "shop-hz", region = "cn-hangzhou" } }
  }
}

resource "multicloud_replication_rule" "shop" {
  for_each = local.shops

  cloud             = "alibaba"
  source            = each.value.from
  destination       = each.value.to
  prefixes          = ["baskets/", "orders/"]
  replicate_deletes = true

  alibaba = { replication_time_control = true }
}
