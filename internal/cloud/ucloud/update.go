package ucloud

import (
	"context"
	"errors"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Update enables or disables the rule, the only thing that US3 changes. Repeating the request is harmless. A change of the
// project alone writes nothing: it says where the rule is looked for.
func (d *Driver) Update(ctx context.Context, before, after replication.Rule) (replication.Rule, error) {
	api := d.options.API
	c := call{
		bucket: after.Source, does: either(after.Enabled, "enable", "disable") + " the replication rule " + after.ID, action: api.name(actionUpdate),
		parameters: map[string]string{
			api.name(fieldSourceRegion): after.Source.Region, api.name(fieldSourceBucket): after.Source.Bucket,
			api.name(fieldRuleID): after.ID, api.name(fieldStatus): api.status(after.Enabled),
		}, writes: true,
	}
	if before.Enabled != after.Enabled {
		if _, err := d.do(ctx, c); err != nil {
			return replication.Rule{}, err
		}
	}
	var found replication.Rule
	there := true
	err := d.poll(ctx, after.Source, func(rules []replication.Rule) bool {
		found, there = replication.FindRule(rules, after.ID)
		return !there || found.Enabled == after.Enabled
	})
	var ended *wait.Ended
	switch {
	case err == nil && !there:
		e := c.fails(replication.KindNotFound, nil)
		e.Missing, e.Message = replication.MissingRule, "the rule does not exist there"
		e.Advice = "If `project_id` has changed, correct it; otherwise the next plan makes the rule again."
		return replication.Rule{}, e
	case errors.As(err, &ended) && before.Enabled != after.Enabled:
		e := c.fails(replication.KindIncomplete, ended)
		e.Message = fmt.Sprintf("US3 accepted the change, but did not show it before the wait ended: %v", ended)
		e.Advice = "The next plan reads the rule again."
		return after, e
	case err != nil:
		return replication.Rule{}, err
	}
	return found, nil
}
