package cloudtest

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// lost are the tests of answers that do not arrive.
var lost = map[string]func(*testing.T, Harness){
	"a create that was lost before it took effect is sent again": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: ResetBefore, Request: CreateRule, Count: 1})
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
		h.only(t, "one")
	},
	"a create that fails in the server is sent again": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: ServerError, Request: CreateRule, Count: 1})
		h.create(t, h.Rule("one", 0))
		h.only(t, "one")
	},
	"a create whose answer was lost is looked up, not sent again": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: ResetAfter, Request: CreateRule, Count: 1})
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
		h.only(t, "one")
		if n := h.Console.Creations(); n != 1 {
			t.Errorf("%d requests to create were sent, want 1", n)
		}
	},
	"a create whose answer was lost is found though reads are late": func(t *testing.T, h Harness) {
		h.list(t)
		h.Faults.Inject(t, Fault{Effect: ResetAfter, Request: CreateRule, Count: 1})
		h.Faults.Inject(t, Fault{Effect: StaleRead, Request: ListRules, Count: 3})
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
		h.only(t, "one")
	},
	"a create that never gets through says that nothing was made": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: ResetBefore, Request: CreateRule})
		_, err := h.Driver.Create(t.Context(), h.Rule("one", 0), nil)
		if e := wantKind(t, err, replication.KindUnavailable); e.Ambiguous {
			t.Errorf("the error leaves it open whether the rule exists: %v", err)
		}
		h.Faults.Clear()
		h.only(t)
	},
	"a create of which nobody can tell keeps its id": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: ResetAfter, Request: CreateRule, Count: 1})
		h.Faults.Inject(t, Fault{Effect: ServerError, Request: ListRules, Skip: 1})
		want := h.Rule("one", 0)
		made, err := h.Driver.Create(t.Context(), want, nil)
		if e := wantKind(t, err, replication.KindIncomplete); !e.Ambiguous {
			t.Errorf("the error claims to know whether the rule exists: %v", err)
		}
		h.sameRule(t, made, want)
		h.Faults.Clear()
		h.only(t, "one")
	},
	"a rule that was made and cannot be read is incomplete": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: Denied, Request: ListRules, Skip: 1})
		want := h.Rule("one", 0)
		made, err := h.Driver.Create(t.Context(), want, nil)
		if e := wantKind(t, err, replication.KindIncomplete); e.Ambiguous {
			t.Errorf("the rule exists for certain: %v", err)
		}
		h.sameRule(t, made, want)
	},
	"a rule that is read late is waited for": func(t *testing.T, h Harness) {
		h.list(t)
		h.Faults.Inject(t, Fault{Effect: StaleRead, Request: ListRules, Count: 3})
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
	},
	"a deletion whose answer was lost succeeds": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: ResetAfter, Request: DeleteRule, Count: 1})
		if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
			t.Errorf("Delete: %v", err)
		}
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("rules are %v", rules)
		}
	},
}
