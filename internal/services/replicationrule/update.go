package replicationrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Update changes the rule in place. A plan that changes only how something is written, or how long is waited, makes no request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultUpdateTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	state.adoptRegion(plan)
	before, after := state.toRule(), plan.toRule()
	if len(changes(state, plan)) > 0 {
		driver, err := r.Session.Driver(ctx, after.Source.Cloud)
		if err != nil {
			service.AddError(&resp.Diagnostics, "Cloud Cannot Be Used", err)
			return
		}
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		defer r.Session.Ledger.Working()()
		if _, err := driver.Update(ctx, before, after); err != nil {
			service.AddError(&resp.Diagnostics, "Replication Rule Not Changed", err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, after.Ref())...)
}
