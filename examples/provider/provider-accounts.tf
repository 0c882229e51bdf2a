# The destination bucket belongs to another account: its credentials read that bucket in checks. The source account makes
# the rule, by a role that it assumes.
provider "multicloud" {
  alibaba = {
    profile     = "production"
    assume_role = { role_arn = "acs:ram::1234567890123456:role/replication" }

    destination = { profile = "backup-account" }
  }
}
