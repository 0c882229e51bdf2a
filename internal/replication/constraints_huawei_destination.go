package replication

// huaweiDestinationConstraints are about where backups are replicated to.
func huaweiDestinationConstraints() []Constraint {
	return []Constraint{
		huawei("H6", SeverityError, "The destination must be a region that can be replicated to",
			crossRegionPage+"; error BackupService.1005",
			"Within a cloud, CBR lists the regions that each region can replicate to, and its own is never among them. Across clouds there is no such list: then it is "+
				"checked that the account at the destination has the region, if `huawei.destination` is configured.",
			StageLive),
		huawei("H7", SeverityError, "A backup is replicated to one account only",
			crossCloudPage,
			"A backup cannot be replicated to vaults of several accounts. Within a cloud it stays in its own account. Judged where `account_id` says whose "+
				"the destination vaults are.",
			StagePlan),
		huawei("H10", SeverityError, "The destination must be a replication vault for the same kind of resource, with room left",
			crossRegionPage+"; errors BackupService.6119, 6120 and 6129",
			"Server backups go to a replication vault for servers, SFS Turbo backups to one for file systems. A full vault takes nothing more unless it "+
				"expands by itself. Across clouds the vault is one of hybrid cloud backup 2.0; it is read with `huawei.destination`, if that is configured.",
			StageLive),
	}
}
