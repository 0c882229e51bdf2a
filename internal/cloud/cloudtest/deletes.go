package cloudtest

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var deletes = map[string]func(*testing.T, Harness){
	"a deleted rule is gone when Delete returns, and deleting it again succeeds": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		for range 2 {
			if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
				t.Fatalf("Delete: %v", err)
			}
			if rules := h.list(t); len(rules) != 0 {
				t.Fatalf("rules are %v", rules)
			}
		}
	},
	"a rule that somebody else is deleting is waited for": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Console.Close(t, rule.Ref())
		if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
			t.Fatalf("Delete: %v", err)
		}
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("rules are %v", rules)
		}
	},
	"deleting a rule that never was leaves the others alone": func(t *testing.T, h Harness) {
		h.create(t, h.Rule("one", 0))
		if err := h.Driver.Delete(t.Context(), h.Rule("two", 0).Ref()); err != nil {
			t.Errorf("Delete: %v", err)
		}
		h.only(t, "one")
	},
	"deleting a rule of a missing bucket succeeds": func(t *testing.T, h Harness) {
		if err := h.Driver.Delete(t.Context(), replication.RuleRef{Source: h.Missing, ID: "one"}); err != nil {
			t.Errorf("Delete: %v", err)
		}
	},
	"a deletion that is refused is an error": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: Denied, Request: DeleteRule})
		wantKind(t, h.Driver.Delete(t.Context(), rule.Ref()), replication.KindPermission)
		h.only(t, "one")
	},
	"a deletion that cannot be watched is not called done": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: Denied, Request: ListRules})
		wantKind(t, h.Driver.Delete(t.Context(), rule.Ref()), replication.KindPermission)
	},
	"a deletion is watched through trouble that passes": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: ServerError, Request: ListRules, Count: 20})
		if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
			t.Errorf("Delete: %v", err)
		}
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("rules are %v", rules)
		}
	},
}
