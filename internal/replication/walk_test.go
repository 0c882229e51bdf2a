package replication

import (
	"slices"
	"strings"
	"testing"
)

// walkCase is one case of the catalogue walk: a rule that violates a constraint at a stage, or one that passes it.
type walkCase struct {
	id    string
	stage Stage
	name  string

	// spec and facts are the input of the static and live stages, me and others of the plan stage, rule and existing of
	// the apply stage.
	spec     Spec
	facts    Facts
	me       Entry
	others   []Entry
	rule     Rule
	existing []Rule
	// cloud replaces the capabilities of OSS.
	cloud *Capabilities

	// path, severity and text are what is expected, text being a fragment of the message. No path: the case passes.
	path     string
	severity Severity
	text     string
}

func (c walkCase) violates() bool { return c.path != "" }

// judge asks the whole catalogue at the stage of the case, and keeps what the constraint of the case says.
func (c walkCase) judge(t *testing.T) []Violation {
	t.Helper()
	j := Judge{Capabilities: AlibabaCapabilities}
	if c.cloud != nil {
		j.Capabilities = *c.cloud
	}
	var all []Violation
	switch c.stage {
	case StageStatic:
		all = j.Static(c.spec)
	case StagePlan:
		all = j.Plan(c.me, c.others)
	case StageLive:
		all = j.Live(c.spec, c.facts)
	case StageApply:
		all = j.Apply(c.rule, c.existing)
	default:
		t.Fatalf("no stage %q", c.stage)
	}
	return slices.DeleteFunc(all, func(v Violation) bool { return v.Constraint.ID != c.id })
}

func walkCases() []walkCase {
	return slices.Concat(generalConfigCases(), generalPairCases(), generalLiveCases(), alibabaConfigCases(), alibabaPrefixCases(),
		alibabaVersioningCases(), alibabaEncryptionCases(), alibabaPairCases(), alibabaLimitCases(), alibabaLiveCases(), ucloudCases(), ucloudCurrentCases(), ucloudPairCases(),
		tencentCases(), tencentBucketCases())
}

func TestCatalogueWalk(t *testing.T) {
	t.Parallel()
	for _, c := range walkCases() {
		t.Run(c.id+"/"+string(c.stage)+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			got := c.judge(t)
			if !c.violates() {
				if len(got) > 0 {
					t.Fatalf("found %q on %s, want nothing", got[0].Found, got[0].Path)
				}
				return
			}
			i := slices.IndexFunc(got, func(v Violation) bool { return v.Path == c.path && strings.Contains(v.Found+"\n"+v.Do, c.text) })
			if i < 0 {
				t.Fatalf("want %q on %s, got %+v", c.text, c.path, got)
			}
			if got[i].Severity != c.severity {
				t.Errorf("severity %v, want %v", got[i].Severity, c.severity)
			}
			for _, v := range got {
				checkMessage(t, v)
			}
		})
	}
}

// checkMessage holds every message to being sentences that say what was found and what to do.
func checkMessage(t *testing.T, v Violation) {
	t.Helper()
	if !strings.HasSuffix(v.Found, ".") {
		t.Errorf("what was found is no sentence: %q", v.Found)
	}
	lastLine := v.Do[strings.LastIndex(v.Do, "\n")+1:]
	if isCommand := strings.HasPrefix(lastLine, "  terraform "); v.Do == "" || !isCommand && !strings.HasSuffix(lastLine, ".") && !strings.HasSuffix(lastLine, `".`) {
		t.Errorf("what to do is no sentence: %q", v.Do)
	}
	if strings.Contains(v.Found+v.Do, "  ") && !strings.Contains(v.Do, "\n\n  terraform ") {
		t.Errorf("the text has a gap: %q", v.Found+v.Do)
	}
}

// TestCatalogueHasCases fails for any constraint, and any stage of it, without a violating and a passing case.
func TestCatalogueHasCases(t *testing.T) {
	t.Parallel()
	type key struct {
		id       string
		stage    Stage
		violates bool
	}
	covered := map[key]bool{}
	for _, c := range walkCases() {
		covered[key{c.id, c.stage, c.violates()}] = true
	}
	for _, c := range Catalogue() {
		if len(c.InVaults) > 0 {
			continue // has its cases in package vault
		}
		for _, stage := range c.Stages() {
			if !covered[key{c.ID, stage, true}] {
				t.Errorf("%s has no violating case at the stage %s", c.ID, stage)
			}
			if !covered[key{c.ID, stage, false}] {
				t.Errorf("%s has no passing case at the stage %s", c.ID, stage)
			}
			delete(covered, key{c.ID, stage, true})
			delete(covered, key{c.ID, stage, false})
		}
	}
	for k := range covered {
		t.Errorf("a case of %s at the stage %s, at which nothing is checked", k.id, k.stage)
	}
}
