package replication

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The rule of COS that the cases vary: valid in every respect.
var (
	guangzhou = BucketRef{Cloud: Tencent, Region: "ap-guangzhou", Bucket: "orders-gz-1250000000"}
	shanghai2 = BucketRef{Cloud: Tencent, Region: "ap-shanghai", Bucket: "orders-sh-1250000000"}
	chengdu   = BucketRef{Cloud: Tencent, Region: "ap-chengdu", Bucket: "orders-cd-1250000000"}
)

const cosOwner = "qcs::cam::uin/100000000001:uin/100000000001"

func cosSpec(changes ...func(*Spec)) Spec {
	s := Spec{Cloud: Tencent, Source: endAt(guangzhou), Destination: endAt(shanghai2)}
	for _, change := range changes {
		change(&s)
	}
	return s
}

func cosEntry(changes ...func(*Spec)) Entry { return Entry{Spec: cosSpec(changes...), Writes: true} }

func cosRule(id string, changes ...func(*Rule)) Rule {
	r := Rule{
		ID: id, Source: guangzhou, Destination: shanghai2, Enabled: true, ReplicateDeletes: true, Status: StatusActive,
		Tencent: TencentOptions{Role: cosOwner},
	}
	for _, change := range changes {
		change(&r)
	}
	return r
}

func cosFacts(changes ...func(*Facts)) Facts {
	f := factsOf()
	f.Source, f.Destination, f.Locations = FactOf(bucketFacts(guangzhou)), FactOf(bucketFacts(shanghai2)), Fact[Locations]{}
	for _, change := range changes {
		change(&f)
	}
	return f
}

func priority(n int64) func(*Spec) {
	return func(s *Spec) { s.Tencent.Priority = Known(n) }
}

func storageClass(class Value[string]) func(*Spec) {
	return func(s *Spec) { s.Tencent.StorageClass = class }
}

func tags(n int) func(*Spec) {
	all := map[string]string{}
	for i := range n {
		all[fmt.Sprintf("key-%d", i)] = "value"
	}
	return func(s *Spec) { s.Tencent.Tags = Known(all) }
}

func keepsDeleted(s *Spec) { s.ReplicateDeletes = Known(false) }

func role(r string) func(*Spec) { return func(s *Spec) { s.Tencent.Role = Known(r) } }

func withPriority(n int) func(*Rule) { return func(r *Rule) { r.Tencent.Priority = n } }

func withPrefix(p string) func(*Rule) { return func(r *Rule) { r.Prefixes = []string{p} } }

func to(destination BucketRef) func(*Rule) { return func(r *Rule) { r.Destination = destination } }

// violating and passing are cases of COS at the static stage.
func violating(id, name string, spec Spec, path string, severity Severity, text string) walkCase {
	return walkCase{id: id, stage: StageStatic, name: name, cloud: &TencentCapabilities, spec: spec, path: path, severity: severity, text: text}
}

func passing(id, name string, spec Spec) walkCase {
	return walkCase{id: id, stage: StageStatic, name: name, cloud: &TencentCapabilities, spec: spec}
}

func tencentCases() []walkCase {
	const e, w = SeverityError, SeverityWarning
	kms := func(on Value[bool], key Value[string]) func(*Spec) {
		return func(s *Spec) { s.ReplicateKMSObjects, s.ReplicaKMSKeyID = on, key }
	}
	existing := func(v Value[bool]) func(*Spec) { return func(s *Spec) { s.ReplicateExisting = v } }
	foreign := BucketRef{Cloud: Tencent, Region: "ap-shanghai", Bucket: "orders-1250000001"}
	nameless := func(s *Spec) { s.Destination.Bucket = Known("orders") }
	return []walkCase{
		violating("T1", "source declared suspended", cosSpec(versioning(VersioningSuspended, VersioningEnabled)), "source.versioning", e, "orders-gz-1250000000 (ap-guangzhou) is suspended"),
		violating("T1", "destination declared unversioned", cosSpec(versioning(VersioningEnabled, VersioningDisabled)), "destination.versioning", e, "tencentcloud_cos_bucket_version.NAME.status"),
		passing("T1", "both declared", cosSpec(versioning(VersioningEnabled, VersioningEnabled))),
		passing("T1", "nothing declared", cosSpec()),

		violating("T2", "no APPID", cosSpec(nameless), "destination.bucket", e, `"orders" is no bucket name`),
		violating("T2", "another account", cosSpec(between(guangzhou, foreign)), "destination.bucket", e, "APPID 1250000000"),
		violating("T2", "CAM role", cosSpec(role("qcs::cam::uin/1:roleName/copier")), "tencent.role", e, "not a CAM role"),
		violating("T2", "UIN alone", cosSpec(role("100000000001")), "tencent.role", e, "qcs::cam::uin/100000000001:uin/100000000001"),
		passing("T2", "role", cosSpec(role(cosOwner))),
		passing("T2", "destination unknown", cosSpec(func(s *Spec) { s.Destination.Bucket = Unknown[string]() })),

		violating("T5", "11 tags", cosSpec(tags(11), keepsDeleted), "tencent.tags", e, "There are 11 tags"),
		violating("T5", "tags and deletes by default", cosSpec(tags(1)), "replicate_deletes", e, "replicate_deletes = false"),
		violating("T5", "a tag without key", cosSpec(keepsDeleted, func(s *Spec) { s.Tencent.Tags = Known(map[string]string{"": "v"}) }), "tencent.tags", e, "has no key"),
		passing("T5", "10 tags", cosSpec(tags(10), keepsDeleted)),
		passing("T5", "no tags", cosSpec(tags(0))),
		passing("T5", "deletes unknown", cosSpec(tags(1), func(s *Spec) { s.ReplicateDeletes = Unknown[bool]() })),

		violating("T6", "no key", cosSpec(kms(Known(true), Null[string]())), "encryption.replica_kms_key_id", e, "KMS key in ap-shanghai"),
		violating("T6", "key alone", cosSpec(kms(Null[bool](), Known("key-1"))), "encryption.replicate_kms_objects", w, "the key has no use"),
		passing("T6", "key unknown", cosSpec(kms(Known(true), Unknown[string]()))),
		passing("T6", "both", cosSpec(kms(Known(true), Known("key-1")))),

		violating("T7", "existing objects", cosSpec(existing(Known(true))), "replicate_existing_objects", e, "coscli sync"),
		passing("T7", "not asked", cosSpec(existing(Known(false)))),
		passing("T7", "unknown", cosSpec(existing(Unknown[bool]()))),

		violating("T12", "a short name", cosSpec(storageClass(Known("IA"))), "tencent.storage_class", e, "STANDARD_IA"),
		passing("T12", "infrequent access", cosSpec(storageClass(Known("Standard_IA")))),
		passing("T12", "several zones", cosSpec(storageClass(Known("MAZ_STANDARD")))),
		passing("T12", "unknown", cosSpec(storageClass(Unknown[string]()))),
		passing("T12", "that of the original", cosSpec()),

		violating("T9", "two", cosSpec(prefixes("a/", "b/")), "prefixes", e, "There are 2 prefixes"),
		violating("T9", "empty", cosSpec(prefixes("")), "prefixes", e, "Leave `prefixes` out"),
		passing("T9", "one", cosSpec(prefixes("a/"))),
		passing("T9", "none", cosSpec(prefixes())),

		// What all clouds have in common, as it is on COS.
		violating("G7", "another cloud's object", cosSpec(func(s *Spec) { s.Objects = []Cloud{Tencent, Alibaba} }), "alibaba", e, "one of `tencent`"),
		passing("G7", "disabled", cosSpec(func(s *Spec) { s.Enabled = Known(false) })),
		passing("G10", "COS keeps versions", cosSpec(versioning(VersioningDisabled, VersioningDisabled))),
		{
			id: "G9", stage: StagePlan, name: "COS disables", cloud: &TencentCapabilities, path: "enabled", severity: w, text: "rule mcr-1",
			me: Entry{Spec: cosSpec(func(s *Spec) { s.Enabled = Known(false) }), OwnID: "mcr-1", Writes: true, WasEnabled: true},
		},
		{
			id: "G4", stage: StagePlan, name: "other tags", cloud: &TencentCapabilities, me: cosEntry(tags(1), keepsDeleted),
			others: []Entry{cosEntry(between(shanghai2, guangzhou), tags(2), keepsDeleted)}, path: "tencent.tags", severity: w, text: "different tags",
		},
		{
			id: "G4", stage: StageLive, name: "same tags", cloud: &TencentCapabilities, spec: cosSpec(tags(1), keepsDeleted),
			facts: cosFacts(destinationRules(cosRule("back", func(r *Rule) {
				r.Source, r.Destination, r.ReplicateDeletes, r.Tencent.Tags = shanghai2, guangzhou, false, map[string]string{"key-0": "value"}
			}))),
		},
	}
}

// TestTencentStages holds the constraints of COS to what the documentation promises, like those of the others.
func TestTencentStages(t *testing.T) {
	t.Parallel()
	want := []string{
		"T1 E static live", "T2 E static", "T3 E plan live apply", "T4 E plan live apply", "T5 E static", "T6 E static", "T7 E static",
		"T8 E live", "T9 E static", "T10 W live", "T11 E plan live", "T12 E static",
	}
	var got []string
	for _, c := range Catalogue() {
		if c.Cloud != Tencent {
			continue
		}
		line := c.ID + map[Severity]string{SeverityWarning: " W", SeverityError: " E"}[c.Severity]
		for _, s := range c.Stages() {
			line += " " + string(s)
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("catalogue (-want +got):\n%s", diff)
	}
}

// TestValidTencentRule holds the rule that the cases vary to being valid, in both directions at once.
func TestValidTencentRule(t *testing.T) {
	t.Parallel()
	j := Judge{Capabilities: TencentCapabilities}
	back := cosEntry(between(shanghai2, guangzhou))
	said := slices.Concat(j.Static(cosSpec()), j.Plan(cosEntry(), []Entry{back}), j.Live(cosSpec(), cosFacts()), j.Apply(cosRule("mcr-1"), nil))
	for _, v := range said {
		t.Errorf("%s: %s", v.Summary(), v.Found)
	}
}

// TestVersioningOfTencentResources takes the spellings of the resources of TencentCloud's provider.
func TestVersioningOfTencentResources(t *testing.T) {
	t.Parallel()
	got := map[string]Versioning{}
	for _, s := range []string{"Enabled", "Suspended", "true", "false"} {
		if v, ok := ParseVersioning(s); ok {
			got[s] = v
		}
	}
	want := map[string]Versioning{
		"Enabled": VersioningEnabled, "Suspended": VersioningSuspended, "true": VersioningEnabled, "false": VersioningDisabled,
	}
	if !maps.Equal(got, want) {
		t.Errorf("read %v", got)
	}
	if v, ok := ParseVersioning("yes"); ok {
		t.Errorf("yes is %s", v)
	}
}
