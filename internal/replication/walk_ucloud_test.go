package replication

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The rule of US3 that the cases vary: valid under both rule sets.
var (
	bj2 = BucketRef{Cloud: UCloud, Region: "cn-bj2", Bucket: "orders-bj2"}
	gd  = BucketRef{Cloud: UCloud, Region: "cn-gd", Bucket: "orders-gd"}
	sh2 = BucketRef{Cloud: UCloud, Region: "cn-sh2", Bucket: "orders-sh2"}
	far = BucketRef{Cloud: UCloud, Region: "sg", Bucket: "orders-sg"}
)

var (
	ucloudStrict  = &UCloudCapabilities
	ucloudCurrent = &UCloudCurrentCapabilities
)

func ucloudSpec(changes ...func(*Spec)) Spec {
	s := Spec{Cloud: UCloud, Source: endAt(bj2), Destination: endAt(gd)}
	for _, change := range changes {
		change(&s)
	}
	return s
}

func ucloudEntry(changes ...func(*Spec)) Entry {
	return Entry{Spec: ucloudSpec(changes...), Writes: true}
}

func ucloudRule(id string, source, destination BucketRef, changes ...func(*Rule)) Rule {
	r := Rule{ID: id, Source: source, Destination: destination, Enabled: true, ReplicateDeletes: true, Status: StatusActive}
	for _, change := range changes {
		change(&r)
	}
	return r
}

func ucloudFacts(changes ...func(*Facts)) Facts {
	facts := func(ref BucketRef) Fact[BucketFacts] { return FactOf(BucketFacts{Exists: true, Region: ref.Region}) }
	f := Facts{
		Source: facts(bj2), Destination: facts(gd), SourceRules: FactOf([]Rule(nil)), DestinationRules: FactOf([]Rule(nil)),
		AllRules: FactOf([]Rule(nil)), SourceLifecycle: FactOf(false), DestinationLifecycle: FactOf(false), New: true,
	}
	for _, change := range changes {
		change(&f)
	}
	return f
}

// inPlace is a rule that is changed in place.
func inPlace(f *Facts) { f.New, f.Own = false, "r-own" }

func allRules(rules ...Rule) func(*Facts) { return func(f *Facts) { f.AllRules = FactOf(rules) } }

func ucloudCases() []walkCase {
	within := between(bj2, BucketRef{Cloud: UCloud, Region: "cn-bj2", Bucket: "orders-copy"})
	mirrored := func(b *BucketFacts) { b.Mirrored = true }
	static := func(id, name string, cloud *Capabilities, spec Spec) walkCase {
		return walkCase{id: id, stage: StageStatic, name: name, cloud: cloud, spec: spec}
	}
	violates := func(c walkCase, path string, severity Severity, text string) walkCase {
		c.path, c.severity, c.text = path, severity, text
		return c
	}
	const e, w = SeverityError, SeverityWarning
	return []walkCase{
		violates(static("U1", "one region", ucloudStrict, ucloudSpec(within)), "destination.region", e, `rule_set = "current"`),
		static("U1", "two regions", ucloudStrict, ucloudSpec()),
		static("U1", "one region, current", ucloudCurrent, ucloudSpec(within)),
		static("U1", "region unknown", ucloudStrict, ucloudSpec(within, func(s *Spec) { s.Source.Region = Unknown[string]() })),
		static("G8", "one region is another constraint's", ucloudStrict, ucloudSpec(within)),
		violates(static("G8", "one region, current", ucloudCurrent, ucloudSpec(within)), "scope", w, `scope = "same_region"`),

		{
			id: "U3", stage: StageLive, name: "source mirrors", cloud: ucloudStrict, spec: ucloudSpec(), facts: ucloudFacts(sourceFacts(mirrored)),
			path: "source.bucket", severity: e, text: "orders-bj2 (cn-bj2) has mirror back-to-source on",
		},
		{
			id: "U3", stage: StageLive, name: "destination mirrors, current", cloud: ucloudCurrent, spec: ucloudSpec(), facts: ucloudFacts(destinationFacts(mirrored)),
			path: "destination.bucket", severity: e, text: "orders-gd (cn-gd) has mirror",
		},
		{
			id: "U3", stage: StageLive, name: "switched on", cloud: ucloudStrict, spec: ucloudSpec(), facts: ucloudFacts(sourceFacts(mirrored), inPlace),
			path: "source.bucket", severity: e, text: "has mirror back-to-source on",
		},
		{
			id: "U3", stage: StageLive, name: "switched off", cloud: ucloudStrict, spec: ucloudSpec(func(s *Spec) { s.Enabled = Known(false) }),
			facts: ucloudFacts(sourceFacts(mirrored), inPlace),
		},
		{id: "U3", stage: StageLive, name: "no mirror", cloud: ucloudStrict, spec: ucloudSpec(), facts: ucloudFacts()},

		violates(static("U4", "destination far", ucloudStrict, ucloudSpec(between(bj2, far))), "destination.region", e, "Beijing (cn-bj2), Guangzhou (cn-gd) and Shanghai (cn-sh2) only"),
		violates(static("U4", "source far", ucloudStrict, ucloudSpec(between(far, bj2))), "source.region", e, `rule_set = "current"`),
		violates(static("U4", "host name's spelling", ucloudStrict, ucloudSpec(func(s *Spec) { s.Source.Region = Known("cn-bj") })), "source.region", e, `Beijing is "cn-bj2"`),
		static("U4", "in the three", ucloudStrict, ucloudSpec(between(sh2, gd))),
		static("U4", "far, current", ucloudCurrent, ucloudSpec(between(bj2, far))),

		violates(static("U5", "prefix", ucloudStrict, ucloudSpec(prefixes("a/"))), "prefixes", e, `limited to the prefix "a/"`),
		violates(static("U5", "no deletes", ucloudStrict, ucloudSpec(func(s *Spec) { s.ReplicateDeletes = Known(false) })), "replicate_deletes", e, `rule_set = "current"`),
		violates(static("U5", "existing", ucloudStrict, ucloudSpec(func(s *Spec) { s.ReplicateExisting = Known(true) })), "replicate_existing_objects", e, "us3cli"),
		static("U5", "defaults", ucloudStrict, ucloudSpec()),
		static("U5", "defaults, spelled", ucloudStrict, ucloudSpec(prefixes(), func(s *Spec) {
			s.ReplicateDeletes, s.ReplicateExisting = Known(true), Known(false)
		})),
		static("U5", "prefix, current", ucloudCurrent, ucloudSpec(prefixes("a/"))),

		violates(static("U6", "source versioned", ucloudStrict, ucloudSpec(versioning(VersioningEnabled, VersioningDisabled))), "source.versioning", e, "declared to be enabled"),
		violates(static("U6", "destination versioned, current", ucloudCurrent, ucloudSpec(versioning(VersioningDisabled, VersioningEnabled))), "destination.versioning", e, "orders-gd"),
		static("U6", "unversioned", ucloudStrict, ucloudSpec(versioning(VersioningDisabled, VersioningSuspended))),
		static("U6", "not declared", ucloudStrict, ucloudSpec()),

		violates(static("G7", "id", ucloudStrict, ucloudSpec(func(s *Spec) { s.RuleID = Known("mine") })), "rule_id", e, "gives a replication rule its id itself"),
		violates(static("G7", "encryption", ucloudStrict, ucloudSpec(func(s *Spec) { s.ReplicateKMSObjects = Known(true) })), "encryption", e, "says nothing of encryption"),
		violates(static("G7", "two prefixes", ucloudCurrent, ucloudSpec(prefixes("a/", "b/"))), "prefixes", e, "takes one prefix"),
		violates(static("G7", "wildcard", ucloudCurrent, ucloudSpec(prefixes("*"))), "prefixes", e, "without wildcards"),
		static("G7", "disabled", ucloudStrict, ucloudSpec(func(s *Spec) { s.Enabled = Known(false) })),

		violates(static("G10", "never versioned", ucloudStrict, ucloudSpec()), "destination.bucket", w, "Both buckets stay writable"),
		static("G10", "disabled", ucloudStrict, ucloudSpec(func(s *Spec) { s.Enabled = Known(false) })),
		{
			id: "G3", stage: StagePlan, name: "chains of pairs are another constraint's", cloud: ucloudStrict, me: ucloudEntry(),
			others: []Entry{ucloudEntry(between(gd, sh2))},
		},
		{
			id: "G3", stage: StageLive, name: "chains of pairs are another constraint's", cloud: ucloudStrict, spec: ucloudSpec(),
			facts: ucloudFacts(destinationRules(ucloudRule("on", gd, sh2))),
		},
	}
}

func ucloudCurrentCases() []walkCase {
	static := func(id, name string, spec Spec, path string, severity Severity, text string) walkCase {
		return walkCase{id: id, stage: StageStatic, name: name, cloud: ucloudCurrent, spec: spec, path: path, severity: severity, text: text}
	}
	out := func(n int) []Rule {
		return numbered(n, func(i int) Rule {
			return ucloudRule(fmt.Sprintf("r-%d", i), bj2, BucketRef{Cloud: UCloud, Region: "cn-sh2", Bucket: fmt.Sprintf("bucket-%03d", i)})
		})
	}
	entries := func(n int) []Entry {
		return numbered(n, func(i int) Entry {
			return ucloudEntry(between(bj2, BucketRef{Cloud: UCloud, Region: "cn-sh2", Bucket: fmt.Sprintf("bucket-%03d", i)}))
		})
	}
	into := func(n int) []Rule {
		return numbered(n, func(i int) Rule {
			return ucloudRule(fmt.Sprintf("r-%d", i), gd, BucketRef{Cloud: UCloud, Region: "cn-sh2", Bucket: fmt.Sprintf("bucket-%03d", i)})
		})
	}
	hk := BucketRef{Cloud: UCloud, Region: "hk", Bucket: "orders-hk"}
	moscow := BucketRef{Cloud: UCloud, Region: "rus-mosc", Bucket: "orders-mow"}
	const e, w = SeverityError, SeverityWarning
	return []walkCase{
		{
			id: "U7", stage: StagePlan, name: "101", cloud: ucloudCurrent, me: ucloudEntry(), others: entries(100),
			path: "source.bucket", severity: e, text: "rule number 101 out of orders-bj2 (cn-bj2), in this configuration; UCloud US3 allows 100",
		},
		{id: "U7", stage: StagePlan, name: "100", cloud: ucloudCurrent, me: ucloudEntry(), others: entries(99)},
		{
			id: "U7", stage: StageLive, name: "101", cloud: ucloudCurrent, spec: ucloudSpec(), facts: ucloudFacts(sourceRules(out(100)...)),
			path: "source.bucket", severity: e, text: "with those that others made",
		},
		{id: "U7", stage: StageLive, name: "100", cloud: ucloudCurrent, spec: ucloudSpec(), facts: ucloudFacts(sourceRules(out(99)...))},
		{
			id: "U7", stage: StageApply, name: "101", cloud: ucloudCurrent, rule: ucloudRule("", bj2, gd), existing: out(100),
			path: "source.bucket", severity: e, text: "with those that exist",
		},
		{id: "U7", stage: StageApply, name: "out of the destination", cloud: ucloudCurrent, rule: ucloudRule("", bj2, gd), existing: into(100)},

		static("U8", "overseas", ucloudSpec(between(bj2, far)), "destination.region", e, "across the border of mainland China"),
		static("U8", "from overseas", ucloudSpec(between(far, bj2)), "destination.region", e, "cn-bj2, Beijing"),
		static("U8", "Hong Kong", ucloudSpec(between(bj2, hk)), "destination.region", w, "hk, Hong Kong"),
		static("U8", "both overseas", ucloudSpec(between(far, hk)), "", 0, ""),
		static("U8", "both domestic", ucloudSpec(), "", 0, ""),
		static("U8", "nobody knows", ucloudSpec(func(s *Spec) { s.Destination.Region = Known("xx-moon") }), "", 0, ""),

		static("U9", "no slash", ucloudSpec(prefixes("test")), "prefixes", w, `write "test/"`),
		static("U9", "slash", ucloudSpec(prefixes("test/")), "", 0, ""),
		static("U9", "not listed", ucloudSpec(between(far, moscow)), "destination.region", w, "rus-mosc, Moscow"),
		static("U9", "unheard of", ucloudSpec(func(s *Spec) { s.Source.Region = Known("cn-bj") }), "source.region", w, `Beijing is "cn-bj2"`),
	}
}

// TestUCloudStages holds the constraints of US3 to what the documentation promises, like those of the others.
func TestUCloudStages(t *testing.T) {
	t.Parallel()
	want := []string{
		"U1 E static strict", "U2 E plan live apply strict", "U3 E live", "U4 E static strict", "U5 E static strict", "U6 E static",
		"U7 E plan live apply current", "U8 E static current", "U9 W static current",
	}
	var got []string
	for _, c := range Catalogue() {
		if c.Cloud != UCloud {
			continue
		}
		line := c.ID + map[Severity]string{SeverityWarning: " W", SeverityError: " E"}[c.Severity]
		for _, s := range c.Stages() {
			line += " " + string(s)
		}
		for _, set := range []Capabilities{UCloudCapabilities, UCloudCurrentCapabilities} {
			if c.When != nil && c.When(set) {
				line += " " + string(set.RuleSet)
			}
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("catalogue (-want +got):\n%s", diff)
	}
}

// TestTheSwitchIsNamed holds every error that only the strict rule set has to naming the way to the other.
func TestTheSwitchIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range walkCases() {
		constraint, _ := ConstraintByID(c.id)
		if !c.violates() || constraint.Cloud != UCloud || constraint.When == nil || !constraint.When(UCloudCapabilities) {
			continue
		}
		for _, v := range c.judge(t) {
			if v.Severity == SeverityError && !strings.Contains(v.Do, `ucloud = { rule_set = "current" }`) {
				t.Errorf("%s, %s: the switch is not named: %s", c.id, c.name, v.Do)
			}
		}
	}
}

// TestValidUCloudRule holds the rule that the cases vary to being valid but for the warning that US3 overwrites.
func TestValidUCloudRule(t *testing.T) {
	t.Parallel()
	for _, set := range []*Capabilities{ucloudStrict, ucloudCurrent} {
		j := Judge{Capabilities: *set}
		said := slices.Concat(j.Static(ucloudSpec()), j.Plan(ucloudEntry(), nil), j.Live(ucloudSpec(), ucloudFacts()), j.Apply(ucloudRule("", bj2, gd), nil))
		if len(said) != 1 || said[0].Constraint.ID != "G10" {
			t.Errorf("%s: %+v", set.RuleSet, said)
		}
	}
}
