package vaultreplicationrun

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Update goes on waiting for a run that is not complete. Nothing else of a run can change; declarations make no request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	outcomes := state.outcomes()
	if !state.Complete.ValueBool() {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		waiting, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		var err error
		outcomes, err = vaults.Follow(waiting, r.Vaults, driver, vault.Followed{Vault: state.source(), Region: state.to().Region, Outcomes: outcomes})
		if err == nil && !vault.Replicated(outcomes) {
			resp.Diagnostics.AddWarning("Vault Was Not Replicated", fmt.Sprintf("The run of vault %s has ended, and no backup was replicated. The next refresh removes it from "+
				"the state. What became of them:\n%s", state.source(), vaults.Lines(outcomes)))
		} else {
			addOutcomes(&resp.Diagnostics, outcomes, err)
		}
	}
	plan.setOutcomes(outcomes)
	resp.Diagnostics.Append(vaults.MarkImported(ctx, resp.Private, false)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}
