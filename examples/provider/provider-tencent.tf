# Tencent Cloud COS. A profile of the Tencent Cloud CLI assumes a role; runners in Guangzhou reach their own region by its
# internal endpoint.
provider "multicloud" {
  tencent = {
    profile     = "production"
    assume_role = { role_arn = "qcs::cam::uin/100000000001:roleName/replication" }
    endpoints   = { "ap-guangzhou" = "https://{bucket}.cos-internal.{region}.tencentcos.cn" }
  }
}
