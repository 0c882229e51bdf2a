data "multicloud_permissions_policy" "vaults" {
  cloud    = "huawei"
  purpose  = "apply"
  progress = true
  huawei = {
    form        = "identity_policy"
    resources   = ["multicloud_cross_cloud_credential", "multicloud_replication_policy", "multicloud_vault_replication"]
    cross_cloud = true
  }
}

# For the user of the target cloud whose keys the credential holds.
data "multicloud_permissions_policy" "target" {
  cloud   = "huawei"
  purpose = "copy"
  huawei  = { form = "role_policy", resources = [] }
}

output "iam_policies" {
  value = {
    here  = data.multicloud_permissions_policy.vaults.json
    there = data.multicloud_permissions_policy.vaults.destination_json
    keys  = data.multicloud_permissions_policy.target.json
  }
}
