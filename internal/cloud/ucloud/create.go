package ucloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	// maxSends bounds how often a rule is sent: a lost answer is looked up first, every time.
	maxSends = 3
	// lookUpTimeout bounds the look-up after a lost answer, which goes on when the caller was interrupted.
	lookUpTimeout = 30 * time.Second
	lookUps       = 3
)

// creation is one rule being made.
type creation struct {
	*Driver
	call
	rule replication.Rule
	// doubt is set once the rule may have been made by a send whose answer was lost: only then is a rule between our ends ours.
	doubt bool
}

// Create makes the rule. US3 gives it its id, whatever rule.ID is, so that a rule whose answer is lost is looked up by its ends:
// none was there just before. Where that fails too, the error is KindIncomplete and Ambiguous, and the rule returned has no id.
func (d *Driver) Create(ctx context.Context, rule replication.Rule, check replication.Precheck) (replication.Rule, error) {
	rule.ID = ""
	c := creation{Driver: d, rule: rule, call: call{
		bucket: rule.Source, does: "create a replication rule to " + rule.Destination.String(), action: d.options.API.name(actionCreate),
		parameters: d.options.API.parametersOf(rule), writes: true, once: true,
	}}
	for sends := 1; ; sends++ {
		ours, err := c.makeRoom(ctx, check)
		if err != nil {
			return replication.Rule{}, err
		}
		if ours != nil {
			return *ours, nil
		}
		answer, err := d.do(ctx, c.call)
		if err == nil {
			c.rule.ID = answer.text(d.options.API.name(fieldRuleID))
			return c.awaitReadable(ctx)
		}
		if !c.inDoubt(err) {
			return replication.Rule{}, err
		}
		switch found, lost := c.lookUp(ctx); {
		case lost != nil:
			return c.unknown(err, lost)
		case found != nil:
			return *found, nil
		case ctx.Err() != nil || sends == maxSends:
			return replication.Rule{}, absent(err)
		}
	}
}

// inDoubt tells whether the rule may exist in spite of the error.
func (c *creation) inDoubt(err error) bool {
	var e *replication.Error
	if !errors.As(err, &e) {
		return false
	}
	earlier := c.doubt && hasCode(err, codeRuleExists)
	c.doubt = c.doubt || e.Ambiguous
	return e.Ambiguous || earlier
}

// lookUp looks for the rule by its ends, more than once, since the write may still be under way. The error means that nobody
// could tell.
func (c *creation) lookUp(ctx context.Context) (*replication.Rule, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookUpTimeout)
	defer cancel()
	w := wait.New(ctx, c.options.Clock, lookUpTimeout)
	for look := 1; ; look++ {
		rules, err := c.List(ctx, c.rule.Source)
		if replication.IsKind(err, replication.KindNotFound) {
			return nil, nil // the bucket itself is gone
		}
		if err != nil {
			return nil, err
		}
		if ours := c.ours(rules); ours != nil {
			return ours, nil
		}
		if look == lookUps || w.Next(ctx) != nil {
			return nil, nil
		}
	}
}

// ours is the rule between our buckets with our prefix.
func (c *creation) ours(rules []replication.Rule) *replication.Rule {
	for _, r := range rules {
		if r.SamePair(c.rule.Source, c.rule.Destination) && slices.Equal(r.Prefixes, c.rule.Prefixes) {
			return &r
		}
	}
	return nil
}

// awaitReadable waits for the rule to be listed. Should the answer have had no id under the name that we know, the ends tell it.
func (c *creation) awaitReadable(ctx context.Context) (replication.Rule, error) {
	var found *replication.Rule
	err := c.poll(ctx, c.rule.Source, func(rules []replication.Rule) bool {
		if r, ok := replication.FindRule(rules, c.rule.ID); ok && c.rule.ID != "" {
			found = &r
		} else if c.rule.ID == "" {
			found = c.ours(rules)
		}
		return found != nil
	})
	if err == nil {
		return *found, nil
	}
	e := c.fails(replication.KindIncomplete, err)
	e.Message = fmt.Sprintf("US3 has made the rule, but it could not be read back: %v", err)
	e.Advice = "The next plan reads it again."
	c.rule.Status = replication.StatusActive
	return c.rule, e
}

// unknown is a rule of which nobody knows whether it exists.
func (c *creation) unknown(sendErr, lookUpErr error) (replication.Rule, error) {
	e := c.fails(replication.KindIncomplete, errors.Join(sendErr, lookUpErr))
	e.Ambiguous = true
	e.Message = fmt.Sprintf("the answer was lost (%v), and looking the rule up failed (%v), so that it may exist or not", sendErr, lookUpErr)
	e.Advice = "The next plan tells: it finds the rule and says how to import it, or makes it."
	return c.rule, e
}

// absent is a write whose answer was lost and that had no effect.
func absent(err error) error {
	var e *replication.Error
	if errors.As(err, &e) && e.Ambiguous {
		e.Ambiguous = false
		e.Advice = strings.TrimSpace("The rule was looked for and does not exist: apply again. " + e.Advice)
	}
	return err
}
