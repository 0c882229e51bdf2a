package cloudtest

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var creates = map[string]func(*testing.T, Harness){
	"a rule is returned and read as it was wanted": func(t *testing.T, h Harness) {
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
		rules := h.list(t)
		if len(rules) != 1 {
			t.Fatalf("rules are %v", rules)
		}
		h.sameRule(t, rules[0], want)
	},
	"the check sees the rules just before the write": func(t *testing.T, h Harness) {
		h.Console.Add(t, h.Rule("other", 1), false)
		var seen []replication.Rule
		_, err := h.Driver.Create(t.Context(), h.Rule("one", 0), func(existing []replication.Rule) error {
			seen = existing
			return nil
		})
		if err != nil || len(seen) != 1 || seen[0].ID != "other" {
			t.Errorf("the check saw %v; Create returned %v", seen, err)
		}
	},
	"a check that refuses prevents the write": func(t *testing.T, h Harness) {
		refusal := errors.New("refused by the check")
		_, err := h.Driver.Create(t.Context(), h.Rule("one", 0), func([]replication.Rule) error { return refusal })
		if !errors.Is(err, refusal) {
			t.Errorf("Create returned %v", err)
		}
		if n := h.Console.Creations(); n != 0 {
			t.Errorf("%d requests were sent", n)
		}
	},
	"a rule between the same buckets is never taken over": func(t *testing.T, h Harness) {
		if c, known := replication.CapabilitiesOf(h.source().Cloud); known && c.RuleIDs && !c.OnePerPair {
			t.Skip("this cloud has many rules between two buckets")
		}
		h.neverAdopts(t, h.Rule("foreign", 0), h.Rule("one", 0))
	},
	"a rule with the same id is never taken over": func(t *testing.T, h Harness) {
		h.needsOwnIDs(t)
		h.neverAdopts(t, h.Rule("one", 1), h.Rule("one", 0))
	},
	"the very same rule is never taken over": func(t *testing.T, h Harness) {
		h.neverAdopts(t, h.Rule("one", 0), h.Rule("one", 0))
	},
	"a closing rule between the same buckets is waited for": func(t *testing.T, h Harness) {
		old := h.Rule("old", 0)
		h.Console.Add(t, old, false)
		h.Console.Close(t, old.Ref())
		h.create(t, h.Rule("new", 0))
		h.only(t, "new")
	},
	"a closing rule with the same id is waited for": func(t *testing.T, h Harness) {
		h.needsOwnIDs(t)
		old := h.Rule("one", 1)
		h.Console.Add(t, old, false)
		h.Console.Close(t, old.Ref())
		want := h.Rule("one", 0)
		h.sameRule(t, h.create(t, want), want)
		h.only(t, "one")
	},
	"throttling is waited out as the cloud asks": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: Throttle, Request: CreateRule, Count: 3, Hint: 4 * time.Second})
		start := h.Now()
		h.create(t, h.Rule("one", 0))
		if waited := h.Now().Sub(start); waited < 12*time.Second {
			t.Errorf("waited %s, the cloud asked for 12s", waited)
		}
		h.only(t, "one")
	},
	"rules are made side by side": func(t *testing.T, h Harness) {
		var group sync.WaitGroup
		var ids []string
		for n := range Destinations {
			rule := h.Rule("rule-"+string(rune('a'+n)), n)
			ids = append(ids, rule.ID)
			group.Go(func() {
				if _, err := h.Driver.Create(t.Context(), rule, nil); err != nil {
					t.Errorf("Create of %s: %v", rule.ID, err)
				}
			})
		}
		group.Wait()
		h.only(t, ids...)
	},
}

// neverAdopts checks that the wanted rule is refused because of the foreign one, which stays as it is.
func (h Harness) neverAdopts(t *testing.T, foreign, wanted replication.Rule) {
	t.Helper()
	h.Console.Add(t, foreign, false)
	before := h.Console.Raw(t, foreign.Ref())
	_, err := h.Driver.Create(t.Context(), wanted, nil)
	if e := wantKind(t, err, replication.KindConflict); !strings.Contains(e.Error(), foreign.Ref().ImportID()) {
		t.Errorf("the error does not say how to import the rule: %v", err)
	}
	if n := h.Console.Creations(); n != 0 {
		t.Errorf("%d requests to create were sent", n)
	}
	if after := h.Console.Raw(t, foreign.Ref()); after != before {
		t.Errorf("the foreign rule was changed from %s to %s", before, after)
	}
	h.only(t, foreign.ID)
}
