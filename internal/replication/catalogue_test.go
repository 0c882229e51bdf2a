package replication

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCatalogueStages holds the catalogue to what the documentation promises: every constraint, the stages at which it is
// checked, its severity.
func TestCatalogueStages(t *testing.T) {
	t.Parallel()
	want := []string{
		"G1 E static", "G2 E plan apply", "G3 W plan live", "G4 W plan live", "G5 E live", "G6 W live", "G7 E static", "G8 E static",
		"G9 W plan", "G10 W static live", "G11 W live",
		"A1 E static", "A2 E static live", "A3 E static", "A4 E static live", "A5 E static", "A6 E plan live apply", "A7 E plan live apply",
		"A8 E live", "A9 E static live", "A10 W live", "A11 E static live", "A12 W live",
	}
	var got []string
	for _, c := range Catalogue() {
		if !strings.HasPrefix(c.ID, "G") && c.Cloud != Alibaba {
			continue // another cloud's
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

func TestCatalogueIsComplete(t *testing.T) {
	t.Parallel()
	sentences := regexp.MustCompile("^[A-Z`].*[.]$")
	seen := map[string]bool{}
	for _, c := range Catalogue() {
		if seen[c.ID] {
			t.Errorf("two constraints are called %s", c.ID)
		}
		seen[c.ID] = true
		if c.Title == "" || strings.HasSuffix(c.Title, ".") {
			t.Errorf("%s: the title is no phrase: %q", c.ID, c.Title)
		}
		if c.Source == "" {
			t.Errorf("%s has no source", c.ID)
		}
		if !sentences.MatchString(c.Doc) || strings.Contains(c.Doc, "  ") || len(strings.Fields(c.Doc)) < 10 {
			t.Errorf("%s: the explanation is no sentences: %q", c.ID, c.Doc)
		}
		if !slices.Contains([]Certainty{Documented, Observed, Inferred}, c.Certainty) {
			t.Errorf("%s: certainty %q", c.ID, c.Certainty)
		}
		if c.Certainty == Inferred && c.Severity == SeverityError {
			t.Errorf("%s is an error, though it is only inferred", c.ID)
		}
		if (c.Live != nil) != (len(c.Needs) > 0) {
			t.Errorf("%s: needs %v do not fit the live check", c.ID, c.Needs)
		}
		if found, ok := ConstraintByID(c.ID); !ok || found.Title != c.Title {
			t.Errorf("%s is not found by its id", c.ID)
		}
	}
	if _, ok := ConstraintByID("Z1"); ok {
		t.Error("Z1 is found")
	}
}

// TestNeedsAreEnough judges the violating live cases with only those facts that their constraint asks for.
func TestNeedsAreEnough(t *testing.T) {
	t.Parallel()
	for _, c := range walkCases() {
		if c.stage != StageLive || !c.violates() {
			continue
		}
		constraint, _ := ConstraintByID(c.id)
		c.facts = onlyFacts(c.facts, constraint.Needs)
		if len(c.judge(t)) == 0 {
			t.Errorf("%s, %s: %v are not enough", c.id, c.name, constraint.Needs)
		}
	}
}

func onlyFacts(f Facts, needs []FactKind) Facts {
	only := Facts{Own: f.Own, New: f.New, Claimed: f.Claimed}
	for _, n := range needs {
		switch n {
		case FactSourceBucket:
			only.Source = f.Source
		case FactDestinationBucket:
			only.Destination = f.Destination
		case FactSourceRules:
			only.SourceRules = f.SourceRules
		case FactDestinationRules:
			only.DestinationRules = f.DestinationRules
		case FactAllRules:
			only.AllRules = f.AllRules
		case FactLocations:
			only.Locations = f.Locations
		case FactSourceLifecycle:
			only.SourceLifecycle = f.SourceLifecycle
		case FactDestinationLifecycle:
			only.DestinationLifecycle = f.DestinationLifecycle
		}
	}
	return only
}

// TestValidRule holds the rule that the cases vary to being valid: nothing is said of it at any stage.
func TestValidRule(t *testing.T) {
	t.Parallel()
	j := Judge{Capabilities: AlibabaCapabilities}
	said := slices.Concat(j.Static(specOf()), j.Plan(entryOf(), nil), j.Live(specOf(), factsOf()), j.Apply(ruleOf("mcr-1", hangzhou, beijing), nil))
	for _, v := range said {
		t.Errorf("%s: %s", v.Summary(), v.Found)
	}
}
