package vault

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	warning = replication.SeverityWarning
	failure = replication.SeverityError
)

// walkCase is one case of the catalogue walk: a resource that violates a constraint at a stage, or one that passes it.
type walkCase struct {
	id    string
	stage replication.Stage
	name  string

	// spec and facts are the input of the static and live stages, me and others of the plan stage.
	spec   Spec
	facts  Facts
	me     Entry
	others []Entry

	// path, severity and text are what is expected, text being a fragment of the message. No path: the case passes.
	path     string
	severity replication.Severity
	text     string
}

func (c walkCase) violates() bool { return c.path != "" }

// judge asks the whole catalogue at the stage of the case, and keeps what the constraint of the case says.
func (c walkCase) judge(t *testing.T) []replication.Violation {
	t.Helper()
	var all []replication.Violation
	switch c.stage {
	case replication.StageStatic:
		all = Judge{}.Static(c.spec)
	case replication.StagePlan:
		all = Judge{}.Plan(c.me, c.others)
	case replication.StageLive:
		all = Judge{}.Live(c.spec, c.facts)
	default:
		t.Fatalf("no stage %q", c.stage)
	}
	return slices.DeleteFunc(all, func(v replication.Violation) bool { return v.Constraint.ID != c.id })
}

func walkCases() []walkCase {
	return slices.Concat(sourceCases(), againCases(), encryptionCases(), consistencyCases(), destinationCases(), policyCases(), timingCases())
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
			if len(got) != 1 || got[0].Path != c.path || !strings.Contains(got[0].Found+"\n"+got[0].Do, c.text) {
				t.Fatalf("want %q on %s, got %+v", c.text, c.path, got)
			}
			if got[0].Severity != c.severity {
				t.Errorf("severity %v, want %v", got[0].Severity, c.severity)
			}
			if f := got[0].Finding; !strings.HasSuffix(f.Found, ".") || !strings.HasSuffix(f.Do, ".") || strings.Contains(f.Found+f.Do, "  ") {
				t.Errorf("no sentences: %q, %q", f.Found, f.Do)
			}
		})
	}
}

// TestCatalogueIsChecked holds every statement about vaults to a check at just the stages that it names, and every stage
// to a violating and a passing case.
func TestCatalogueIsChecked(t *testing.T) {
	t.Parallel()
	type key struct {
		id       string
		stage    replication.Stage
		violates bool
	}
	covered := map[key]bool{}
	for _, c := range walkCases() {
		covered[key{c.id, c.stage, c.violates()}] = true
	}
	checks := map[string]Check{}
	for _, c := range Checks() {
		checks[c.ID] = c
	}
	for _, c := range replication.Catalogue() {
		if c.Cloud != replication.Huawei {
			continue
		}
		check := checks[c.ID]
		if diff := cmp.Diff(c.Stages(), check.Stages()); diff != "" {
			t.Errorf("%s is stated and checked at other stages (-stated +checked):\n%s", c.ID, diff)
		}
		if (check.Live != nil) != (len(check.Needs) > 0) {
			t.Errorf("%s: needs %v do not fit the live check", c.ID, check.Needs)
		}
		for _, stage := range check.Stages() {
			for _, violates := range []bool{true, false} {
				if !covered[key{c.ID, stage, violates}] {
					t.Errorf("%s has no case at the stage %s that violates: %v", c.ID, stage, violates)
				}
				delete(covered, key{c.ID, stage, violates})
			}
		}
		delete(checks, c.ID)
	}
	for id := range checks {
		t.Errorf("%s is checked and not stated", id)
	}
	for k := range covered {
		t.Errorf("a case of %s at the stage %s, at which nothing is checked", k.id, k.stage)
	}
}

// TestValid holds what the cases vary to being valid.
func TestValid(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{KindCredential, KindPolicy, KindBinding, KindRun, KindBackup} {
		j, s := Judge{}, specOf(kind)
		for _, v := range slices.Concat(j.Static(s), j.Plan(entryOf(s), nil), j.Live(s, factsOf())) {
			t.Errorf("%s: %s: %s", kind, v.Summary(), v.Found)
		}
	}
}

// TestUnknownIsNeverJudged judges everything with everything unknown, and with nothing that could be read.
func TestUnknownIsNeverJudged(t *testing.T) {
	t.Parallel()
	text := replication.Unknown[string]()
	for _, kind := range []Kind{KindCredential, KindPolicy, KindBinding, KindRun, KindBackup} {
		s := Spec{
			Kind: kind, Name: text, Region: text, ProjectID: text, VaultID: text, BackupID: text, PolicyID: text,
			Destination: DestinationSpec{
				Region: text, ProjectID: text, VaultID: text, AccountID: text, TargetCloud: text, CredentialID: text,
				Encrypted: unknownValue[bool](), KMSKeyID: text, KeyOwnerAccountID: text,
			},
			Schedule:  ScheduleSpec{EveryDays: unknownValue[int](), Weekdays: unknownValue[[]string](), Times: unknownValue[[]string]()},
			Retention: RetentionSpec{Count: unknownValue[int](), Days: unknownValue[int](), TimeZone: text},
		}
		j := Judge{}
		for _, v := range slices.Concat(j.Static(s), j.Plan(entryOf(s), []Entry{entryOf(s), entryOf(specOf(kind))}), j.Live(s, Facts{New: true}), j.Live(specOf(kind), Facts{New: true})) {
			t.Errorf("%s: %s: %s", kind, v.Summary(), v.Found)
		}
	}
}

// TestNeedsAreEnough judges the violating live cases with only those facts that their constraint asks for.
func TestNeedsAreEnough(t *testing.T) {
	t.Parallel()
	for _, c := range walkCases() {
		if c.stage != replication.StageLive || !c.violates() {
			continue
		}
		i := slices.IndexFunc(Checks(), func(check Check) bool { return check.ID == c.id })
		c.facts = onlyFacts(c.facts, Checks()[i].Needs)
		if len(c.judge(t)) == 0 {
			t.Errorf("%s, %s: %v are not enough", c.id, c.name, Checks()[i].Needs)
		}
	}
}

func onlyFacts(f Facts, needs []replication.FactKind) Facts {
	only := Facts{Own: f.Own, New: f.New, Declared: f.Declared}
	for _, n := range needs {
		map[replication.FactKind]func(){
			FactSourceVault: func() { only.SourceVault = f.SourceVault }, FactBackups: func() { only.Backups = f.Backups }, FactSiblings: func() { only.Siblings = f.Siblings },
			FactPolicy: func() { only.Policy = f.Policy }, FactVaultPolicies: func() { only.VaultPolicies = f.VaultPolicies },
			FactDestinationVault: func() { only.DestinationVault = f.DestinationVault }, FactDestinationRegion: func() { only.DestinationRegion = f.DestinationRegion },
			FactReplicas: func() { only.Replicas = f.Replicas }, FactCredentialUse: func() { only.CredentialUse = f.CredentialUse },
		}[n]()
	}
	return only
}
