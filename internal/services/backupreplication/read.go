package backupreplication

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Read follows the replica, where it is. Before there is one, it looks what has become of the replication.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, state)...)
	driver, ok := vaults.ReadDriver(ctx, r.Vaults, "replica of backup "+state.source().String(), &resp.Diagnostics)
	if !ok {
		return
	}
	if state.OnDestroy.IsNull() { // imported: it is no property of the replica
		state.OnDestroy = types.StringValue(keepReplica)
	}
	switch {
	case state.Complete.ValueBool():
		r.readReplica(ctx, driver, vaults.Imported(ctx, req.Private), state, resp)
	case state.Complete.IsNull():
		readImported(ctx, driver, state, resp)
	default:
		look(ctx, driver, state, resp)
	}
}

// readReplica looks whether the replica is still there. In another cloud that needs credentials; without them the state is believed.
func (r *Resource) readReplica(ctx context.Context, driver *vault.CachedDriver, imported bool, state model, resp *resource.ReadResponse) {
	to := state.to()
	if imported && !to.CrossCloud() {
		// An import does not say whether the replica is in another cloud: that a region is none of this one's does.
		regions, err := driver.ReplicationRegions(ctx, state.source().Place)
		if err != nil || !slices.Contains(regions, to.Region) {
			resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
			return
		}
	}
	there, err := r.Vaults.DestinationDriver(ctx, to.CrossCloud())
	if err == nil {
		_, err = there.Backup(ctx, state.replica())
	}
	switch {
	case replication.IsKind(err, replication.KindNotFound):
		resp.Diagnostics.AddWarning("Replica Is Gone", fmt.Sprintf("The replica %s of backup %s is removed from the state: it does not exist any more.", state.replica(), state.source()))
		resp.State.RemoveResource(ctx)
		return
	case err != nil && !errors.Is(err, vault.ErrNoDestination) && !errors.Is(err, replication.ErrConfigurationUnknown):
		service.AddError(&resp.Diagnostics, "Replica Not Read", err)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// look looks what has become of a replication that is on its way.
func look(ctx context.Context, driver *vault.CachedDriver, state model, resp *resource.ReadResponse) {
	outcomes, err := vaults.Look(ctx, driver, followed(ctx, driver, state, state.outcome()))
	if err != nil {
		service.AddError(&resp.Diagnostics, "Backup Replication Not Read", err)
		return
	}
	outcome := outcomes[0]
	if !outcome.Status.Pending() && outcome.Status != vault.StatusSuccess {
		resp.Diagnostics.AddWarning("Backup Was Not Replicated", fmt.Sprintf("The replication of backup %s is removed from the state: there is no replica. What became of it: %s.",
			state.source(), outcome.Describe()))
		resp.State.RemoveResource(ctx)
		return
	}
	state.setOutcome(outcome)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// readImported finds the replica by the record that the backup has.
func readImported(ctx context.Context, driver *vault.CachedDriver, state model, resp *resource.ReadResponse) {
	backup, err := driver.Backup(ctx, state.source())
	if replication.IsKind(err, replication.KindNotFound) {
		resp.State.RemoveResource(ctx) // Terraform says that there is nothing to import
		return
	}
	if err != nil {
		service.AddError(&resp.Diagnostics, "Backup Replication Not Read", err)
		return
	}
	record, ok := vaults.Newest(backup, state.to().Region)
	if !ok || record.Status == vault.StatusFailed || record.Status == vault.StatusSkipped {
		resp.State.RemoveResource(ctx)
		return
	}
	state.setPlaces(state.source(), record.Destination)
	state.Destination = vaults.Changed(state.Destination, vaults.DestinationTypes(), map[string]attr.Value{"vault_id": service.Text(record.DestinationVaultID)})
	state.setOutcome(vaults.FromRecord(backup, record))
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}
