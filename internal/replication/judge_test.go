package replication

import (
	"slices"
	"strings"
	"testing"
)

func judgeWith(policy Policy) Judge {
	return Judge{Capabilities: AlibabaCapabilities, Policy: policy}
}

// severityOf is the severity of the constraint among the violations, SeverityOff if it is not there.
func severityOf(violations []Violation, id string) Severity {
	for _, v := range violations {
		if v.Constraint.ID == id {
			return v.Severity
		}
	}
	return SeverityOff
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	oneBucket := specOf(between(hangzhou, hangzhou))
	border := specOf(between(hangzhou, hongkong)) // a warning of a constraint that is an error
	unversioned := specOf(versioning(VersioningDisabled, VersioningDisabled))
	tests := map[string]struct {
		id     string
		spec   Spec
		policy Policy
		want   Severity
	}{
		"its own":                 {"G1", oneBucket, nil, SeverityError},
		"warn":                    {"G1", oneBucket, Policy{"G1": SeverityWarning}, SeverityWarning},
		"off":                     {"G1", oneBucket, Policy{"G1": SeverityOff}, SeverityOff},
		"of another":              {"G1", oneBucket, Policy{"G2": SeverityOff}, SeverityError},
		"warning made an error":   {"G10", unversioned, Policy{"G10": SeverityError}, SeverityError},
		"lowered":                 {"A4", border, nil, SeverityWarning},
		"lowered, valved to warn": {"A4", border, Policy{"A4": SeverityWarning}, SeverityWarning},
		"lowered, asked as error": {"A4", border, Policy{"A4": SeverityError}, SeverityError},
		"lowered, off":            {"A4", border, Policy{"A4": SeverityOff}, SeverityOff},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := severityOf(judgeWith(test.policy).Static(test.spec), test.id); got != test.want {
				t.Errorf("severity %v, want %v", got, test.want)
			}
		})
	}
}

// TestEveryConstraintHasAValve turns each violating case off and into a warning.
func TestEveryConstraintHasAValve(t *testing.T) {
	t.Parallel()
	for _, c := range walkCases() {
		if !c.violates() {
			continue
		}
		for _, to := range []Severity{SeverityOff, SeverityWarning} {
			j := judgeWith(Policy{c.id: to})
			if c.cloud != nil {
				j.Capabilities = *c.cloud
			}
			all := slices.Concat(j.Static(c.spec), j.Plan(c.me, c.others), j.Live(c.spec, c.facts), j.Apply(c.rule, c.existing))
			for _, v := range all {
				if v.Constraint.ID == c.id && v.Severity != to {
					t.Errorf("%s, %s: severity %v with the valve at %v", c.id, c.name, v.Severity, to)
				}
			}
		}
	}
}

func TestAnotherCloudIsNotJudged(t *testing.T) {
	t.Parallel()
	j := Judge{Capabilities: Capabilities{Cloud: "elsewhere"}}
	spec := specOf(between(hangzhou, hangzhou), prefixes(""))
	if got := j.Static(spec); severityOf(got, "G1") != SeverityError || severityOf(got, "A5") != SeverityOff {
		t.Errorf("got %+v, want what is general and nothing of OSS", got)
	}
}

func TestSettledPairsOnlyWarn(t *testing.T) {
	t.Parallel()
	written, settled := entryOf(), entryOf()
	settled.Writes, settled.OwnID = false, "mcr-1"
	other := func(writes bool) []Entry {
		e := entryOf(prefixes("a/"))
		e.Writes = writes
		return []Entry{e}
	}
	onward := func(writes bool) []Entry {
		e := entryOf(between(beijing, shanghai))
		e.Writes = writes
		return []Entry{e}
	}
	tests := map[string]struct {
		id     string
		me     Entry
		others []Entry
		want   Severity
	}{
		"both written":              {"A6", written, other(true), SeverityError},
		"written against settled":   {"A6", written, other(false), SeverityError},
		"settled against written":   {"A6", settled, other(true), SeverityError},
		"both settled":              {"A6", settled, other(false), SeverityWarning},
		"warning, settled to new":   {"G3", settled, onward(true), SeverityWarning},
		"warning, both settled":     {"G3", settled, onward(false), SeverityOff},
		"error turned to a warning": {"A6", settled, slices.Concat(other(false), other(true)), SeverityError},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := severityOf(Merge(judgeWith(nil).Plan(test.me, test.others)), test.id); got != test.want {
				t.Errorf("severity %v, want %v", got, test.want)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	violation := func(id, path, found string, severity Severity) Violation {
		return Violation{Constraint: Constraint{ID: id}, Finding: Finding{Path: path, Found: found}, Severity: severity}
	}
	merged := Merge([]Violation{
		violation("A4", "x", "table", SeverityWarning),
		violation("A4", "y", "other attribute", SeverityWarning),
		violation("A2", "x", "early", SeverityError),
		violation("A4", "x", "cloud", SeverityError),
		violation("A2", "x", "late", SeverityError),
		violation("A4", "x", "weaker", SeverityWarning),
	})
	var got []string
	for _, v := range merged {
		got = append(got, v.Constraint.ID+" "+v.Path+" "+v.Found)
	}
	if want := []string{"A4 x cloud", "A4 y other attribute", "A2 x late"}; !slices.Equal(got, want) {
		t.Errorf("merged %q, want %q", got, want)
	}
}

func TestNeeds(t *testing.T) {
	t.Parallel()
	all := judgeWith(nil).Needs(true)
	for _, kind := range []FactKind{
		FactSourceBucket, FactDestinationBucket, FactSourceRules, FactDestinationRules, FactLocations,
		FactSourceLifecycle, FactDestinationLifecycle,
	} {
		if n := len(slices.DeleteFunc(slices.Clone(all), func(k FactKind) bool { return k != kind })); n != 1 {
			t.Errorf("%q is needed %d times, want once", kind, n)
		}
	}
	for _, kind := range judgeWith(nil).Needs(false) {
		if kind == FactSourceLifecycle || kind == FactDestinationLifecycle {
			t.Errorf("%s is wanted of a rule that is not new", kind)
		}
	}
	without := judgeWith(Policy{"G11": SeverityOff, "G3": SeverityOff, "G4": SeverityOff}).Needs(true)
	for _, kind := range []FactKind{FactSourceLifecycle, FactDestinationLifecycle, FactDestinationRules} {
		if slices.Contains(without, kind) {
			t.Errorf("%q is read although nobody judges it", kind)
		}
	}
	if !slices.Contains(without, FactSourceRules) {
		t.Errorf("%q is not read although it is judged", FactSourceRules)
	}
}

func TestDetail(t *testing.T) {
	t.Parallel()
	v := judgeWith(nil).Static(specOf(versioning(VersioningEnabled, VersioningDisabled)))[0]
	if got, want := v.Summary(), "Both buckets must be versioned, or neither (A2)"; got != want {
		t.Errorf("summary %q, want %q", got, want)
	}
	detail := v.Detail("Alibaba Cloud")
	for _, part := range []string{v.Found, v.Do, "Alibaba Cloud", `checks = { A2 = "warn" }`} {
		if !strings.Contains(detail, part) {
			t.Errorf("the detail lacks %q: %s", part, detail)
		}
	}
	itself := judgeWith(nil).Static(specOf(between(hangzhou, hangzhou)))[0]
	if itself.Constraint.ID != "G1" || strings.Contains(itself.Detail("Alibaba Cloud"), "checks") {
		t.Errorf("a way around what no cloud can lift: %s", itself.Detail("Alibaba Cloud"))
	}
	v.Severity = SeverityWarning
	if strings.Contains(v.Detail("Alibaba Cloud"), "checks") {
		t.Error("a warning advises the valve")
	}
}
