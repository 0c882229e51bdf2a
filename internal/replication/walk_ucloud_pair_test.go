package replication

func ucloudPairCases() []walkCase {
	existing := func(id string, source, destination BucketRef) Entry {
		return Entry{Spec: ucloudSpec(between(source, destination)), OwnID: id}
	}
	plan := func(name string, others ...Entry) walkCase {
		return walkCase{id: "U2", stage: StagePlan, name: name, cloud: ucloudStrict, me: ucloudEntry(), others: others}
	}
	live := func(name string, changes ...func(*Facts)) walkCase {
		return walkCase{id: "U2", stage: StageLive, name: name, cloud: ucloudStrict, spec: ucloudSpec(), facts: ucloudFacts(changes...)}
	}
	apply := func(name string, existing ...Rule) walkCase {
		return walkCase{id: "U2", stage: StageApply, name: name, cloud: ucloudStrict, rule: ucloudRule("", bj2, gd), existing: existing}
	}
	refused := func(c walkCase, path, text string) walkCase {
		c.path, c.severity, c.text = path, SeverityError, text
		return c
	}
	warned := func(c walkCase, path, text string) walkCase {
		c.path, c.severity, c.text = path, SeverityWarning, text
		return c
	}
	disabled := func(s *Spec) { s.Enabled = Known(false) }
	third := BucketRef{Cloud: UCloud, Region: "cn-sh2", Bucket: "orders-other"}
	current := plan("current", ucloudEntry(between(bj2, sh2)))
	current.cloud = ucloudCurrent
	return []walkCase{
		refused(plan("source to another", ucloudEntry(between(bj2, sh2))), "source.bucket", "orders-bj2 (cn-bj2) to orders-sh2 (cn-sh2)"),
		refused(plan("another to source", ucloudEntry(between(sh2, bj2))), "source.bucket", "This rule replicates orders-bj2 (cn-bj2) to orders-gd (cn-gd), but another rule of this configuration has its source bucket in another pair"),
		refused(plan("destination to another", ucloudEntry(between(gd, sh2))), "destination.bucket", "orders-gd (cn-gd) to orders-sh2 (cn-sh2)"),
		refused(plan("another to destination", existing("r-1", sh2, gd)), "destination.bucket", "orders-sh2 (cn-sh2) to orders-gd (cn-gd), rule r-1"),
		refused(plan("the switch is named", ucloudEntry(between(gd, sh2))), "destination.bucket", `ucloud = { rule_set = "current" }`),
		refused(plan("same pair, other settings", ucloudEntry(disabled)), "destination.bucket", "One pair has one rule"),
		refused(plan("region not known", ucloudEntry(between(gd, sh2), func(s *Spec) { s.Destination.Region = Unknown[string]() })), "destination.bucket", "known after apply"),
		warned(plan("back", ucloudEntry(between(gd, bj2))), "destination.bucket", "replicates back between the same buckets"),
		plan("same rule is another constraint's", ucloudEntry()),
		plan("two other buckets", ucloudEntry(between(sh2, third))),
		plan("bucket not known", ucloudEntry(between(bj2, sh2), func(s *Spec) { s.Destination.Bucket = Unknown[string]() })),
		current,

		refused(live("source to another", sourceRules(ucloudRule("r-1", bj2, sh2))), "source.bucket", "rule r-1 from orders-bj2 (cn-bj2) to orders-sh2 (cn-sh2)"),
		refused(live("destination to another", destinationRules(ucloudRule("r-1", gd, sh2))), "destination.bucket", "'ucloud/cn-gd/orders-gd/r-1'"),
		refused(live("another to source", allRules(ucloudRule("r-1", sh2, bj2))), "source.bucket", "orders-sh2 (cn-sh2) to orders-bj2"),
		refused(live("another to destination", allRules(ucloudRule("r-1", sh2, gd))), "destination.bucket", `ucloud = { rule_set = "current" }`),
		refused(live("same pair", sourceRules(ucloudRule("r-1", bj2, gd))), "destination.bucket", "terraform import multicloud_replication_rule.NAME 'ucloud/cn-bj2/orders-bj2/r-1'"),
		warned(live("back", destinationRules(ucloudRule("r-1", gd, bj2))), "destination.bucket", "rule r-1 from orders-gd"),
		warned(live("not seen yet", sourceRules(ucloudRule("r-1", bj2, sh2)), claimed(ClaimUndecided)), "source.bucket", "not yet seen in this plan"),
		live("managed", sourceRules(ucloudRule("r-1", bj2, sh2)), allRules(ucloudRule("r-2", sh2, gd)), claimed(ClaimManaged)),
		live("its own", func(f *Facts) { f.Own = "r-1" }, sourceRules(ucloudRule("r-1", bj2, sh2)), neverAsked),
		live("turned around", func(f *Facts) { f.Own = "r-1" }, destinationRules(ucloudRule("r-1", gd, bj2)), neverAsked),
		live("changed in place", sourceRules(ucloudRule("r-1", bj2, sh2)), inPlace, neverAsked),
		live("two other buckets", allRules(ucloudRule("r-1", sh2, third)), neverAsked),

		refused(apply("source to another", ucloudRule("r-1", bj2, sh2)), "source.bucket", "rule r-1"),
		refused(apply("destination to another", ucloudRule("r-1", gd, sh2)), "destination.bucket", "rule r-1"),
		refused(apply("same pair, disabled", ucloudRule("r-1", bj2, gd, func(r *Rule) { r.Enabled = false })), "destination.bucket", "One pair has one rule"),
		apply("same rule is another constraint's", ucloudRule("r-1", bj2, gd)),
		apply("back", ucloudRule("r-1", gd, bj2)),
		apply("nothing there"),
	}
}
