package alibaba

import (
	"context"
	"errors"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// makeRoom waits for a closing rule that is in the way of the new one, as long as the context allows, and has the rules
// judged as they are then. One that is not closing is a refusal at once: an existing rule is never taken over. The result
// is nil, unless an earlier send turns out to have made the rule.
func (c *creation) makeRoom(ctx context.Context, check replication.Precheck) (*replication.Rule, error) {
	var rules []replication.Rule
	var ours, obstacle *replication.Rule
	err := c.poll(ctx, c.rule.Source, c.newWait(ctx, 0), func(now []replication.Rule) bool {
		if c.doubt {
			ours = c.ours(now)
		}
		rules, obstacle = now, c.obstacle(now)
		return ours != nil || obstacle == nil || obstacle.Status != replication.StatusClosing
	})
	var ended *wait.Ended
	switch {
	case errors.As(err, &ended):
		return nil, c.blocked(obstacle, ended)
	case err != nil:
		return nil, c.notCreated(err)
	case ours != nil:
		return ours, nil
	}
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

// obstacle is the rule with the same id or between the same buckets; one that stays before one that is closing.
func (c *creation) obstacle(rules []replication.Rule) *replication.Rule {
	var closing *replication.Rule
	for _, r := range rules {
		if r.ID != c.rule.ID && !r.SamePair(c.rule.Source, c.rule.Destination) {
			continue
		}
		if r.Status != replication.StatusClosing {
			return &r
		}
		closing = &r
	}
	return closing
}

// notCreated words a failed read as part of the creation.
func (c *creation) notCreated(err error) error {
	var e *replication.Error
	if !errors.As(err, &e) {
		return err
	}
	worded := *e
	worded.Op = c.does
	worded.Message = "the existing rules could not be read first: " + e.Message
	return &worded
}

// exists is a rule in the way that stays there.
func (c *creation) exists(obstacle replication.Rule) error {
	e := c.fails(replication.KindConflict, nil)
	e.Constraint = "A6"
	e.Message = fmt.Sprintf("the rule %s from this bucket to %s exists already", obstacle.ID, obstacle.Destination)
	if obstacle.ID == c.rule.ID && !obstacle.SamePair(c.rule.Source, c.rule.Destination) {
		e.Constraint = "A9"
	}
	e.Advice = fmt.Sprintf("Import it with the id %s, or delete it and apply again.", obstacle.Ref().ImportID())
	return e
}

// blocked is a wait for room that ended too early. Nothing has been written.
func (c *creation) blocked(obstacle *replication.Rule, ended *wait.Ended) error {
	if obstacle == nil {
		e := c.interrupted(ended.Cause)
		e.Err = ended
		if ended.Last != nil {
			e.Message = fmt.Sprintf("%s; the last read of the existing rules failed: %v", e.Message, ended.Last)
		}
		return e
	}
	if obstacle.Status != replication.StatusClosing {
		return c.exists(*obstacle)
	}
	e := c.fails(replication.KindConflict, ended)
	e.Constraint = "A6"
	e.Message = fmt.Sprintf("the wait for the rule %s from this bucket to %s to close was over before it was gone", obstacle.ID, obstacle.Destination)
	if errors.Is(ended.Cause, context.Canceled) {
		e.Message = fmt.Sprintf("the wait for the rule %s from this bucket to %s to close was interrupted", obstacle.ID, obstacle.Destination)
	}
	e.Advice = "Nothing was created: apply again. Closing usually takes some minutes; `timeouts` sets how long is waited."
	return e
}
