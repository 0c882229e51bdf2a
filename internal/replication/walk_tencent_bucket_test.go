package replication

import "fmt"

// tencentBucketCases are the constraints between the rules of one bucket.
func tencentBucketCases() []walkCase {
	cloud := &TencentCapabilities
	const e, w = SeverityError, SeverityWarning
	plan := func(id, name string, me Entry, others ...Entry) walkCase {
		return walkCase{id: id, stage: StagePlan, name: name, cloud: cloud, me: me, others: others}
	}
	live := func(id, name string, spec Spec, facts ...func(*Facts)) walkCase {
		return walkCase{id: id, stage: StageLive, name: name, cloud: cloud, spec: spec, facts: cosFacts(facts...)}
	}
	apply := func(id, name string, rule Rule, existing ...Rule) walkCase {
		return walkCase{id: id, stage: StageApply, name: name, cloud: cloud, rule: rule, existing: existing}
	}
	is := func(c walkCase, path string, severity Severity, text string) walkCase {
		c.path, c.severity, c.text = path, severity, text
		return c
	}
	a, b := prefixes("a/"), prefixes("b/")
	settled := cosEntry(b)
	settled.OwnID, settled.Writes = "mcr-2", false
	elsewhere := func(s *Spec) { s.Destination = endAt(chengdu) }
	unknownPriority := func(s *Spec) { s.Tencent.Priority = Unknown[int64]() }
	return []walkCase{
		is(live("T1", "source never versioned", cosSpec(), bothVersioning(VersioningDisabled, VersioningEnabled)), "source.versioning", e, "is disabled"),
		is(live("T1", "destination suspended", cosSpec(), bothVersioning(VersioningEnabled, VersioningSuspended)), "destination.versioning", e, "orders-sh-1250000000"),
		live("T1", "declared", cosSpec(versioning(VersioningEnabled, VersioningEnabled)), bothVersioning(VersioningDisabled, VersioningDisabled)),
		live("T1", "not told", cosSpec(), bothVersioning("", "")),

		is(plan("T3", "mine has none", cosEntry(a), cosEntry(b, priority(1))), "tencent.priority", e, "This rule has no priority, but others"),
		is(plan("T3", "mine has one", cosEntry(a, priority(1)), settled), "tencent.priority", e, "rule mcr-2"),
		is(plan("T3", "equal", cosEntry(a, priority(7)), cosEntry(b, priority(7))), "tencent.priority", e, "has the priority 7 as well"),
		is(plan("T3", "0", cosEntry(priority(0))), "tencent.priority", e, "COS takes 1 to 1000"),
		is(plan("T3", "1001", cosEntry(priority(1001))), "tencent.priority", e, "The priority is 1001"),
		plan("T3", "all have one", cosEntry(a, priority(1)), cosEntry(b, priority(1000))),
		plan("T3", "none has one", cosEntry(a), cosEntry(b)),
		plan("T3", "another bucket", cosEntry(priority(1)), cosEntry(between(shanghai2, guangzhou))),
		plan("T3", "unknown", cosEntry(a, unknownPriority), cosEntry(b, priority(1))),
		plan("T3", "theirs unknown", cosEntry(a, priority(1)), cosEntry(b, unknownPriority)),
		is(live("T3", "mine has none", cosSpec(a), sourceRules(cosRule("x", withPrefix("b/"), withPriority(1)))), "tencent.priority", w, "rule x from orders-gz"),
		is(live("T3", "equal", cosSpec(a, priority(7)), sourceRules(cosRule("x", withPriority(7)))), "tencent.priority", w, "terraform import multicloud_replication_rule.NAME 'tencent/ap-guangzhou/orders-gz-1250000000/x'"),
		is(live("T3", "undecided", cosSpec(a, priority(7)), sourceRules(cosRule("x", withPriority(7))), claimed(ClaimUndecided)), "tencent.priority", w, "there is nothing to do"),
		live("T3", "managed", cosSpec(a, priority(7)), sourceRules(cosRule("x", withPriority(7))), claimed(ClaimManaged)),
		live("T3", "its own", cosSpec(a, priority(7)), sourceRules(cosRule("x")), func(f *Facts) { f.Own = "x" }),
		live("T3", "no clash, nobody asked", cosSpec(a, priority(7)), sourceRules(cosRule("x", withPriority(8))), neverAsked),
		is(apply("T3", "theirs has none", cosRule("mcr-1", withPriority(1)), cosRule("x", withPrefix("b/"))), "tencent.priority", e, "-parallelism"),
		apply("T3", "itself before", cosRule("mcr-1", withPriority(1)), cosRule("mcr-1")),

		is(plan("T4", "one inside another", cosEntry(a), cosEntry(prefixes("a/b/"))), "prefixes", e, `(the prefix "a/b/")`),
		is(plan("T4", "whole bucket", cosEntry(), settled), "prefixes", e, "rule mcr-2 (the prefix"),
		is(plan("T4", "tags make no difference", cosEntry(a, tags(1), keepsDeleted), cosEntry(a)), "prefixes", e, "holds for the same objects"),
		is(plan("T4", "other destination", cosEntry(a), cosEntry(a, elsewhere)), "prefixes", w, "does not say whether"),
		plan("T4", "apart", cosEntry(a), cosEntry(b)),
		plan("T4", "priorities", cosEntry(a, priority(1)), cosEntry(a, priority(2))),
		plan("T4", "twice the same is another constraint's", cosEntry(a), cosEntry(a)),
		plan("T4", "unknown", cosEntry(a), cosEntry(func(s *Spec) { s.Prefixes = Unknown[[]string]() })),
		plan("T4", "nobody knows where", cosEntry(a), cosEntry(a, func(s *Spec) { s.Destination.Bucket = Unknown[string]() })),
		is(live("T4", "a rule of others", cosSpec(a), sourceRules(cosRule("x", withPrefix("a/b")))), "prefixes", w, "COS refuses this rule beside them: change"),
		is(live("T4", "to elsewhere", cosSpec(a), sourceRules(cosRule("x", to(chengdu)))), "prefixes", w, "rule to another destination"),
		live("T4", "managed", cosSpec(a), sourceRules(cosRule("x")), claimed(ClaimManaged)),
		live("T4", "apart, nobody asked", cosSpec(a), sourceRules(cosRule("x", withPrefix("b/"))), neverAsked),
		is(apply("T4", "overlaps", cosRule("mcr-1", withPrefix("a/")), cosRule("x")), "prefixes", e, "the whole bucket"),
		is(apply("T4", "overlaps, to elsewhere", cosRule("mcr-1", withPrefix("a/")), cosRule("x", to(chengdu))), "prefixes", w, "another destination"),
		apply("T4", "apart", cosRule("mcr-1", withPrefix("a/")), cosRule("x", withPrefix("b/"))),
		apply("T4", "twice the same is another constraint's", cosRule("mcr-1"), cosRule("x")),

		is(live("T8", "1001", cosSpec(), sourceRules(cosRules(1000)...)), "source.bucket", e, "rule number 1001"),
		is(live("T8", "second destination", cosSpec(), sourceRules(cosRule("x", to(BucketRef{Cloud: Tencent, Region: "ap-shanghai", Bucket: "copy-1250000000"})))),
			"destination.bucket", w, "another bucket in ap-shanghai already: rule x"),
		is(live("T8", "several zones to one", cosSpec(), sourceFacts(func(b *BucketFacts) { b.MultiAZ = true })), "destination.region", w, "several zones"),
		live("T8", "1000", cosSpec(), sourceRules(cosRules(999)...)),
		live("T8", "to another region", cosSpec(), sourceRules(cosRule("x", to(chengdu)))),

		is(live("T10", "not said", cosSpec(), sourceFacts(func(b *BucketFacts) { b.KMSByDefault = true })), "encryption.replicate_kms_objects", w, "encrypts new objects by KMS"),
		live("T10", "said", cosSpec(func(s *Spec) { s.ReplicateKMSObjects = Known(false) }), sourceFacts(func(b *BucketFacts) { b.KMSByDefault = true })),
		live("T10", "no KMS", cosSpec()),

		is(plan("T11", "two roles", cosEntry(a, role(cosOwner)), cosEntry(b, role("qcs::cam::uin/1:uin/2"))), "tencent.role", e, "qcs::cam::uin/1:uin/2"),
		plan("T11", "one says nothing", cosEntry(a, role(cosOwner)), cosEntry(b)),
		plan("T11", "another bucket", cosEntry(role(cosOwner)), cosEntry(between(shanghai2, guangzhou), role("qcs::cam::uin/1:uin/2"))),
		is(live("T11", "another role there", cosSpec(a, role("qcs::cam::uin/1:uin/2")), sourceRules(cosRule("x"))), "tencent.role", e, "with the role "+cosOwner),
		is(live("T11", "undecided", cosSpec(a, role("qcs::cam::uin/1:uin/2")), sourceRules(cosRule("x")), claimed(ClaimUndecided)), "tencent.role", w, "there is nothing to do"),
		live("T11", "managed", cosSpec(a, role("qcs::cam::uin/1:uin/2")), sourceRules(cosRule("x")), claimed(ClaimManaged)),
		live("T11", "the same role", cosSpec(a, role(cosOwner)), sourceRules(cosRule("x", withPrefix("b/"))), neverAsked),
		live("T11", "not said", cosSpec(a), sourceRules(cosRule("x", withPrefix("b/"))), neverAsked),
	}
}

// cosRules are n rules to the same destination, each with a prefix of its own.
func cosRules(n int) []Rule {
	return numbered(n, func(i int) Rule { return cosRule(fmt.Sprintf("r-%d", i), withPrefix(fmt.Sprintf("folder-%d/", i))) })
}
