package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Update changes the policy in place. CBR refuses another destination while a vault is bound: bindings that refer to the policy are
// replaced in the same plan, and Terraform destroys them before it comes here.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if changed(state, plan) {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		err := r.resolveDestination(ctx, &plan)
		if err == nil {
			_, err = driver.UpdatePolicy(ctx, plan.policy())
		}
		if err != nil {
			service.AddError(&resp.Diagnostics, "Replication Policy Not Changed", err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}
