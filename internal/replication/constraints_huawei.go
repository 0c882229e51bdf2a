package replication

import "slices"

// huaweiConstraints state the rules of vault replication, after the CBR documentation of replication across clouds and across
// regions. What they judge are no bucket rules, so package vault checks them.
func huaweiConstraints() []Constraint {
	return slices.Concat(huaweiSourceConstraints(), huaweiEncryptionConstraints(), huaweiDestinationConstraints(), huaweiPolicyConstraints())
}

// HuaweiTitle is the service's name in messages, HuaweiVendor who can change its rules.
const (
	HuaweiTitle  = "Huawei Cloud CBR"
	HuaweiVendor = "Huawei Cloud"
)

const (
	crossCloudPage  = "CBR documentation, overview of replication across clouds (constraints)"
	crossRegionPage = "CBR documentation of replicating a vault and backups across regions"
)

// huawei is a statement about vaults, checked at the stages.
func huawei(id string, severity Severity, title, source, doc string, stages ...Stage) Constraint {
	return Constraint{
		ID: id, Cloud: Huawei, Severity: severity, Certainty: Documented, Title: title, Source: source, Doc: doc, InVaults: stages,
	}
}

// huaweiSourceConstraints are about what is replicated.
func huaweiSourceConstraints() []Constraint {
	return []Constraint{
		huawei("H1", SeverityError, "Only vaults of servers and SFS Turbo file systems can be replicated",
			crossCloudPage+"; error BackupService.6122",
			"Backups of disks cannot leave their region. CBR refuses to replicate a disk backup vault or a backup in one. Back up the whole "+
				"server into a server backup vault, and replicate that.",
			StageLive),
		huawei("H2", SeverityError, "A backup must be available, and of an ECS server with its system disk or of an SFS Turbo file system",
			crossCloudPage+"; error BackupService.1003",
			"Of a vault, CBR leaves out what does not meet this and says nothing: it is a warning here, and an error if nothing is left. "+
				"A backup that is still being made is waited for. In a server backup vault, backups of bare metal servers and those without the system disk stay behind.",
			StageLive),
		huawei("H3", SeverityError, "What is replicated must exist, and a vault must hold a backup when it is replicated at once",
			crossCloudPage+"; error BackupService.0001",
			"A vault or a backup that is not there is refused, be it replicated at once or by a policy. Replicating a vault without backups is skipped by CBR, "+
				"or refused. Nothing is replicated then, so a run fails and leaves nothing in the state. For a vault without backups that a policy replicates it is "+
				"a warning: the next run of the policy finds what there is by then.",
			StageLive),
		huawei("H8", SeverityError, "A backup has at most one replica in each destination region",
			crossCloudPage+"; error BackupService.1009",
			"A second replication of a backup to a region is refused while the first is under way or its replica exists. Once the replica has been deleted, "+
				"a single backup can be replicated there again. Where it cannot be read whether the replica exists still, this is a warning.",
			StageLive),
		huawei("H9", SeverityError, "A vault is replicated to a region once",
			crossCloudPage,
			"A run that finds everything replicated to that region already does nothing, even if the replicas have been deleted meanwhile. "+
				"Where some backups have been replicated and others not it is a warning: CBR skips the run if the former came from a run too, which it does not tell.",
			StageLive),
		huawei("H13", SeverityError, "Replicas cannot be replicated on within a cloud",
			crossCloudPage+"; "+crossRegionPage+" (error BackupService.1002)",
			"Replicas in another region of the same cloud stay there: neither they nor the replication vault that holds them can be replicated. Replicas in another "+
				"cloud can be replicated back to the cloud that they came from.",
			StageLive),
	}
}
