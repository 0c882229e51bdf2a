package replication

// huaweiEncryptionConstraints are about encrypted vaults and backups. The API does not tell a vault's encryption, so these judge
// what the configuration declares of it in `vault_encryption`.
func huaweiEncryptionConstraints() []Constraint {
	return []Constraint{
		huawei("H4", SeverityError, "The key of the destination vault must belong to the vault's own account",
			crossCloudPage,
			"A vault of hybrid cloud backup 2.0, which is what backups are replicated to across clouds, cannot be encrypted with a key that another account "+
				"shares through RAM, and backups of SFS Turbo cannot be replicated to any vault with such a key. Use a key of the account that has the vault.",
			StageStatic, StageLive),
		huawei("H5", SeverityError, "All backups of a resource stay encrypted with the same key, or plain, in a destination region",
			crossCloudPage,
			"Once a backup of a server or file system was replicated to an encrypted vault, the others can be replicated to vaults with the same key only; once one was "+
				"replicated to a plain vault, the others only to plain ones. CBR skips whatever breaks this, and says so nowhere but in its list of tasks. It is judged over "+
				"what this configuration declares and over the replicas that can be read; for a vault that a policy replicates it is a warning.",
			StagePlan, StageLive),
		huawei("H14", SeverityError, "An encrypted backup needs an encrypted vault",
			crossCloudPage,
			"Backups of encrypted disks and file systems are encrypted, and so must be the vault that they are replicated to. Declare the vault's encryption in "+
				"`vault_encryption`, which the API does not tell; what is left out is not judged. For a vault that a policy replicates it is a warning.",
			StageLive),
	}
}
