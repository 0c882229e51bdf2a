package vault

import (
	"slices"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func severityOf(violations []replication.Violation, id string) (replication.Severity, bool) {
	for _, v := range violations {
		if v.Constraint.ID == id {
			return v.Severity, true
		}
	}
	return replication.SeverityOff, false
}

func TestPolicyChangesSeverity(t *testing.T) {
	t.Parallel()
	empty := factsOf(backups())
	for _, c := range []struct {
		policy replication.Policy
		kind   Kind
		want   replication.Severity
		said   bool
	}{
		{nil, KindRun, failure, true},
		{replication.Policy{"H3": warning}, KindRun, warning, true},
		{replication.Policy{"H3": replication.SeverityOff}, KindRun, replication.SeverityOff, false},
		{nil, KindBinding, warning, true},
		{replication.Policy{"H3": failure}, KindBinding, failure, true},
	} {
		got, said := severityOf(Judge{Policy: c.policy}.Live(specOf(c.kind), empty), "H3")
		if got != c.want || said != c.said {
			t.Errorf("%v, %s: severity %v, said %v", c.policy, c.kind, got, said)
		}
	}
}

func TestNeedsLeaveOutWhatIsOff(t *testing.T) {
	t.Parallel()
	if needs := (Judge{}).Needs(); !slices.Contains(needs, FactReplicas) || !slices.Contains(needs, FactCredentialUse) {
		t.Errorf("needs are %v", needs)
	}
	off := replication.Policy{"H5": replication.SeverityOff, "H8": replication.SeverityOff}
	if needs := (Judge{Policy: off}).Needs(); slices.Contains(needs, FactReplicas) {
		t.Errorf("replicas are read for checks that are off: %v", needs)
	}
}

// TestSettledIsNotHeldUp has two resources that conflict: an error where the plan writes one of them, else a warning.
func TestSettledIsNotHeldUp(t *testing.T) {
	t.Parallel()
	binding := func(policy string, writes bool) Entry {
		return Entry{Spec: specOf(KindBinding, func(s *Spec) { s.PolicyID = known(policy) }), OwnID: policy, Writes: writes}
	}
	for _, c := range []struct {
		me, other bool
		want      replication.Severity
	}{{true, true, failure}, {true, false, failure}, {false, true, failure}, {false, false, warning}} {
		got, _ := severityOf(Judge{}.Plan(binding("p1", c.me), []Entry{binding("p2", c.other)}), "H15")
		if got != c.want {
			t.Errorf("I write: %v, the other writes: %v: severity %v, want %v", c.me, c.other, got, c.want)
		}
	}
}

// TestLedger plans as Terraform does: twice, in any order, a replacement first with its id and then without.
func TestLedger(t *testing.T) {
	t.Parallel()
	l := NewLedger()
	run := entryOf(specOf(KindRun))
	if others := l.Desire(run); len(others) != 0 {
		t.Errorf("alone it has others: %v", others)
	}
	read := run.WithFacts(factsOf(backups(backupOf("b1"), backupOf("b2"))))
	l.Desire(read)
	binding := entryOf(specOf(KindBinding))
	others := l.Desire(binding)
	if len(others) != 1 || !slices.Equal(others[0].ResourceIDs, []string{"r1"}) {
		t.Errorf("others are %+v", others)
	}
	if again := l.Desire(run); len(again) != 1 || again[0].Spec.Kind != KindBinding {
		t.Errorf("planned again, its others are %+v", again)
	}
	if others := l.Desire(binding); !slices.Equal(others[0].ResourceIDs, []string{"r1"}) {
		t.Errorf("planning again forgot what was read: %+v", others)
	}
	l.Desire(entryOf(specOf(KindPolicy), owning("p1")))
	if planned, ok := l.Policy("p1"); !ok || planned.Kind != KindPolicy {
		t.Errorf("the policy is %+v, %v", planned, ok)
	}
	if _, ok := l.Policy(""); ok {
		t.Error("there is a policy without an id")
	}
}

func TestDeclared(t *testing.T) {
	t.Parallel()
	entries := []Entry{
		entryOf(specOf(KindRun, inVault("v1"), encryptedWith("k1"))), entryOf(specOf(KindBinding, inVault("v1"), encryptedWith("k1"))),
		entryOf(specOf(KindRun, inVault("v2"), encryptedWith("k1"))), entryOf(specOf(KindBinding, inVault("v2"), encryptedWith(""))),
		entryOf(specOf(KindRun, inVault("v3"))),
	}
	declared := Declared(entries)
	if _, ok := declared["v1"]; !ok || len(declared) != 1 {
		t.Errorf("declared are %v", declared)
	}
}
