package backupreplication

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Delete keeps the replica or deletes it, as on_destroy says.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if state.OnDestroy.ValueString() != deleteReplica {
		tflog.Info(ctx, "the replication of a backup is forgotten; the replica is kept", map[string]any{"replica_id": state.ReplicaID.ValueString()})
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if !state.Complete.ValueBool() {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		outcome, err := r.follow(ctx, driver, state, state.outcome())
		if err != nil {
			service.AddError(&resp.Diagnostics, "Replica Not Deleted", err)
			return
		}
		state.setOutcome(outcome)
	}
	if state.ReplicaID.ValueString() == "" {
		return // it was never made
	}
	there, err := r.Vaults.DestinationDriver(ctx, state.to().CrossCloud())
	if err == nil {
		err = there.DeleteBackup(ctx, state.replica())
	}
	if err != nil {
		advice := ""
		if errors.Is(err, vault.ErrNoDestination) {
			advice = "\n\nConfigure it, or set `on_destroy` to \"keep\" and apply before destroying."
		}
		resp.Diagnostics.AddError("Replica Not Deleted", service.ErrorText(err)+advice)
	}
}
