package replication

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// writeDriver keeps rules, and counts how often they are read.
type writeDriver struct {
	Driver
	rules []Rule
	lists int
	fails error
}

func (d *writeDriver) List(context.Context, BucketRef) ([]Rule, error) {
	d.lists++
	return slices.Clone(d.rules), nil
}

func (d *writeDriver) Create(_ context.Context, rule Rule, _ Precheck) (Rule, error) {
	if d.fails == nil {
		d.rules = append(d.rules, rule)
	}
	return rule, d.fails
}

func (d *writeDriver) Delete(_ context.Context, rule RuleRef) error {
	d.rules = rulesWithout(d.rules, rule)
	return d.fails
}

func TestChecksReadRulesOnceThroughAllWrites(t *testing.T) {
	t.Parallel()
	d := &writeDriver{rules: []Rule{{ID: "by hand", Source: hangzhou}}}
	c := NewCachedDriver(d)
	expect := func(what string, lists int, ids ...string) {
		t.Helper()
		rules, err := c.ListForCheck(t.Context(), hangzhou)
		var got []string
		for _, r := range rules {
			got = append(got, r.ID)
		}
		if err != nil || !slices.Equal(got, ids) || d.lists != lists {
			t.Errorf("%s: rules %q after %d reads, error %v; want %q after %d", what, got, d.lists, err, ids, lists)
		}
	}
	create := func(id string) error {
		_, err := c.Create(t.Context(), Rule{ID: id, Source: hangzhou}, nil)
		return err
	}
	expect("before", 1, "by hand")
	if err := errors.Join(create("a"), create("b")); err != nil {
		t.Fatal(err)
	}
	expect("two made", 1, "by hand", "a", "b")
	if err := c.Delete(t.Context(), RuleRef{Source: hangzhou, ID: "a"}); err != nil {
		t.Fatal(err)
	}
	expect("one deleted", 1, "by hand", "b")
	if rules, err := c.List(t.Context(), hangzhou); err != nil || len(rules) != 2 || d.lists != 2 {
		t.Errorf("a refresh after a write sees %d rules after %d reads, error %v; want a read of its own", len(rules), d.lists, err)
	}
	d.fails = errors.New("the answer was lost")
	if err := create("c"); err == nil {
		t.Fatal("no error")
	}
	expect("one of which nobody knows", 3, "by hand", "b")
}

func TestARuleThatWasReadWhileItWasMadeIsKeptOnce(t *testing.T) {
	t.Parallel()
	d := &writeDriver{rules: []Rule{{ID: "a", Source: hangzhou}}}
	c := NewCachedDriver(d)
	if _, err := c.ListForCheck(t.Context(), hangzhou); err != nil {
		t.Fatal(err)
	}
	d.rules = nil
	if _, err := c.Create(t.Context(), Rule{ID: "a", Source: hangzhou}, nil); err != nil {
		t.Fatal(err)
	}
	if rules, err := c.ListForCheck(t.Context(), hangzhou); err != nil || len(rules) != 1 {
		t.Errorf("rules %v, error %v; want one", rules, err)
	}
}
