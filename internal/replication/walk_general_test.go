package replication

func generalConfigCases() []walkCase {
	disabled := func(s *Spec) { s.Enabled = Known(false) }
	scope := func(v Value[Scope]) func(*Spec) { return func(s *Spec) { s.Scope = v } }
	sameRegion := between(hangzhou, BucketRef{Cloud: Alibaba, Region: "cn-hangzhou", Bucket: "orders-copy"})
	return []walkCase{
		{
			id: "G1", stage: StageStatic, name: "one bucket", spec: specOf(between(hangzhou, hangzhou)),
			path: "destination.bucket", severity: SeverityError, text: "both the bucket orders-hz",
		},
		{id: "G1", stage: StageStatic, name: "two buckets", spec: specOf()},
		{
			id: "G1", stage: StageStatic, name: "destination unknown",
			spec: specOf(func(s *Spec) { s.Destination.Bucket = Unknown[string]() }),
		},

		{
			id: "G7", stage: StageStatic, name: "disabled", spec: specOf(disabled),
			path: "enabled", severity: SeverityError, text: "cannot disable a replication rule",
		},
		{id: "G7", stage: StageStatic, name: "enabled", spec: specOf(func(s *Spec) { s.Enabled = Known(true) })},
		{id: "G7", stage: StageStatic, name: "unknown", spec: specOf(func(s *Spec) { s.Enabled = Unknown[bool]() })},

		{
			id: "G8", stage: StageStatic, name: "says across, is not", spec: specOf(sameRegion, scope(Known(CrossRegion))),
			path: "scope", severity: SeverityError, text: "both in cn-hangzhou",
		},
		{
			id: "G8", stage: StageStatic, name: "says same, is not", spec: specOf(scope(Known(SameRegion))),
			path: "scope", severity: SeverityError, text: "the destination in cn-beijing",
		},
		{
			id: "G8", stage: StageStatic, name: "equal and nothing said", spec: specOf(sameRegion),
			path: "scope", severity: SeverityWarning, text: `scope = "same_region"`,
		},
		{id: "G8", stage: StageStatic, name: "across", spec: specOf(scope(Known(CrossRegion)))},
		{id: "G8", stage: StageStatic, name: "across and nothing said", spec: specOf()},
		{id: "G8", stage: StageStatic, name: "same, said", spec: specOf(sameRegion, scope(Known(SameRegion)))},
		{id: "G8", stage: StageStatic, name: "scope unknown", spec: specOf(sameRegion, scope(Unknown[Scope]()))},

		{
			id: "G9", stage: StagePlan, name: "disabled by this plan", cloud: cloudThatDisables(),
			me:   Entry{Spec: specOf(disabled), OwnID: "mcr-1", Writes: true, WasEnabled: true},
			path: "enabled", severity: SeverityWarning, text: "rule mcr-1",
		},
		{id: "G9", stage: StagePlan, name: "made disabled", cloud: cloudThatDisables(), me: entryOf(disabled)},
		{
			id: "G9", stage: StagePlan, name: "disabled for long", cloud: cloudThatDisables(),
			me: Entry{Spec: specOf(disabled), OwnID: "mcr-1", WasEnabled: true},
		},
		{
			id: "G9", stage: StagePlan, name: "cannot be disabled",
			me: Entry{Spec: specOf(disabled), OwnID: "mcr-1", Writes: true, WasEnabled: true},
		},

		{
			id: "G10", stage: StageStatic, name: "both declared unversioned", spec: specOf(versioning(VersioningDisabled, VersioningDisabled)),
			path: "destination.bucket", severity: SeverityWarning, text: "overwritten for good",
		},
		{id: "G10", stage: StageStatic, name: "versioned", spec: specOf(versioning(VersioningEnabled, VersioningEnabled))},
		{id: "G10", stage: StageStatic, name: "one declared", spec: specOf(func(s *Spec) { s.Source.Versioning = Known(VersioningDisabled) })},
	}
}

func generalPairCases() []walkCase {
	existing := func(id string, e Entry) Entry { e.OwnID, e.Writes = id, false; return e }
	deletes := func(v Value[bool]) func(*Spec) { return func(s *Spec) { s.ReplicateDeletes = v } }
	there := ruleOf("mcr-there", hangzhou, beijing)
	wanted := ruleOf("mcr-wanted", hangzhou, beijing)
	back := between(beijing, hangzhou)
	return []walkCase{
		{
			id: "G2", stage: StagePlan, name: "another does the same", me: entryOf(), others: []Entry{existing("mcr-2", entryOf(deletes(Known(true))))},
			path: "destination.bucket", severity: SeverityError, text: "orders-hz (cn-hangzhou) to orders-bj (cn-beijing), rule mcr-2",
		},
		{id: "G2", stage: StagePlan, name: "another pair", me: entryOf(), others: []Entry{entryOf(between(hangzhou, shanghai))}},
		{id: "G2", stage: StagePlan, name: "other prefixes", me: entryOf(), others: []Entry{entryOf(prefixes("a/"))}},
		{
			id: "G2", stage: StagePlan, name: "unknown prefixes",
			me:     entryOf(func(s *Spec) { s.Prefixes = Unknown[[]string]() }),
			others: []Entry{entryOf(func(s *Spec) { s.Prefixes = Unknown[[]string]() })},
		},
		{
			id: "G2", stage: StageApply, name: "same rule there", rule: wanted, existing: []Rule{there},
			path: "destination.bucket", severity: SeverityError, text: "terraform import multicloud_replication_rule.NAME 'alibaba/cn-hangzhou/orders-hz/mcr-there'",
		},
		{id: "G2", stage: StageApply, name: "closing", rule: wanted, existing: []Rule{ruleOf("mcr-there", hangzhou, beijing, closing)}},
		{id: "G2", stage: StageApply, name: "itself", rule: there, existing: []Rule{there}},
		{id: "G2", stage: StageApply, name: "another pair", rule: wanted, existing: []Rule{ruleOf("mcr-there", hangzhou, shanghai)}},

		{
			id: "G3", stage: StagePlan, name: "destination goes on", me: entryOf(), others: []Entry{entryOf(between(beijing, shanghai))},
			path: "destination.bucket", severity: SeverityWarning, text: "orders-bj (cn-beijing) to orders-sh (cn-shanghai)",
		},
		{
			id: "G3", stage: StagePlan, name: "source is filled", me: entryOf(between(beijing, shanghai)), others: []Entry{entryOf()},
			path: "source.bucket", severity: SeverityWarning, text: "not replicated on to orders-sh (cn-shanghai)",
		},
		{id: "G3", stage: StagePlan, name: "back only", me: entryOf(), others: []Entry{entryOf(back)}},
		{
			id: "G3", stage: StagePlan, name: "onward to nobody knows where", me: entryOf(),
			others: []Entry{entryOf(between(beijing, shanghai), func(s *Spec) { s.Destination.Bucket = Unknown[string]() })},
		},

		{
			id: "G4", stage: StagePlan, name: "other prefixes", me: entryOf(prefixes("a/", "b/")), others: []Entry{entryOf(back)},
			path: "prefixes", severity: SeverityWarning, text: `copies the prefixes "a/" and "b/", but the rule back`,
		},
		{
			id: "G4", stage: StagePlan, name: "other deletes by default", me: entryOf(deletes(Known(false))), others: []Entry{entryOf(back)},
			path: "replicate_deletes", severity: SeverityWarning, text: "does not replicate deletions, but the rule back",
		},
		{id: "G4", stage: StagePlan, name: "agree", me: entryOf(prefixes("a/", "b/"), deletes(Known(true))), others: []Entry{entryOf(back, prefixes("b/", "a/"))}},
		{
			id: "G4", stage: StagePlan, name: "one of two agrees", me: entryOf(),
			others: []Entry{entryOf(between(beijing, shanghai)), entryOf(back), entryOf(back, prefixes("a/"))},
			path:   "prefixes", severity: SeverityWarning, text: `copies the prefix "a/"`,
		},
		{id: "G4", stage: StagePlan, name: "no rule back", me: entryOf(prefixes("a/")), others: []Entry{entryOf(between(beijing, shanghai))}},
		{
			id: "G4", stage: StagePlan, name: "unknown", me: entryOf(deletes(Unknown[bool]()), func(s *Spec) { s.Prefixes = Unknown[[]string]() }),
			others: []Entry{entryOf(back, prefixes("a/"), deletes(Known(false)))},
		},
	}
}
