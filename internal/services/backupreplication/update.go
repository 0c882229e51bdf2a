package backupreplication

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Update goes on waiting for a replica that is not complete. Everything else that changes in place makes no request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !state.Complete.ValueBool() {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		waiting, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		outcome, err := r.follow(waiting, driver, state, state.outcome())
		switch {
		case err != nil:
			resp.Diagnostics.AddWarning("Backup Replication Not Complete", service.ErrorText(err)+"\n\nWhat is known is kept in the state.")
		case outcome.Status != vault.StatusSuccess:
			resp.Diagnostics.AddError("Backup Not Replicated", fmt.Sprintf("The replication of backup %s has ended without a replica: %s. The next refresh removes it from the state.",
				state.source(), outcome.Describe()))
			return
		}
		plan.setOutcome(outcome)
	}
	resp.Diagnostics.Append(vaults.MarkImported(ctx, resp.Private, false)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}
