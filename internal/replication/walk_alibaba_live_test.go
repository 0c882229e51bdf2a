package replication

func alibabaLimitCases() []walkCase {
	notWritten := func(e Entry) Entry { e.Writes = false; return e }
	out := func(n int) []Entry {
		return numbered(n, func(i int) Entry { return entryOf(between(hangzhou, numberedBucket("cn-shanghai", i))) })
	}
	in := func(n int) []Entry {
		return numbered(n, func(i int) Entry { return entryOf(between(numberedBucket("cn-shanghai", i), beijing)) })
	}
	wanted := ruleOf("mcr-wanted", hangzhou, beijing)
	unlimited := AlibabaCapabilities
	unlimited.MaxRulesOut, unlimited.MaxRulesIn = 0, 0
	oneManaged := func(f *Facts) {
		f.Claimed = func(r RuleRef) Claim {
			if r.ID == "mcr-7" {
				return ClaimManaged
			}
			return ClaimForeign
		}
	}
	return []walkCase{
		{
			id: "A7", stage: StagePlan, name: "too many out", me: entryOf(), others: out(100),
			path: "source.bucket", severity: SeverityError, text: "rule number 101 out of orders-hz (cn-hangzhou)",
		},
		{
			id: "A7", stage: StagePlan, name: "too many in", me: entryOf(), others: in(100),
			path: "destination.bucket", severity: SeverityError, text: "has 101 rules into orders-bj (cn-beijing); Alibaba Cloud OSS allows 100",
		},
		{id: "A7", stage: StagePlan, name: "a hundred out", me: entryOf(), others: out(99)},
		{id: "A7", stage: StagePlan, name: "a hundred in", me: entryOf(), others: in(99)},
		{id: "A7", stage: StagePlan, name: "nothing written", me: notWritten(entryOf()), others: out(100)},
		{id: "A7", stage: StagePlan, name: "no limit", me: entryOf(), others: out(100), cloud: &unlimited},

		{
			id: "A7", stage: StageLive, name: "full", spec: specOf(), facts: factsOf(sourceRules(rulesOut(100)...)),
			path: "source.bucket", severity: SeverityError, text: "rule number 101",
		},
		{id: "A7", stage: StageLive, name: "room for one", spec: specOf(), facts: factsOf(sourceRules(rulesOut(99)...), neverAsked)},
		{id: "A7", stage: StageLive, name: "one of them is ours", spec: specOf(), facts: factsOf(sourceRules(rulesOut(100)...), oneManaged)},
		{id: "A7", stage: StageLive, name: "replaced", spec: specOf(), facts: factsOf(sourceRules(rulesOut(100)...), func(f *Facts) { f.Own = "mcr-3" })},
		{id: "A7", stage: StageLive, name: "changed", spec: specOf(), facts: factsOf(sourceRules(rulesOut(100)...), func(f *Facts) { f.New = false })},

		{
			id: "A7", stage: StageApply, name: "full", rule: wanted, existing: rulesOut(100),
			path: "source.bucket", severity: SeverityError, text: "rule number 101 out of orders-hz (cn-hangzhou)",
		},
		{id: "A7", stage: StageApply, name: "room for one", rule: wanted, existing: rulesOut(99)},
		{
			id: "A7", stage: StageApply, name: "one is closing", rule: wanted,
			existing: append(rulesOut(99), ruleOf("old", hangzhou, shanghai, closing)),
		},
		{id: "A7", stage: StageApply, name: "there already", rule: wanted, existing: append(rulesOut(99), wanted)},
	}
}

func alibabaLiveCases() []walkCase {
	timeControl := func(s *Spec) { s.Alibaba.ReplicationTimeControl = Known(true) }
	acceleration := func(v Value[bool]) func(*Spec) { return func(s *Spec) { s.Alibaba.TransferAcceleration = v } }
	locations := func(l Locations) func(*Facts) { return func(f *Facts) { f.Locations = FactOf(l) } }
	qingdao := BucketRef{Cloud: Alibaba, Region: "cn-qingdao", Bucket: "orders-qd"}
	copyHere := BucketRef{Cloud: Alibaba, Region: "cn-hangzhou", Bucket: "orders-copy"}
	return []walkCase{
		{
			id: "A4", stage: StageLive, name: "acceleration only", spec: specOf(between(hangzhou, hongkong)), facts: factsOf(),
			path: "alibaba.transfer_acceleration", severity: SeverityError, text: "orders-hz (cn-hangzhou) reaches cn-hongkong, China (Hong Kong)",
		},
		{id: "A4", stage: StageLive, name: "accelerated", spec: specOf(between(hangzhou, hongkong), acceleration(Known(true))), facts: factsOf()},
		{id: "A4", stage: StageLive, name: "perhaps accelerated", spec: specOf(between(hangzhou, hongkong), acceleration(Unknown[bool]())), facts: factsOf()},
		{id: "A4", stage: StageLive, name: "reached without", spec: specOf(), facts: factsOf()},
		{id: "A4", stage: StageLive, name: "not read", spec: specOf(between(hangzhou, hongkong)), facts: Facts{New: true}},

		{
			id: "A8", stage: StageLive, name: "not among them", spec: specOf(between(hangzhou, qingdao)), facts: factsOf(),
			path: "destination.region", severity: SeverityError, text: "It can replicate to cn-beijing, cn-hongkong and cn-shanghai.",
		},
		{
			id: "A8", stage: StageLive, name: "no time control there", spec: specOf(between(hangzhou, shanghai), timeControl), facts: factsOf(),
			path: "alibaba.replication_time_control", severity: SeverityError, text: "OSS offers it from this bucket to cn-beijing.",
		},
		{
			id: "A8", stage: StageLive, name: "no time control at all", spec: specOf(timeControl), facts: factsOf(locations(Locations{Regions: []string{"cn-beijing"}})),
			path: "alibaba.replication_time_control", severity: SeverityError, text: "to no region",
		},
		{id: "A8", stage: StageLive, name: "among them", spec: specOf(timeControl), facts: factsOf()},
		{id: "A8", stage: StageLive, name: "same region", spec: specOf(between(hangzhou, copyHere)), facts: factsOf()},
		{id: "A8", stage: StageLive, name: "nothing told", spec: specOf(timeControl), facts: factsOf(locations(Locations{}))},
		{id: "A8", stage: StageLive, name: "unknown region", spec: specOf(func(s *Spec) { s.Destination.Region = Unknown[string]() }), facts: factsOf()},
	}
}
