package cloudtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var reads = map[string]func(*testing.T, Harness){
	"a bucket without rules lists none": func(t *testing.T, h Harness) {
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("List returned %v", rules)
		}
	},
	"a missing bucket is told apart from a bucket without rules": func(t *testing.T, h Harness) {
		_, err := h.Driver.List(t.Context(), h.Missing)
		if e := wantKind(t, err, replication.KindNotFound); e.Missing != replication.MissingBucket {
			t.Errorf("Missing is %q", e.Missing)
		}
	},
	"a read that is refused is not an empty list": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: Denied, Request: ListRules})
		_, err := h.Driver.List(t.Context(), h.source())
		wantKind(t, err, replication.KindPermission)
	},
	"a read is repeated when the server fails": func(t *testing.T, h Harness) {
		h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: ServerError, Request: ListRules, Count: 2})
		h.only(t, "one")
	},
	"a bucket's facts": func(t *testing.T, h Harness) {
		facts, err := h.Driver.InspectBucket(t.Context(), h.source())
		if err != nil || !facts.Exists || facts.Region != h.source().Region {
			t.Errorf("InspectBucket returned %+v, %v", facts, err)
		}
		facts, err = h.Driver.InspectBucket(t.Context(), h.Missing)
		if err != nil || facts.Exists {
			t.Errorf("InspectBucket of a missing bucket returned %+v, %v", facts, err)
		}
		if has, err := h.Driver.HasLifecycleRules(t.Context(), h.source()); err != nil || has {
			t.Errorf("HasLifecycleRules returned %v, %v", has, err)
		}
	},
	"what has no attribute is named": func(t *testing.T, h Harness) {
		h.Console.Add(t, h.Rule("plain", 0), false)
		h.Console.Add(t, h.Rule("odd", 1), true)
		for _, rule := range h.list(t) {
			if odd := rule.ID == "odd"; odd != (len(rule.Unmodelled) > 0) {
				t.Errorf("rule %s: Unmodelled is %q", rule.ID, rule.Unmodelled)
			}
		}
	},
}

// sameRule compares what a configuration decides of a rule.
func (h Harness) sameRule(t *testing.T, got, want replication.Rule) {
	t.Helper()
	ignored := cmpopts.IgnoreFields(replication.Rule{}, "Status", "Unmodelled")
	if h.AssignsIDs {
		ignored = cmpopts.IgnoreFields(replication.Rule{}, "Status", "Unmodelled", "ID")
	}
	if diff := cmp.Diff(want, got, ignored, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("rule differs (-want +got):\n%s", diff)
	}
}
