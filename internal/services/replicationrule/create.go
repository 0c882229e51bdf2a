package replicationrule

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Create makes the rule. Its id is chosen here and saved as soon as the rule may exist. From then on nothing is an error any
// more: Terraform would taint the rule, delete it and copy everything again. An error means that nothing was made.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultCreateTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	judge, _ := r.Session.Judge(replication.Cloud(plan.Cloud.ValueString()))
	if plan.RuleID.IsUnknown() && judge.Capabilities.RuleIDs {
		plan.RuleID = types.StringValue(newRuleID())
	}
	rule := plan.toRule()
	driver, err := r.Session.Driver(ctx, rule.Source.Cloud)
	if err != nil {
		service.AddError(&resp.Diagnostics, "Cloud Cannot Be Used", err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	made, err := r.create(ctx, driver, rule, r.precheck(rule, &resp.Diagnostics))
	if !judge.Capabilities.RuleIDs {
		rule.ID, plan.RuleID = made.ID, types.StringValue(made.ID)
	}
	switch {
	case err == nil:
		addDifference(&resp.Diagnostics, rule, made)
	case mayExist(err) && rule.ID == "": // nothing in the state could name it
		resp.Diagnostics.AddError("Replication Rule Not Confirmed", service.ErrorText(err))
		return
	case mayExist(err):
		resp.Diagnostics.AddWarning("Replication Rule Not Confirmed", service.ErrorText(err)+
			"\n\nThe rule is kept in the state under the id "+rule.ID+". The next plan reads it, and makes it again if it is not there.")
	default:
		service.AddError(&resp.Diagnostics, "Replication Rule Not Created", err)
		return
	}
	r.Session.Ledger.Manage(rule.Ref())
	plan.ID = types.StringValue(rule.Ref().ImportID())
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, rule.Ref())...)
	if err == nil && plan.WaitForInitialSync.ValueBool() {
		r.waitForInitialSync(ctx, driver, rule, &resp.Diagnostics)
	}
}

// precheck judges the rule once more against what is in the bucket just before the write.
func (r *Resource) precheck(rule replication.Rule, diags *diag.Diagnostics) replication.Precheck {
	return func(existing []replication.Rule) error {
		judge, _ := r.Session.Judge(rule.Source.Cloud)
		for _, v := range replication.Merge(judge.Apply(rule, existing)) {
			if v.Severity != replication.SeverityError {
				service.AddViolations(diags, []replication.Violation{v}, judge.Capabilities.Vendor)
				continue
			}
			return &replication.Error{
				Kind: replication.KindConflict, Op: "create a replication rule", On: rule.Source.String(), Constraint: v.Constraint.ID,
				Message: v.Found, Advice: v.Do,
			}
		}
		return nil
	}
}

// mayExist tells whether the rule exists, or may exist, in spite of the error.
func mayExist(err error) bool {
	var e *replication.Error
	return errors.As(err, &e) && (e.Kind == replication.KindIncomplete || e.Ambiguous)
}

// newRuleID is an id that no other rule has, and that shows whose it is.
func newRuleID() string { return "mcr-" + strings.ToLower(rand.Text()) }

// addDifference warns of what the cloud dropped without a word.
func addDifference(diags *diag.Diagnostics, wanted, made replication.Rule) {
	var lost []string
	if wanted.Encryption != made.Encryption {
		lost = append(lost, "`encryption`")
	}
	if wanted.Alibaba.SyncRole != made.Alibaba.SyncRole {
		lost = append(lost, "`alibaba.sync_role`")
	}
	if len(lost) == 0 {
		return
	}
	diags.AddWarning("Cloud Took the Rule Differently", "Rule "+made.ID+" was made, but the cloud does not show what was asked for in "+
		strings.Join(lost, " and ")+". The next plan shows what it has instead.")
}
