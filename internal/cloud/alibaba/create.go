package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
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
	// doubt is set once the rule may have been made by a send whose answer was lost: only then is a rule with our id ours.
	doubt bool
}

// Create makes the rule. OSS adds to a bucket's rules, so it is one write; what makes it long is to wait for a closing
// rule before it, and to find out what became of it if its answer is lost. Where that cannot be found out, the error is
// KindIncomplete and Ambiguous, with the rule as it was sent: its id must not be lost.
func (d *Driver) Create(ctx context.Context, rule replication.Rule, check replication.Precheck) (replication.Rule, error) {
	c := creation{Driver: d, rule: rule, call: call{
		bucket: rule.Source, does: "create the replication rule " + rule.ID, api: "PutBucketReplication",
		method: http.MethodPost, query: map[string]string{"replication": "", "comp": "add"},
		body: configurationXML{Rules: []ruleXML{toXML(rule)}},
	}}
	if rule.ID == "" {
		return replication.Rule{}, c.fails(replication.KindInvalid, errors.New("the rule needs an id of the caller's, so that a lost answer can be looked up"))
	}
	for sends := 1; ; sends++ {
		ours, err := c.makeRoom(ctx, check)
		if err != nil {
			return replication.Rule{}, err
		}
		if ours != nil {
			return *ours, nil
		}
		err = c.send(ctx)
		if err == nil {
			return c.awaitReadable(ctx)
		}
		if !c.inDoubt(err) {
			return replication.Rule{}, c.explain(ctx, err)
		}
		switch found, ok, lost := c.lookUp(ctx); {
		case lost != nil:
			return c.unknown(err, lost)
		case ok:
			return found, nil
		case ctx.Err() != nil || sends == maxSends:
			return replication.Rule{}, c.absent(err)
		}
	}
}

// send makes the write, once.
func (c *creation) send(ctx context.Context) error {
	header, err := c.do(transport.WithoutReplay(ctx), c.call, nil)
	if err != nil {
		return err
	}
	if id := header.Get("x-oss-replication-rule-id"); id != "" {
		c.rule.ID = id
	}
	return nil
}

// inDoubt tells whether the rule may exist in spite of the error. "Already exists" is in doubt too: something between
// here and OSS may have sent the write twice.
func (c *creation) inDoubt(err error) bool {
	var e *replication.Error
	if !errors.As(err, &e) {
		return false
	}
	inTheWay := e.Code == codeAlreadyExists || c.doubt && e.Constraint == "A9"
	c.doubt = c.doubt || e.Ambiguous
	return e.Ambiguous || inTheWay
}

// lookUp looks for the rule by its id, more than once, since the write may still be under way. The error means that
// nobody could tell.
func (c *creation) lookUp(ctx context.Context) (found replication.Rule, ok bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookUpTimeout)
	defer cancel()
	w := c.newWait(ctx, lookUpTimeout)
	for look := 1; ; look++ {
		rules, err := c.List(ctx, c.rule.Source)
		if replication.IsKind(err, replication.KindNotFound) {
			return replication.Rule{}, false, nil // the bucket itself is gone
		}
		if err != nil {
			return replication.Rule{}, false, err
		}
		if ours := c.ours(rules); ours != nil {
			return *ours, true, nil
		}
		if look == lookUps || w.Next(ctx) != nil {
			return replication.Rule{}, false, nil
		}
	}
}

// ours is the rule with our id between our buckets.
func (c *creation) ours(rules []replication.Rule) *replication.Rule {
	found, ok := replication.FindRule(rules, c.rule.ID)
	if !ok || !found.SamePair(c.rule.Source, c.rule.Destination) || found.Status == replication.StatusClosing {
		return nil
	}
	return &found
}

// awaitReadable waits for the rule to be listed.
func (c *creation) awaitReadable(ctx context.Context) (replication.Rule, error) {
	var found replication.Rule
	err := c.poll(ctx, c.rule.Source, c.newWait(ctx, c.options.MaxRuleWait).AfterWrite(), func(rules []replication.Rule) bool {
		var ok bool
		found, ok = replication.FindRule(rules, c.rule.ID)
		return ok
	})
	if err == nil {
		return found, nil
	}
	e := c.fails(replication.KindIncomplete, err)
	e.Message = fmt.Sprintf("OSS has made the rule, but it could not be read back: %v", err)
	e.Advice = "The next plan reads it again."
	c.rule.Status = replication.StatusStarting
	return c.rule, e
}

// unknown is a rule of which nobody knows whether it exists.
func (c *creation) unknown(sendErr, lookUpErr error) (replication.Rule, error) {
	e := c.fails(replication.KindIncomplete, errors.Join(sendErr, lookUpErr))
	e.Ambiguous = true
	e.Message = fmt.Sprintf("the answer was lost (%v), and looking the rule up failed (%v), so that it may exist or not", sendErr, lookUpErr)
	e.Advice = "The next plan looks for it again, and creates it if it is not there."
	c.rule.Status = replication.StatusStarting
	return c.rule, e
}

// absent is a write whose answer was lost and that had no effect.
func (c *creation) absent(err error) error {
	var e *replication.Error
	if errors.As(err, &e) && e.Ambiguous {
		e.Ambiguous = false
		e.Advice = strings.TrimSpace("The rule was looked for and does not exist: apply again. " + e.Advice)
	}
	return err
}

// explain adds to a refusal what another read can tell: OSS has one code for a destination bucket that does not exist, is
// the source itself, or belongs to somebody else.
func (c *creation) explain(ctx context.Context, err error) error {
	var e *replication.Error
	if !errors.As(err, &e) || e.Code != codeInvalidTarget {
		return err
	}
	destination := c.rule.Destination
	if destination.Bucket == c.rule.Source.Bucket {
		e.Constraint, e.Advice = "G1", "Source and destination must be two buckets."
		return e
	}
	facts, readErr := c.InspectBucket(ctx, destination)
	switch {
	case readErr == nil && !facts.Exists:
		e.Constraint, e.Advice = "G6", fmt.Sprintf("The destination bucket %s does not exist: create it first.", destination)
	case readErr == nil && facts.Region != destination.Region:
		e.Constraint, e.Advice = "G5", fmt.Sprintf("The destination bucket is in region %s.", facts.Region)
	default:
		e.Constraint = "A12"
		e.Advice = fmt.Sprintf("If %s belongs to another account, set `sync_role`, and let that role replicate in the bucket's policy there.", destination)
	}
	return e
}
