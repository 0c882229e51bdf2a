package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// addReplacementWarning says what replacing the rule does to the data.
func addReplacementWarning(diags *diag.Diagnostics, p planned, c replication.Capabilities) {
	diags.AddWarning("Replication Stops While Rule "+p.own+" Is Replaced",
		c.Replacement+" The replicas stay.\n\n"+gap(p.plan.ReplicateExistingObjects.ValueBool(), c))
}

// gap says what becomes of the objects from before the new rule.
func gap(copiesExisting bool, c replication.Capabilities) string {
	switch {
	case copiesExisting:
		return "The new rule copies all existing objects again, with the traffic that this costs. Set " +
			"`replicate_existing_objects = false` to copy only what is written from then on; objects written while there is no rule are then never copied."
	case c.NeverCopiesExisting:
		return "Objects written while there is no rule are never copied: copy them by other means."
	default:
		return "Objects written while there is no rule are never copied, since `replicate_existing_objects` is false. " +
			"Set it to true to have all existing objects copied again."
	}
}

// doom notes that this plan deletes the rule.
func (r *Resource) doom(state model, diags *diag.Diagnostics) {
	judge, ok := r.Session.Judge(replication.Cloud(state.Cloud.ValueString()))
	if !ok {
		return
	}
	doomed := r.Session.Ledger.Doom(replication.Entry{Spec: state.spec(state), OwnID: state.RuleID.ValueString()})
	r.addSuccessions(doomed, judge.Capabilities, diags)
}

// addSuccessions warns of a rule that is deleted and made again, where a `moved` block would have kept it.
func (r *Resource) addSuccessions(e replication.Entry, c replication.Capabilities, diags *diag.Diagnostics) {
	for _, s := range r.Session.Ledger.Successors(e, c) {
		if !r.Session.Once("successor of " + s.Old.Describe()) {
			continue
		}
		what, kept := "another rule between the same buckets", "it is changed instead"
		if s.Same {
			what, kept = "the same rule", "nothing changes in the cloud"
		}
		diags.AddWarning("Replication Stops While Rule "+s.Old.OwnID+" Moves to Another Address",
			"This plan deletes the rule from "+s.Old.Describe()+", at one address of the configuration, and creates "+what+
				" at another address. Nothing is replicated in between. If this is one rule whose address changes, say so, and "+kept+":\n\n"+
				"moved {\n  from = the address that this plan deletes\n  to   = the address that it creates\n}\n\nOtherwise: "+
				gap(s.New.Spec.ReplicateExisting.Or(c.Defaults.ReplicateExisting), c)+" The replicas stay.")
	}
}
