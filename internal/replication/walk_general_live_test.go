package replication

import "errors"

func generalLiveCases() []walkCase {
	missing := func(b *BucketFacts) { *b = BucketFacts{} }
	elsewhere := func(b *BucketFacts) { *b = BucketFacts{Exists: true, Region: "cn-qingdao"} }
	unread := func(f *Facts) {
		*f = Facts{New: true, Source: FactError[BucketFacts](errors.New("denied")), Destination: FactError[BucketFacts](errors.New("denied"))}
	}
	lifecycle := func(source, destination bool) func(*Facts) {
		return func(f *Facts) { f.SourceLifecycle, f.DestinationLifecycle = FactOf(source), FactOf(destination) }
	}
	changed := func(f *Facts) { f.New, f.Own = false, "mcr-1" }
	narrow := func(r *Rule) { r.Prefixes = []string{"a/"} }
	keeps := func(r *Rule) { r.ReplicateDeletes = false }
	return []walkCase{
		{
			id: "G3", stage: StageLive, name: "destination goes on", spec: specOf(), facts: factsOf(destinationRules(ruleOf("on", beijing, shanghai))),
			path: "destination.bucket", severity: SeverityWarning, text: "rule on from orders-bj (cn-beijing) to orders-sh (cn-shanghai)",
		},
		{id: "G3", stage: StageLive, name: "back only", spec: specOf(), facts: factsOf(destinationRules(ruleOf("back", beijing, hangzhou)))},
		{id: "G3", stage: StageLive, name: "closing", spec: specOf(), facts: factsOf(destinationRules(ruleOf("on", beijing, shanghai, closing)))},

		{
			id: "G4", stage: StageLive, name: "back is narrower", spec: specOf(), facts: factsOf(destinationRules(ruleOf("back", beijing, hangzhou, narrow))),
			path: "prefixes", severity: SeverityWarning, text: `copies the whole bucket, but the rule back (rule back from orders-bj (cn-beijing) to orders-hz (cn-hangzhou)) copies the prefix "a/"`,
		},
		{
			id: "G4", stage: StageLive, name: "back keeps", spec: specOf(), facts: factsOf(destinationRules(ruleOf("back", beijing, hangzhou, keeps))),
			path: "replicate_deletes", severity: SeverityWarning, text: "replicates deletions, but the rule back",
		},
		{
			id: "G4", stage: StageLive, name: "one of two agrees", spec: specOf(),
			facts: factsOf(destinationRules(ruleOf("on", beijing, shanghai), ruleOf("back", beijing, hangzhou), ruleOf("narrow", beijing, hangzhou, narrow))),
			path:  "prefixes", severity: SeverityWarning, text: "rule narrow",
		},
		{id: "G4", stage: StageLive, name: "agree", spec: specOf(), facts: factsOf(destinationRules(ruleOf("back", beijing, hangzhou)))},
		{id: "G4", stage: StageLive, name: "to a third bucket", spec: specOf(), facts: factsOf(destinationRules(ruleOf("on", beijing, shanghai, narrow)))},

		{
			id: "G5", stage: StageLive, name: "source elsewhere", spec: specOf(), facts: factsOf(sourceFacts(elsewhere)),
			path: "source.region", severity: SeverityError, text: "orders-hz is in cn-qingdao, not in cn-hangzhou",
		},
		{
			id: "G5", stage: StageLive, name: "destination elsewhere", spec: specOf(), facts: factsOf(destinationFacts(elsewhere)),
			path: "destination.region", severity: SeverityError, text: `Set region = "cn-qingdao" in destination`,
		},
		{id: "G5", stage: StageLive, name: "region not told", spec: specOf(), facts: factsOf(sourceFacts(func(b *BucketFacts) { b.Region = "" }))},
		{id: "G5", stage: StageLive, name: "where they are", spec: specOf(), facts: factsOf()},
		{id: "G5", stage: StageLive, name: "missing", spec: specOf(), facts: factsOf(sourceFacts(missing))},
		{id: "G5", stage: StageLive, name: "region unknown", spec: specOf(func(s *Spec) { s.Source.Region = Unknown[string]() }), facts: factsOf(sourceFacts(elsewhere))},

		{
			id: "G6", stage: StageLive, name: "no source", spec: specOf(), facts: factsOf(sourceFacts(missing)),
			path: "source.bucket", severity: SeverityWarning, text: "orders-hz (cn-hangzhou) does not exist yet",
		},
		{
			id: "G6", stage: StageLive, name: "no destination", spec: specOf(), facts: factsOf(destinationFacts(missing)),
			path: "destination.bucket", severity: SeverityWarning, text: "orders-bj (cn-beijing) does not exist yet",
		},
		{
			id: "G6", stage: StageLive, name: "no destination, source not read", spec: specOf(),
			facts: factsOf(destinationFacts(missing), func(f *Facts) { f.Source = FactError[BucketFacts](errors.New("denied")) }),
			path:  "destination.bucket", severity: SeverityWarning, text: "does not exist yet",
		},
		{id: "G6", stage: StageLive, name: "both exist", spec: specOf(), facts: factsOf()},
		{id: "G6", stage: StageLive, name: "not read", spec: specOf(), facts: factsOf(unread)},

		{
			id: "G10", stage: StageLive, name: "both unversioned", spec: specOf(), facts: factsOf(bothVersioning(VersioningDisabled, VersioningDisabled)),
			path: "destination.bucket", severity: SeverityWarning, text: "an object in orders-bj (cn-beijing) is overwritten for good",
		},
		{
			id: "G10", stage: StageLive, name: "versioned by the same apply", spec: specOf(versioning(VersioningEnabled, VersioningEnabled)),
			facts: factsOf(bothVersioning(VersioningDisabled, VersioningDisabled)),
		},
		{id: "G10", stage: StageLive, name: "not new", spec: specOf(), facts: factsOf(bothVersioning(VersioningDisabled, VersioningDisabled), changed)},
		{
			id: "G10", stage: StageLive, name: "keeps what it overwrites", spec: specOf(), cloud: cloudOfMany(),
			facts: factsOf(bothVersioning(VersioningDisabled, VersioningDisabled)),
		},
		{id: "G10", stage: StageLive, name: "not told", spec: specOf(), facts: factsOf(bothVersioning("", ""))},

		{
			id: "G11", stage: StageLive, name: "both have rules", spec: specOf(), facts: factsOf(lifecycle(true, true)),
			path: "destination.bucket", severity: SeverityWarning, text: AlibabaCapabilities.LifecycleNote,
		},
		{id: "G11", stage: StageLive, name: "source only", spec: specOf(), facts: factsOf(lifecycle(true, false))},
		{id: "G11", stage: StageLive, name: "destination only", spec: specOf(), facts: factsOf(lifecycle(false, true))},
		{id: "G11", stage: StageLive, name: "not new", spec: specOf(), facts: factsOf(lifecycle(true, true), changed)},
	}
}
