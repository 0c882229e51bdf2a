data "multicloud_permissions_policy" "plan" {
  cloud   = "tencent"
  purpose = "plan"
  rules = [{
    source      = { bucket = "orders-gz-1250000000", region = "ap-guangzhou" }
    destination = { bucket = "orders-sh-1250000000", region = "ap-shanghai" }
  }]
}

output "cam_policy" {
  value = data.multicloud_permissions_policy.plan.json
}
