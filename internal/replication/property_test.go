package replication

import (
	"flag"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The properties are tried on the same inputs in every run; -rapid.seed tries others.
func init() {
	if err := flag.Set("rapid.seed", "20260"); err != nil {
		panic(err)
	}
}

// unknownFields makes each value of a spec unknown, one function for each.
var unknownFields = map[string]func(*Spec){
	"source.bucket":                    func(s *Spec) { s.Source.Bucket = Unknown[string]() },
	"source.region":                    func(s *Spec) { s.Source.Region = Unknown[string]() },
	"source.versioning":                func(s *Spec) { s.Source.Versioning = Unknown[Versioning]() },
	"destination.bucket":               func(s *Spec) { s.Destination.Bucket = Unknown[string]() },
	"destination.region":               func(s *Spec) { s.Destination.Region = Unknown[string]() },
	"destination.versioning":           func(s *Spec) { s.Destination.Versioning = Unknown[Versioning]() },
	"scope":                            func(s *Spec) { s.Scope = Unknown[Scope]() },
	"rule_id":                          func(s *Spec) { s.RuleID = Unknown[string]() },
	"enabled":                          func(s *Spec) { s.Enabled = Unknown[bool]() },
	"prefixes":                         func(s *Spec) { s.Prefixes = Unknown[[]string]() },
	"replicate_deletes":                func(s *Spec) { s.ReplicateDeletes = Unknown[bool]() },
	"replicate_existing_objects":       func(s *Spec) { s.ReplicateExisting = Unknown[bool]() },
	"encryption.replicate_kms_objects": func(s *Spec) { s.ReplicateKMSObjects = Unknown[bool]() },
	"encryption.replica_kms_key_id":    func(s *Spec) { s.ReplicaKMSKeyID = Unknown[string]() },
	"alibaba.actions":                  func(s *Spec) { s.Alibaba.Actions = Unknown[[]string]() },
	"alibaba.sync_role":                func(s *Spec) { s.Alibaba.SyncRole = Unknown[string]() },
	"alibaba.transfer_acceleration":    func(s *Spec) { s.Alibaba.TransferAcceleration = Unknown[bool]() },
	"ucloud.project_id":                func(s *Spec) { s.Source.Project, s.Destination.Project = Unknown[string](), Unknown[string]() },
	"alibaba.replication_time_control": func(s *Spec) { s.Alibaba.ReplicationTimeControl = Unknown[bool]() },
}

// TestUnknownIsNeverJudged holds the catalogue to silence on a spec of which nothing is known, whatever else is.
func TestUnknownIsNeverJudged(t *testing.T) {
	t.Parallel()
	spec := Spec{Cloud: Alibaba}
	for _, makeUnknown := range unknownFields {
		makeUnknown(&spec)
	}
	rapid.Check(t, func(t *rapid.T) {
		j := Judge{Capabilities: capabilitiesGen().Draw(t, "capabilities")}
		me := Entry{Spec: spec, Writes: rapid.Bool().Draw(t, "writes"), WasEnabled: rapid.Bool().Draw(t, "was enabled")}
		others := rapid.SliceOf(entryGen()).Draw(t, "others")
		for _, v := range slices.Concat(j.Static(spec), j.Plan(me, others), j.Live(spec, factsGen().Draw(t, "facts"))) {
			t.Errorf("%s: %s", v.Summary(), v.Found)
		}
	})
}

// TestKnowingLessRefusesNoMore makes one value unknown: no error may come of that which was not there before.
func TestKnowingLessRefusesNoMore(t *testing.T) {
	t.Parallel()
	names := slices.Sorted(maps.Keys(unknownFields))
	rapid.Check(t, func(t *rapid.T) {
		j := Judge{Capabilities: capabilitiesGen().Draw(t, "capabilities")}
		spec, facts := specGen().Draw(t, "spec"), factsGen().Draw(t, "facts")
		less := spec
		name := rapid.SampledFrom(names).Draw(t, "unknown")
		unknownFields[name](&less)
		before := slices.Concat(j.Static(spec), j.Live(spec, facts))
		for _, v := range slices.Concat(j.Static(less), j.Live(less, facts)) {
			if v.Severity == SeverityError && !slices.ContainsFunc(before, func(b Violation) bool { return b.Constraint.ID == v.Constraint.ID }) {
				t.Errorf("%s only because %s is unknown: %s", v.Summary(), name, v.Found)
			}
		}
	})
}

// TestNothingPanics asks every stage about every combination of null, unknown and known, and holds all messages to their form.
func TestNothingPanics(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		j := Judge{Capabilities: capabilitiesGen().Draw(t, "capabilities")}
		me := entryGen().Draw(t, "me")
		existing := rapid.SliceOf(ruleGen()).Draw(t, "existing")
		all := slices.Concat(j.Static(me.Spec), j.Plan(me, rapid.SliceOf(entryGen()).Draw(t, "others")),
			j.Live(me.Spec, factsGen().Draw(t, "facts")), j.Apply(ruleGen().Draw(t, "rule"), existing))
		for _, v := range all {
			if v.Path == "" || v.Found == "" || v.Do == "" {
				t.Errorf("%s says too little: %+v", v.Constraint.ID, v.Finding)
			}
		}
		if merged := Merge(all); len(merged) > len(all) || len(all) > 0 && len(merged) == 0 {
			t.Errorf("merged %d into %d", len(all), len(merged))
		}
	})
}
