package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Update switches replication time control, the only thing of a rule that OSS changes (PutBucketRTC). Repeating the
// request is harmless.
func (d *Driver) Update(ctx context.Context, before, after replication.Rule) (replication.Rule, error) {
	want := after.Alibaba.ReplicationTimeControl
	c := call{
		bucket: after.Source, does: "change the replication rule " + after.ID, api: "PutBucketRtc",
		method: http.MethodPut, query: map[string]string{"rtc": ""},
		body: timeControlXML{RTC: rtcXML{Status: either(want, enabled, disabled)}, ID: after.ID},
	}
	if before.Alibaba.ReplicationTimeControl != want {
		if _, err := d.do(ctx, c, nil); err != nil {
			return replication.Rule{}, err
		}
	}
	var found replication.Rule
	there := true
	err := d.poll(ctx, after.Source, d.newWait(ctx, d.options.MaxRuleWait).AfterWrite(), func(rules []replication.Rule) bool {
		found, there = replication.FindRule(rules, after.ID)
		return !there || found.Alibaba.ReplicationTimeControl == want
	})
	var ended *wait.Ended
	switch {
	case err == nil && !there:
		e := c.fails(replication.KindNotFound, nil)
		e.Missing, e.Message = replication.MissingRule, "the rule no longer exists"
		e.Advice = "The next plan makes it again."
		return replication.Rule{}, e
	case errors.As(err, &ended):
		e := c.fails(replication.KindIncomplete, ended)
		e.Message = fmt.Sprintf("OSS accepted the change, but did not show it before the wait ended: %v", ended)
		e.Advice = "The next plan reads the rule again."
		if found.ID == "" {
			found = after
		}
		return found, e
	case err != nil:
		return replication.Rule{}, err
	}
	return found, nil
}
