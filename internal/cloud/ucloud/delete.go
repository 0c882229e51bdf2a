package ucloud

import (
	"context"
	"errors"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Delete removes the rule and waits until US3 no longer lists it. Repeating the request is harmless.
func (d *Driver) Delete(ctx context.Context, rule replication.RuleRef) error {
	api := d.options.API
	c := call{
		bucket: rule.Source, does: "delete the replication rule " + rule.ID, action: api.name(actionDelete),
		parameters: map[string]string{
			api.name(fieldSourceRegion): rule.Source.Region, api.name(fieldSourceBucket): rule.Source.Bucket, api.name(fieldRuleID): rule.ID,
		}, writes: true,
	}
	if rule.ID == "" {
		return c.fails(replication.KindInvalid, errors.New("the rule has no id"))
	}
	if _, err := d.do(ctx, c); replication.IsKind(err, replication.KindNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	err := d.poll(ctx, rule.Source, func(rules []replication.Rule) bool {
		_, there := replication.FindRule(rules, rule.ID)
		return !there
	})
	var ended *wait.Ended
	switch {
	case errors.As(err, &ended):
		e := c.fails(replication.KindIncomplete, ended)
		e.Message = "US3 accepted the deletion, but when the wait ended the rule was still listed"
		if errors.Is(ended.Cause, context.Canceled) {
			e.Message += " (the wait was interrupted)"
		}
		e.Advice = "Nothing is lost: the next apply goes on from here."
		return e
	case replication.IsKind(err, replication.KindNotFound):
		return nil // the bucket is gone, and the rule with it
	}
	return err
}
