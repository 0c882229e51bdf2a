package replication

import (
	"fmt"
	"slices"
)

// The rule that the cases vary: valid in every respect, across two regions of mainland China.
var (
	hangzhou = BucketRef{Cloud: Alibaba, Region: "cn-hangzhou", Bucket: "orders-hz"}
	beijing  = BucketRef{Cloud: Alibaba, Region: "cn-beijing", Bucket: "orders-bj"}
	shanghai = BucketRef{Cloud: Alibaba, Region: "cn-shanghai", Bucket: "orders-sh"}
)

func endAt(ref BucketRef) End { return End{Bucket: Known(ref.Bucket), Region: Known(ref.Region)} }

// specOf is the valid spec with changes.
func specOf(changes ...func(*Spec)) Spec {
	s := Spec{Cloud: Alibaba, Source: endAt(hangzhou), Destination: endAt(beijing)}
	for _, change := range changes {
		change(&s)
	}
	return s
}

func between(source, destination BucketRef) func(*Spec) {
	return func(s *Spec) { s.Source, s.Destination = endAt(source), endAt(destination) }
}

func prefixes(p ...string) func(*Spec) { return func(s *Spec) { s.Prefixes = Known(p) } }

func versioning(source, destination Versioning) func(*Spec) {
	return func(s *Spec) { s.Source.Versioning, s.Destination.Versioning = Known(source), Known(destination) }
}

// entryOf is a rule that the plan writes.
func entryOf(changes ...func(*Spec)) Entry { return Entry{Spec: specOf(changes...), Writes: true} }

// factsOf is everything that can be read, as it should be, of a new rule.
func factsOf(changes ...func(*Facts)) Facts {
	f := Facts{
		Source:               FactOf(bucketFacts(hangzhou)),
		Destination:          FactOf(bucketFacts(beijing)),
		SourceRules:          FactOf([]Rule(nil)),
		DestinationRules:     FactOf([]Rule(nil)),
		Locations:            FactOf(Locations{Regions: []string{"cn-beijing", "cn-hongkong", "cn-shanghai"}, AccelerationOnly: []string{"cn-hongkong"}, TimeControl: []string{"cn-beijing"}}),
		SourceLifecycle:      FactOf(false),
		DestinationLifecycle: FactOf(false),
		New:                  true,
	}
	for _, change := range changes {
		change(&f)
	}
	return f
}

func bucketFacts(ref BucketRef) BucketFacts {
	return BucketFacts{Exists: true, Region: ref.Region, Versioning: VersioningEnabled, OwnerID: "1001"}
}

// sourceFacts and destinationFacts vary what is read of one bucket.
func sourceFacts(change func(*BucketFacts)) func(*Facts) {
	return func(f *Facts) { f.Source = changedFact(f.Source, change) }
}

func destinationFacts(change func(*BucketFacts)) func(*Facts) {
	return func(f *Facts) { f.Destination = changedFact(f.Destination, change) }
}

func changedFact(fact Fact[BucketFacts], change func(*BucketFacts)) Fact[BucketFacts] {
	b, _ := fact.Get()
	change(&b)
	return FactOf(b)
}

func bothVersioning(source, destination Versioning) func(*Facts) {
	return func(f *Facts) {
		sourceFacts(func(b *BucketFacts) { b.Versioning = source })(f)
		destinationFacts(func(b *BucketFacts) { b.Versioning = destination })(f)
	}
}

func sourceRules(rules ...Rule) func(*Facts) {
	return func(f *Facts) { f.SourceRules = FactOf(rules) }
}

func destinationRules(rules ...Rule) func(*Facts) {
	return func(f *Facts) { f.DestinationRules = FactOf(rules) }
}

func claimed(claim Claim) func(*Facts) {
	return func(f *Facts) { f.Claimed = func(RuleRef) Claim { return claim } }
}

// neverAsked fails a case that asks who manages a rule, since that may take a moment.
func neverAsked(f *Facts) {
	f.Claimed = func(r RuleRef) Claim { panic("asked who manages " + r.ID) }
}

// ruleOf is a rule as OSS shows it with everything at its default.
func ruleOf(id string, source, destination BucketRef, changes ...func(*Rule)) Rule {
	r := Rule{
		ID: id, Source: source, Destination: destination, Enabled: true, ReplicateDeletes: true, ReplicateExisting: true,
		Alibaba: AlibabaOptions{Actions: []string{ActionAll}}, Status: StatusActive,
	}
	for _, change := range changes {
		change(&r)
	}
	return r
}

func closing(r *Rule) { r.Status = StatusClosing }

// numbered are n things, each made from its number.
func numbered[T any](n int, of func(int) T) []T {
	things := make([]T, n)
	for i := range things {
		things[i] = of(i)
	}
	return things
}

func numberedBucket(region string, n int) BucketRef {
	return BucketRef{Cloud: Alibaba, Region: region, Bucket: fmt.Sprintf("bucket-%03d", n)}
}

// rulesOut are n rules from the source bucket to other buckets.
func rulesOut(n int) []Rule {
	return numbered(n, func(i int) Rule { return ruleOf(fmt.Sprintf("mcr-%d", i), hangzhou, numberedBucket("cn-shanghai", i)) })
}

// cloudThatDisables has what OSS lacks: rules that can be disabled.
func cloudThatDisables() *Capabilities {
	c := AlibabaCapabilities
	c.Unsupported = slices.DeleteFunc(slices.Clone(c.Unsupported), func(u Unsupported) bool { return u.Path == "enabled" })
	return &c
}

// cloudOfMany has several rules per pair of buckets, and overwrites nothing for good.
func cloudOfMany() *Capabilities {
	c := AlibabaCapabilities
	c.OnePerPair, c.OverwritesUnversioned = false, false
	return &c
}
