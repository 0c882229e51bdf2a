package tencent

import (
	"context"
	"errors"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Create adds the rule to the bucket's configuration, together with what else is changed there at the same time, and
// returns it once it was read and the time in which another process could have overwritten it has passed.
func (d *Driver) Create(ctx context.Context, rule replication.Rule, check replication.Precheck) (replication.Rule, error) {
	m := newMember(ctx, create, rule, "create the replication rule "+rule.ID)
	m.check = check
	if rule.ID == "" {
		return replication.Rule{}, m.fails(replication.KindInvalid, errors.New("the rule needs an id of the caller's, so that a lost answer can be looked up"))
	}
	if err := m.representable(); err != nil {
		return replication.Rule{}, err
	}
	return d.queue(rule.Source).submit(m) //nolint:contextcheck // the queue outlives its callers, and looks at their contexts
}

// Update changes everything of the rule that differs from after, and waits as Create does. What the provider has no
// attribute for stays in the rule.
func (d *Driver) Update(ctx context.Context, _, after replication.Rule) (replication.Rule, error) {
	m := newMember(ctx, update, after, "change the replication rule "+after.ID)
	if err := m.representable(); err != nil {
		return replication.Rule{}, err
	}
	return d.queue(after.Source).submit(m) //nolint:contextcheck // the queue outlives its callers, and looks at their contexts
}

// Delete takes the rule out of the configuration, and the configuration away with its last rule.
func (d *Driver) Delete(ctx context.Context, rule replication.RuleRef) error {
	m := newMember(ctx, remove, replication.Rule{ID: rule.ID, Source: rule.Source}, "delete the replication rule "+rule.ID)
	_, err := d.queue(rule.Source).submit(m) //nolint:contextcheck // the queue outlives its callers, and looks at their contexts
	return err
}

func newMember(ctx context.Context, kind changeKind, rule replication.Rule, does string) *member {
	return &member{
		call: call{bucket: rule.Source, does: does, api: "PutBucketReplication", writes: true}, kind: kind, rule: rule, ctx: ctx,
	}
}

// representable refuses what the document has no place for.
func (m *member) representable() error {
	if len(m.rule.Prefixes) <= 1 {
		return nil
	}
	e := m.fails(replication.KindInvalid, nil)
	e.Constraint, e.Message = "T9", "COS takes one prefix in a rule"
	e.Advice = "Make one rule for each prefix."
	return e
}
