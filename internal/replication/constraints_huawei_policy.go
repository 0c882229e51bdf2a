package replication

// huaweiPolicyConstraints are about policies and credentials.
func huaweiPolicyConstraints() []Constraint {
	return []Constraint{
		huawei("H11", SeverityError, "A schedule has at most 24 times, an hour apart; retention is by count or by days",
			"CBR documentation of CreatePolicy",
			"CBR takes at most 24 times a day that lie at least an hour apart, in UTC. It takes other minutes than 00, but its console does not show them. Replicas are "+
				"kept by count or by days, not both; the newest of days, weeks, months and years are kept besides a count, and need a time zone.",
			StageStatic),
		huawei("H12", SeverityError, "A credential has a valid name, and is not destroyed while a policy uses it",
			"CBR documentation of credentials for replication across clouds",
			"The name has 1 to 64 letters, digits, underscores and hyphens. CBR deletes a credential that policies use without asking; those policies then stop "+
				"replicating. That is a warning during plan, as a destroy is never held up.",
			StageStatic, StageLive),
		huawei("H15", SeverityError, "A vault has one replication policy",
			"CBR documentation of AssociateVaultPolicy",
			"Binding a second replication policy to a vault replaces the first without a word, so that the vault is no longer replicated where it was. "+
				"Bind each vault once, or give the one binding the other policy.",
			StagePlan, StageLive),
		huawei("H16", SeverityWarning, "Replication should begin well after the backup",
			crossRegionPage,
			"A replication that begins while the backup of the day is still being made may fail, or replicate the one before. Leave an hour "+
				"or more between the times of the vault's backup policy and those of its replication policy.",
			StagePlan, StageLive),
	}
}
