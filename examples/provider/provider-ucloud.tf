# UCloud US3. The keys come from UCLOUD_PUBLIC_KEY and UCLOUD_PRIVATE_KEY, or from a profile of the UCloud CLI.
provider "multicloud" {
  ucloud = {
    project_id = "org-abc123"
    rule_set   = "strict" # "current" where UCloud has opened bucket replication for the account

    # Names of the unpublished API, if UCloud has told you others than this provider guesses.
    api = {
      create_action = "CreateUFileReplicationRule"
    }
  }
}
