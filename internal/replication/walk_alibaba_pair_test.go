package replication

func alibabaPairCases() []walkCase {
	own := func(id string) func(*Facts) { return func(f *Facts) { f.Own = id } }
	ruleID := func(id string) func(*Spec) { return func(s *Spec) { s.RuleID = Known(id) } }
	there := ruleOf("it's/mine", hangzhou, beijing)
	narrow := func(r *Rule) { r.Prefixes = []string{"a/"} }
	wanted := ruleOf("mcr-wanted", hangzhou, beijing, narrow)
	toShanghai := ruleOf("taken", hangzhou, shanghai)
	return []walkCase{
		{
			id: "A6", stage: StagePlan, name: "other prefixes", me: entryOf(prefixes("a/")), others: []Entry{entryOf(prefixes("b/"))},
			path: "destination.bucket", severity: SeverityError, text: "Put the prefixes of both into one resource",
		},
		{
			id: "A6", stage: StagePlan, name: "unknown prefixes", me: entryOf(), others: []Entry{entryOf(func(s *Spec) { s.Prefixes = Unknown[[]string]() })},
			path: "destination.bucket", severity: SeverityError, text: "OSS keeps one rule per pair",
		},
		{id: "A6", stage: StagePlan, name: "the same twice is said once", me: entryOf(), others: []Entry{entryOf(ruleID("mcr-2"))}},
		{id: "A6", stage: StagePlan, name: "another destination", me: entryOf(), others: []Entry{entryOf(between(hangzhou, shanghai))}},
		{id: "A6", stage: StagePlan, name: "many per pair", me: entryOf(), others: []Entry{entryOf(prefixes("a/"))}, cloud: cloudOfMany()},
		{id: "A6", stage: StageLive, name: "many per pair", spec: specOf(), facts: factsOf(sourceRules(there)), cloud: cloudOfMany()},
		{id: "A6", stage: StageApply, name: "many per pair", rule: wanted, existing: []Rule{there}, cloud: cloudOfMany()},
		{id: "A6", stage: StagePlan, name: "back", me: entryOf(), others: []Entry{entryOf(between(beijing, hangzhou), prefixes("a/"))}},
		{
			id: "A6", stage: StagePlan, name: "unknown destination", me: entryOf(),
			others: []Entry{entryOf(prefixes("a/"), func(s *Spec) { s.Destination.Bucket = Unknown[string]() })},
		},

		{
			id: "A6", stage: StageLive, name: "foreign", spec: specOf(), facts: factsOf(sourceRules(toShanghai, there), claimed(ClaimForeign)),
			path: "destination.bucket", severity: SeverityError, text: `terraform import multicloud_replication_rule.NAME 'alibaba/cn-hangzhou/orders-hz/it'\''s/mine'`,
		},
		{
			id: "A6", stage: StageLive, name: "nobody to ask", spec: specOf(), facts: factsOf(sourceRules(there)),
			path: "destination.bucket", severity: SeverityError, text: "terraform state rm multicloud_replication_rule.NAME",
		},
		{
			id: "A6", stage: StageLive, name: "undecided", spec: specOf(), facts: factsOf(sourceRules(there), claimed(ClaimUndecided)),
			path: "destination.bucket", severity: SeverityWarning, text: "`moved` block",
		},
		{
			id: "A6", stage: StageLive, name: "closing", spec: specOf(), facts: factsOf(sourceRules(ruleOf("old", hangzhou, beijing, closing)), claimed(ClaimForeign)),
			path: "destination.bucket", severity: SeverityWarning, text: "rule old from orders-hz (cn-hangzhou) to orders-bj (cn-beijing) is being deleted",
		},
		{id: "A6", stage: StageLive, name: "managed", spec: specOf(), facts: factsOf(sourceRules(there), claimed(ClaimManaged))},
		{id: "A6", stage: StageLive, name: "its own", spec: specOf(), facts: factsOf(sourceRules(there), own(there.ID))},
		{id: "A6", stage: StageLive, name: "another pair", spec: specOf(), facts: factsOf(sourceRules(toShanghai))},
		{id: "A6", stage: StageLive, name: "unknown destination", spec: specOf(func(s *Spec) { s.Destination.Bucket = Unknown[string]() }), facts: factsOf(sourceRules(there))},

		{
			id: "A6", stage: StageApply, name: "other settings", rule: wanted, existing: []Rule{there},
			path: "destination.bucket", severity: SeverityError, text: "`create_before_destroy` cannot work",
		},
		{id: "A6", stage: StageApply, name: "the same twice is said once", rule: ruleOf("mcr-wanted", hangzhou, beijing), existing: []Rule{there}},
		{id: "A6", stage: StageApply, name: "closing", rule: wanted, existing: []Rule{ruleOf("old", hangzhou, beijing, closing)}},
		{id: "A6", stage: StageApply, name: "itself", rule: wanted, existing: []Rule{ruleOf("mcr-wanted", hangzhou, beijing)}},
		{id: "A6", stage: StageApply, name: "another pair", rule: wanted, existing: []Rule{toShanghai}},

		{
			id: "A9", stage: StageLive, name: "id taken", spec: specOf(ruleID("taken")), facts: factsOf(sourceRules(toShanghai), claimed(ClaimForeign)),
			path: "rule_id", severity: SeverityError, text: "terraform import multicloud_replication_rule.NAME 'alibaba/cn-hangzhou/orders-hz/taken'",
		},
		{
			id: "A9", stage: StageLive, name: "undecided", spec: specOf(ruleID("taken")), facts: factsOf(sourceRules(toShanghai), claimed(ClaimUndecided)),
			path: "rule_id", severity: SeverityWarning, text: "Choose another rule_id",
		},
		{
			id: "A9", stage: StageLive, name: "closing", spec: specOf(ruleID("taken")), facts: factsOf(sourceRules(ruleOf("taken", hangzhou, shanghai, closing))),
			path: "rule_id", severity: SeverityWarning, text: "being deleted",
		},
		{id: "A9", stage: StageLive, name: "managed", spec: specOf(ruleID("taken")), facts: factsOf(sourceRules(toShanghai), claimed(ClaimManaged))},
		{id: "A9", stage: StageLive, name: "its own", spec: specOf(ruleID("taken")), facts: factsOf(sourceRules(toShanghai), own("taken"))},
		{id: "A9", stage: StageLive, name: "same pair is said once", spec: specOf(ruleID(there.ID)), facts: factsOf(sourceRules(there))},
		{id: "A9", stage: StageLive, name: "free", spec: specOf(ruleID("free")), facts: factsOf(sourceRules(toShanghai))},
	}
}
