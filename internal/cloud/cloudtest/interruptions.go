package cloudtest

import (
	"context"
	"errors"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// interruptions are the tests of Ctrl-C and time-outs.
var interruptions = map[string]func(*testing.T, Harness){
	"nothing is begun with a context that is over": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		promptly(t, func() {
			_, listErr := h.Driver.List(ctx, h.source())
			_, createErr := h.Driver.Create(ctx, h.Rule("two", 1), nil)
			_, updateErr := h.Driver.Update(ctx, rule, h.InPlace(rule))
			deleteErr := h.Driver.Delete(ctx, rule.Ref())
			for _, err := range []error{listErr, createErr, updateErr, deleteErr} {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("error is %v, want one that wraps %v", err, context.Canceled)
				}
			}
		})
		h.only(t, "one")
	},
	"a create that is interrupted before the write makes nothing": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: Block, Request: ListRules})
		var err error
		h.interrupt(t, func(ctx context.Context) { _, err = h.Driver.Create(ctx, h.Rule("one", 0), nil) })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Create returned %v", err)
		}
		h.Faults.Clear()
		h.only(t)
	},
	"a create that is interrupted during the write tells what became of it": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: Block, Request: CreateRule, Count: 1})
		var err error
		h.interrupt(t, func(ctx context.Context) { _, err = h.Driver.Create(ctx, h.Rule("one", 0), nil) })
		if !errors.Is(err, context.Canceled) || replication.IsKind(err, replication.KindIncomplete) {
			t.Errorf("Create returned %v", err)
		}
		h.only(t)
	},
	"a create that is interrupted after it took effect returns the rule": func(t *testing.T, h Harness) {
		h.Faults.Inject(t, Fault{Effect: BlockAfter, Request: CreateRule, Count: 1})
		want := h.Rule("one", 0)
		var made replication.Rule
		var err error
		h.interrupt(t, func(ctx context.Context) { made, err = h.Driver.Create(ctx, want, nil) })
		if err != nil && !replication.IsKind(err, replication.KindIncomplete) {
			t.Fatalf("the rule exists, but Create returned %v", err)
		}
		h.sameRule(t, made, want)
		h.only(t, "one")
	},
	"a wait for a closing rule can be interrupted": func(t *testing.T, h Harness) {
		old := h.Rule("old", 0)
		h.Console.Add(t, old, false)
		h.Console.Close(t, old.Ref())
		if len(h.list(t)) == 0 {
			t.Skip("this cloud does not wind rules down")
		}
		h.Faults.Inject(t, Fault{Effect: Block, Request: ListRules, Skip: 1})
		var err error
		h.interrupt(t, func(ctx context.Context) { _, err = h.Driver.Create(ctx, h.Rule("new", 0), nil) })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Create returned %v", err)
		}
		h.Faults.Clear()
		h.only(t)
	},
	"a deletion that is interrupted goes on with the next": func(t *testing.T, h Harness) {
		rule := h.create(t, h.Rule("one", 0))
		h.Faults.Inject(t, Fault{Effect: Block, Request: ListRules})
		var err error
		h.interrupt(t, func(ctx context.Context) { err = h.Driver.Delete(ctx, rule.Ref()) })
		wantKind(t, err, replication.KindIncomplete)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Delete returned %v", err)
		}
		h.Faults.Clear()
		if err := h.Driver.Delete(t.Context(), rule.Ref()); err != nil {
			t.Errorf("the second Delete returned %v", err)
		}
		if rules := h.list(t); len(rules) != 0 {
			t.Errorf("rules are %v", rules)
		}
	},
}
