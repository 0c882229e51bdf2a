package replication

func alibabaVersioningCases() []walkCase {
	deletes := func(v bool) func(*Spec) { return func(s *Spec) { s.ReplicateDeletes = Known(v) } }
	actions := func(a ...string) func(*Spec) { return func(s *Spec) { s.Alibaba.Actions = Known(a) } }
	versioned := versioning(VersioningEnabled, VersioningEnabled)
	return []walkCase{
		{
			id: "A2", stage: StageStatic, name: "destination not versioned", spec: specOf(versioning(VersioningEnabled, VersioningDisabled)),
			path: "destination.versioning", severity: SeverityError, text: "Enable versioning on orders-bj (cn-beijing)",
		},
		{
			id: "A2", stage: StageStatic, name: "source not versioned", spec: specOf(versioning(VersioningDisabled, VersioningEnabled)),
			path: "source.versioning", severity: SeverityError, text: "source bucket orders-hz (cn-hangzhou) is disabled, that of the destination bucket orders-bj (cn-beijing) is enabled",
		},
		{
			id: "A2", stage: StageStatic, name: "suspended", spec: specOf(func(s *Spec) { s.Destination.Versioning = Known(VersioningSuspended) }),
			path: "destination.versioning", severity: SeverityError, text: "is suspended",
		},
		{
			id: "A2", stage: StageStatic, name: "source suspended, destination enabled", spec: specOf(versioning(VersioningSuspended, VersioningEnabled)),
			path: "source.versioning", severity: SeverityError, text: "is suspended",
		},
		{id: "A2", stage: StageStatic, name: "both versioned", spec: specOf(versioned)},
		{id: "A2", stage: StageStatic, name: "neither versioned", spec: specOf(versioning(VersioningDisabled, VersioningDisabled))},
		{id: "A2", stage: StageStatic, name: "one declared", spec: specOf(func(s *Spec) { s.Source.Versioning = Known(VersioningEnabled) })},

		{
			id: "A2", stage: StageLive, name: "destination not versioned", spec: specOf(), facts: factsOf(bothVersioning(VersioningEnabled, VersioningDisabled)),
			path: "destination.versioning", severity: SeverityError, text: "versioning = alicloud_oss_bucket_versioning.NAME.status",
		},
		{
			id: "A2", stage: StageLive, name: "both suspended", spec: specOf(), facts: factsOf(bothVersioning(VersioningSuspended, VersioningSuspended)),
			path: "source.versioning", severity: SeverityError, text: "replicates neither from nor to such a bucket",
		},
		{
			id: "A2", stage: StageLive, name: "declared against what is there", spec: specOf(func(s *Spec) { s.Destination.Versioning = Known(VersioningDisabled) }), facts: factsOf(),
			path: "destination.versioning", severity: SeverityError, text: "orders-bj (cn-beijing) is disabled",
		},
		{
			id: "A2", stage: StageLive, name: "mended by the same apply", spec: specOf(func(s *Spec) { s.Destination.Versioning = Known(VersioningEnabled) }),
			facts: factsOf(bothVersioning(VersioningEnabled, VersioningDisabled)),
		},
		{
			id: "A2", stage: StageLive, name: "perhaps mended", spec: specOf(func(s *Spec) { s.Destination.Versioning = Unknown[Versioning]() }),
			facts: factsOf(bothVersioning(VersioningEnabled, VersioningDisabled)),
		},
		{
			id: "A2", stage: StageLive, name: "missing bucket", spec: specOf(),
			facts: factsOf(destinationFacts(func(b *BucketFacts) { *b = BucketFacts{} })),
		},

		{
			id: "A11", stage: StageStatic, name: "actions delete", spec: specOf(deletes(false), actions(ActionAll)),
			path: "alibaba.actions", severity: SeverityError, text: `The actions "ALL" mean that the rule replicates deletions`,
		},
		{
			id: "A11", stage: StageStatic, name: "actions do not delete", spec: specOf(deletes(true), actions(ActionAbort, ActionPut)),
			path: "alibaba.actions", severity: SeverityError, text: `The actions "PUT" and "ABORT" mean that the rule does not replicate deletions`,
		},
		{
			id: "A11", stage: StageStatic, name: "delete markers", spec: specOf(deletes(false), versioned),
			path: "replicate_deletes", severity: SeverityWarning, text: "replicates delete markers all the same",
		},
		{
			id: "A11", stage: StageStatic, name: "delete markers by actions", spec: specOf(actions(ActionPut), versioned),
			path: "alibaba.actions", severity: SeverityWarning, text: "replicates delete markers all the same",
		},
		{id: "A11", stage: StageStatic, name: "agree", spec: specOf(deletes(true), actions(ActionPut, ActionDelete), versioned)},
		{id: "A11", stage: StageStatic, name: "unversioned", spec: specOf(deletes(false), versioning(VersioningDisabled, VersioningDisabled))},
		{id: "A11", stage: StageStatic, name: "unknown actions", spec: specOf(deletes(true), func(s *Spec) { s.Alibaba.Actions = Unknown[[]string]() })},
		{
			id: "A11", stage: StageLive, name: "delete markers", spec: specOf(deletes(false)), facts: factsOf(),
			path: "replicate_deletes", severity: SeverityWarning, text: "orders-hz (cn-hangzhou) and orders-bj (cn-beijing)",
		},
		{id: "A11", stage: StageLive, name: "replicates deletions", spec: specOf(), facts: factsOf()},
		{id: "A11", stage: StageLive, name: "unversioned", spec: specOf(deletes(false)), facts: factsOf(bothVersioning(VersioningDisabled, VersioningDisabled))},
	}
}

func alibabaEncryptionCases() []walkCase {
	kms := func(v Value[bool]) func(*Spec) { return func(s *Spec) { s.ReplicateKMSObjects = v } }
	key := func(v Value[string]) func(*Spec) { return func(s *Spec) { s.ReplicaKMSKeyID = v } }
	role := func(v Value[string]) func(*Spec) { return func(s *Spec) { s.Alibaba.SyncRole = v } }
	on, aKey, aRole := kms(Known(true)), key(Known("key-1")), role(Known("replicator"))
	byDefault := factsOf(sourceFacts(func(b *BucketFacts) { b.KMSByDefault = true }))
	foreign := factsOf(destinationFacts(func(b *BucketFacts) { b.OwnerID = "2002" }))
	return []walkCase{
		{
			id: "A3", stage: StageStatic, name: "no key", spec: specOf(on, aRole),
			path: "encryption.replica_kms_key_id", severity: SeverityError, text: "a KMS key in cn-beijing",
		},
		{
			id: "A3", stage: StageStatic, name: "no role", spec: specOf(on, aKey),
			path: "alibaba.sync_role", severity: SeverityError, text: "no role in whose name",
		},
		{
			id: "A3", stage: StageStatic, name: "key alone", spec: specOf(aKey, aRole),
			path: "encryption.replicate_kms_objects", severity: SeverityError, text: "OSS ignores the key",
		},
		{
			id: "A3", stage: StageStatic, name: "key with KMS off", spec: specOf(aKey, kms(Known(false))),
			path: "encryption.replicate_kms_objects", severity: SeverityError, text: "OSS ignores the key",
		},
		{
			id: "A3", stage: StageStatic, name: "role as ARN", spec: specOf(role(Known("acs:ram::1001:role/Replicator"))),
			path: "alibaba.sync_role", severity: SeverityError, text: `Set alibaba.sync_role = "Replicator"`,
		},
		{
			id: "A3", stage: StageStatic, name: "ARN cut short", spec: specOf(role(Known("acs:ram::1001:role/"))),
			path: "alibaba.sync_role", severity: SeverityError, text: "the role's name alone",
		},
		{id: "A3", stage: StageStatic, name: "complete", spec: specOf(on, aKey, aRole)},
		{id: "A3", stage: StageStatic, name: "nothing set", spec: specOf()},
		{id: "A3", stage: StageStatic, name: "unknown key and role", spec: specOf(on, key(Unknown[string]()), role(Unknown[string]()))},
		{id: "A3", stage: StageStatic, name: "key and unknown KMS", spec: specOf(aKey, kms(Unknown[bool]()))},

		{
			id: "A10", stage: StageLive, name: "nothing said", spec: specOf(), facts: byDefault,
			path: "encryption.replicate_kms_objects", severity: SeverityWarning, text: "OSS skips them without an error",
		},
		{id: "A10", stage: StageLive, name: "said no", spec: specOf(kms(Known(false))), facts: byDefault},
		{id: "A10", stage: StageLive, name: "said yes", spec: specOf(on), facts: byDefault},
		{id: "A10", stage: StageLive, name: "unknown", spec: specOf(kms(Unknown[bool]())), facts: byDefault},
		{id: "A10", stage: StageLive, name: "no KMS", spec: specOf(), facts: factsOf()},

		{
			id: "A12", stage: StageLive, name: "no role", spec: specOf(), facts: foreign,
			path: "alibaba.sync_role", severity: SeverityWarning, text: "belongs to account 1001",
		},
		{id: "A12", stage: StageLive, name: "with role", spec: specOf(aRole), facts: foreign},
		{id: "A12", stage: StageLive, name: "unknown role", spec: specOf(role(Unknown[string]())), facts: foreign},
		{id: "A12", stage: StageLive, name: "same owner", spec: specOf(), facts: factsOf()},
		{id: "A12", stage: StageLive, name: "owner not told", spec: specOf(), facts: factsOf(destinationFacts(func(b *BucketFacts) { b.OwnerID = "" }))},
	}
}
