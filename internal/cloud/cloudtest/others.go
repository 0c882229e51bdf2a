package cloudtest

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// others are the tests of changes, and of what does not change.
var others = map[string]func(*testing.T, Harness){
	"a rule is changed in place": func(t *testing.T, h Harness) {
		before := h.create(t, h.Rule("one", 0))
		after := h.InPlace(before)
		updated, err := h.Driver.Update(t.Context(), before, after)
		if err != nil {
			t.Fatalf("Update: %v", err)
		}
		h.sameRule(t, updated, after)
		rules := h.list(t)
		if len(rules) != 1 {
			t.Fatalf("rules are %v", rules)
		}
		h.sameRule(t, rules[0], after)
	},
	"a rule that is gone cannot be changed": func(t *testing.T, h Harness) {
		before := h.create(t, h.Rule("one", 0))
		if err := h.Driver.Delete(t.Context(), before.Ref()); err != nil {
			t.Fatal(err)
		}
		_, err := h.Driver.Update(t.Context(), before, h.InPlace(before))
		if e := wantKind(t, err, replication.KindNotFound); e.Missing != replication.MissingRule {
			t.Errorf("Missing is %q", e.Missing)
		}
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("rules are %v", rules)
		}
	},
	"rules of others stay as they are": func(t *testing.T, h Harness) {
		foreign := h.Rule("foreign", 1)
		h.Console.Add(t, foreign, true)
		before := h.Console.Raw(t, foreign.Ref())
		rule := h.create(t, h.Rule("one", 0))
		if _, err := h.Driver.Update(t.Context(), rule, h.InPlace(rule)); err != nil {
			t.Fatalf("Update: %v", err)
		}
		if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
			t.Fatalf("Delete: %v", err)
		}
		if after := h.Console.Raw(t, foreign.Ref()); before == "" || after != before {
			t.Errorf("the foreign rule was changed from %s to %s", before, after)
		}
	},
}
