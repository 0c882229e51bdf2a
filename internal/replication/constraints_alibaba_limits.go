package replication

func constraintA7() Constraint {
	return Constraint{
		ID: "A7", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "At most 100 rules out of a bucket, and 100 into one",
		Source: "OSS documentation of PutBucketReplication (errors TooManyOutgoingReplication and TooManyIncomingReplication)",
		Doc: "A bucket can be the source of 100 rules and the destination of 100. Rules out of the source bucket are counted in the cloud; those into " +
			"the destination only within this configuration, since OSS does not list them.",
		Needs: []FactKind{FactSourceRules},
		Plan:  rulesInPlan,
		Live:  rulesOutInCloud,
		Apply: rulesOutAtApply,
	}
}
