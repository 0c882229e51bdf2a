package replicationrule

import (
	"context"
	"errors"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// create makes the rule. One that is in its way is waited for, since the same apply may be about to delete it.
func (r *Resource) create(ctx context.Context, driver *replication.CachedDriver, rule replication.Rule, check replication.Precheck) (replication.Rule, error) {
	for {
		done := r.Session.Ledger.Working()
		made, err := driver.Create(ctx, rule, check)
		done()
		obstacle, ok := replication.InTheWay(err)
		if !ok {
			return made, err
		}
		if removal := r.Session.Ledger.AwaitRemoval(ctx, obstacle); removal != replication.RuleRemoved {
			return made, notRemoved(err, obstacle, removal)
		}
	}
}

// notRemoved adds to the refusal why the rule in the way was not waited for any longer.
func notRemoved(err error, obstacle replication.RuleRef, removal replication.Removal) error {
	var e *replication.Error
	if !errors.As(err, &e) {
		return err
	}
	told := *e
	switch removal {
	case replication.RuleStays, replication.RuleRemoved: // the refusal says it all
	case replication.RemovalCrowdedOut:
		told.Advice = fmt.Sprintf("Nothing was created. If this plan deletes rule %s at another address, apply again: the creations that wait for deletions held "+
			"all the places that Terraform has (-parallelism, 10 by default), so that this one made room. A `moved` block keeps a rule whose "+
			"address changes, without any of this. Otherwise: %s", obstacle.ID, e.Advice)
	case replication.RemovalInterrupted:
		told.Advice = fmt.Sprintf("Nothing was created: the wait for rule %s to be deleted was interrupted. %s", obstacle.ID, e.Advice)
	}
	return &told
}
