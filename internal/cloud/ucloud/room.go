package ucloud

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// makeRoom has the rules judged as they are just before the write. A rule in the way is a refusal: an existing rule is never
// taken over. The result is nil, unless an earlier send turns out to have made the rule.
func (c *creation) makeRoom(ctx context.Context, check replication.Precheck) (*replication.Rule, error) {
	rules, err := c.around(ctx)
	if err != nil {
		return nil, c.notCreated(err)
	}
	if c.doubt {
		if ours := c.ours(rules); ours != nil {
			return ours, nil
		}
	}
	obstacle := c.obstacle(rules)
	var refused error
	if check != nil {
		refused = check(rules)
	}
	if refused == nil && obstacle != nil {
		refused = c.exists(*obstacle)
	}
	if obstacle != nil && !c.doubt {
		refused = replication.Obstructed(refused, obstacle.Ref())
	}
	return nil, refused
}

// around are the rules of the source bucket and, where pairs are exclusive, those of the destination bucket as well.
func (c *creation) around(ctx context.Context) ([]replication.Rule, error) {
	rules, err := c.listed(ctx, c.rule.Source)
	if err != nil || !c.options.Exclusive {
		return rules, err
	}
	others, err := c.listed(ctx, c.rule.Destination)
	for _, r := range others {
		if !slices.ContainsFunc(rules, func(o replication.Rule) bool { return o.Source.Bucket == r.Source.Bucket && o.ID == r.ID }) {
			rules = append(rules, r)
		}
	}
	return rules, err
}

// obstacle is a rule that US3 would refuse the new one for.
func (c *creation) obstacle(rules []replication.Rule) *replication.Rule {
	source, destination := c.rule.Source.Bucket, c.rule.Destination.Bucket
	for _, r := range rules {
		ends := []string{r.Source.Bucket, r.Destination.Bucket}
		touches := slices.Contains(ends, source) || slices.Contains(ends, destination)
		back := r.SamePair(c.rule.Destination, c.rule.Source)
		if c.options.Exclusive && touches && !back {
			return &r
		}
	}
	if !c.options.Exclusive {
		return c.ours(rules)
	}
	return nil
}

// notCreated words a failed read as part of the creation. Nothing has been written by this attempt.
func (c *creation) notCreated(err error) error {
	var e *replication.Error
	if !errors.As(err, &e) {
		return err
	}
	worded := *e
	worded.Op, worded.On = c.does, c.bucket.String()
	worded.Message = "the existing rules of " + e.On + " could not be read first: " + e.Message
	return &worded
}

// exists is a rule in the way that stays there.
func (c *creation) exists(obstacle replication.Rule) error {
	e := c.fails(replication.KindConflict, nil)
	e.Constraint = either(c.options.Exclusive, "U2", "G2")
	e.Message = describe(obstacle) + " exists already"
	e.Advice = fmt.Sprintf("Import it with the id %s, or delete it and apply again.", obstacle.Ref().ImportID())
	if c.options.Exclusive {
		e.Advice += " " + replication.RuleSetSwitch
	}
	return e
}

func describe(r replication.Rule) string {
	return fmt.Sprintf("the rule %s from %s to %s", r.ID, r.Source, r.Destination)
}
