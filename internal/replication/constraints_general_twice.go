package replication

func constraintG2() Constraint {
	return Constraint{
		ID: "G2", Severity: SeverityError, Certainty: Documented, Lasting: true,
		Title:  "The same rule must not be made twice",
		Source: "OSS documentation of PutBucketReplication (error BucketReplicationAlreadyExist)",
		Doc: "Two resources that want the same rule would fight over it: where the cloud accepts both, destroying one looks like an outage of the other. " +
			"Two new resources with the same settings look like one resource that is planned twice, so this may be told only when the second is applied.",
		Plan: func(me Entry, others []Entry, c Capabilities) []Finding {
			for _, o := range others {
				if me.SamePair(o) && me.SameSettings(o, c) {
					return []Finding{{
						Path:  "destination.bucket",
						Found: "Another resource of this configuration is the same rule: " + o.Describe() + ".",
						Do:    "Keep one of the two. To give up this one without touching the cloud, use a `removed` block or `terraform state rm`.",
					}}
				}
			}
			return nil
		},
		Apply: func(rule Rule, existing []Rule, _ Capabilities) []Finding {
			for _, r := range standing(existing) {
				if r.ID != rule.ID && r.SamePair(rule.Source, rule.Destination) && r.sameSettings(rule) {
					return []Finding{{
						Path:  "destination.bucket",
						Found: "The same rule exists already: " + r.describe() + ".",
						Do:    "If another resource of this configuration manages it, keep one of the two. " + r.importSteps(),
					}}
				}
			}
			return nil
		},
	}
}
