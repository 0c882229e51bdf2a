package alibaba

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/wait"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Delete removes the rule and waits until OSS no longer lists it, which takes minutes. Repeating the request is harmless:
// OSS answers 204 to it while the rule is closing.
func (d *Driver) Delete(ctx context.Context, rule replication.RuleRef) error {
	c := call{
		bucket: rule.Source, does: "delete the replication rule " + rule.ID, api: "DeleteBucketReplication",
		method: http.MethodPost, query: map[string]string{"replication": "", "comp": "delete"},
		body: deletionXML{ID: rule.ID},
	}
	if rule.ID == "" {
		return c.fails(replication.KindInvalid, errors.New("the rule has no id"))
	}
	if _, err := d.do(ctx, c, nil); replication.IsKind(err, replication.KindNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	status := replication.StatusClosing
	err := d.poll(ctx, rule.Source, d.newWait(ctx, 0).AfterWrite(), func(rules []replication.Rule) bool {
		found, ok := replication.FindRule(rules, rule.ID)
		status = found.Status
		return !ok
	})
	var ended *wait.Ended
	switch {
	case errors.As(err, &ended):
		return c.stillThere(status, ended)
	case replication.IsKind(err, replication.KindNotFound):
		return nil // the bucket is gone, and the rule with it
	default:
		return err
	}
}

// stillThere is a rule that OSS has agreed to delete and still lists.
func (c call) stillThere(status replication.Status, ended *wait.Ended) *replication.Error {
	e := c.fails(replication.KindIncomplete, ended)
	e.Message = fmt.Sprintf("OSS accepted the deletion, but when the wait ended the rule was still %s", status)
	if errors.Is(ended.Cause, context.Canceled) {
		e.Message += " (the wait was interrupted)"
	}
	e.Advice = "Nothing is lost: the next apply goes on from here. Closing usually takes some minutes; `timeouts` sets how long is waited."
	return e
}
