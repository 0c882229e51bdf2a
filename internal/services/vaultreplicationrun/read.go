package vaultreplicationrun

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Read looks what has become of a run that is not complete. One that is, is history: the retention of backups changes nothing about it.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, state)...)
	if !state.Complete.ValueBool() {
		driver, ok := vaults.ReadDriver(ctx, r.Vaults, "run of vault "+state.source().String(), &resp.Diagnostics)
		if !ok {
			return
		}
		if state.Backups.IsNull() {
			r.readImported(ctx, driver, &state, resp)
		} else {
			r.look(ctx, driver, &state, resp)
		}
		if resp.Diagnostics.HasError() {
			return
		}
	}
	if outcomes := state.outcomes(); state.Complete.ValueBool() && !vault.Replicated(outcomes) {
		resp.Diagnostics.AddWarning("Vault Was Not Replicated", fmt.Sprintf("The run of vault %s is removed from the state: it has ended, and no backup was replicated. "+
			"What became of them:\n%s", state.source(), vaults.Lines(outcomes)))
		resp.State.RemoveResource(ctx)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (r *Resource) look(ctx context.Context, driver *vault.CachedDriver, state *model, resp *resource.ReadResponse) {
	outcomes, err := vaults.Look(ctx, driver, vault.Followed{Vault: state.source(), Region: state.to().Region, Outcomes: state.outcomes()})
	if err != nil {
		service.AddError(&resp.Diagnostics, "Vault Replication Not Read", err)
		return
	}
	state.setOutcomes(outcomes)
	if state.Complete.ValueBool() && vault.Replicated(outcomes) {
		addOutcomes(&resp.Diagnostics, outcomes, nil)
	}
}

// readImported makes the outcomes of an imported run out of the records that the vault's backups have.
func (r *Resource) readImported(ctx context.Context, driver *vault.CachedDriver, state *model, resp *resource.ReadResponse) {
	source, to := state.source(), state.to()
	backups, err := driver.Backups(ctx, source)
	if err != nil {
		service.AddError(&resp.Diagnostics, "Vault Replication Not Read", err)
		return
	}
	var outcomes []vault.Outcome
	var latest vault.Record
	for _, b := range backups {
		record, ok := vaults.Newest(b, to.Region)
		if !ok {
			continue
		}
		outcomes = append(outcomes, vaults.FromRecord(b, record))
		if latest.ID == "" || !record.CreatedAt.Before(latest.CreatedAt) {
			latest = record
		}
	}
	if len(outcomes) == 0 {
		resp.Diagnostics.AddError("Nothing to Import", fmt.Sprintf("No backup in the vault %s has a record of a replication to %s.", source, to.Region))
		return
	}
	state.setPlaces(source, latest.Destination)
	state.Destination = vaults.Changed(state.Destination, vaults.DestinationTypes(), map[string]attr.Value{"vault_id": service.Text(latest.DestinationVaultID)})
	state.setOutcomes(outcomes)
}
