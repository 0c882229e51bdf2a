# Two buckets of Tencent Cloud COS that stand in for each other. Clients write to the primary, and everything arrives in the
# standby as well. When the primary's region fails, they write to the standby, and everything flows back.
terraform {
  required_version = ">= 1.11"
  required_providers {
    multicloud = {
      source  = "multicloud-replication/multicloud"
      version = "~> 0.1"
    }
  }
}

provider "multicloud" {
  tencent = {} # credentials from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or from ~/.tccli
}

variable "primary" {
  description = "The bucket that clients write to as long as all is well."
  type        = object({ bucket = string, region = string })
  default     = { bucket = "shop-gz-1250000000", region = "ap-guangzhou" }
}

variable "standby" {
  description = "The bucket that takes over, in another region."
  type        = object({ bucket = string, region = string })
  default     = { bucket = "shop-sh-1250000000", region = "ap-shanghai" }
}

# A rule in each direction. What arrives by one of them is not copied back by the other, so there is no loop. Both are alike:
# what only one of them copied would be missing after a failback.
resource "multicloud_replication_rule" "dr" {
  for_each = {
    out  = { from = var.primary, to = var.standby }
    back = { from = var.standby, to = var.primary }
  }

  cloud             = "tencent"
  source            = each.value.from
  destination       = each.value.to
  replicate_deletes = true
}

output "rules" {
  description = "The ids by which the rules are imported."
  value       = { for direction, rule in multicloud_replication_rule.dr : direction => rule.id }
}
