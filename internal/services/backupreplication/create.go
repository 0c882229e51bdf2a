package backupreplication

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Create replicates the backup and waits for the replica. An error means that there is none.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	source, there, err := vaults.ResolveEnds(ctx, r.Vaults, driver, plan.source(), plan.to())
	if err != nil {
		service.AddError(&resp.Diagnostics, "Backup Not Replicated", err)
		return
	}
	plan.setPlaces(source, there)
	outcome, err := vault.Starter{Driver: driver.Fresh(), Clock: r.Vaults.Clock}.StartBackup(ctx, source, plan.to(), plan.Name.ValueString(), "")
	driver.Forget()
	switch {
	case err != nil && !vaults.MayHaveBegun(err):
		service.AddError(&resp.Diagnostics, "Backup Not Replicated", err)
		return
	case err == nil:
		outcome, err = r.follow(ctx, driver, plan, outcome)
	}
	switch {
	case err != nil:
		resp.Diagnostics.AddWarning("Backup Replication Not Complete", service.ErrorText(err)+"\n\nWhat is known is kept in the state.")
	case outcome.Status != vault.StatusSuccess:
		resp.Diagnostics.AddError("Backup Not Replicated", fmt.Sprintf("The backup %s was to be replicated to vault %s (%s). What became of it: %s.\n\nNothing is kept in the state.",
			source, plan.to().VaultID, plan.to().Region, outcome.Describe()))
		return
	}
	plan.setOutcome(outcome)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}

// follow waits until the outcome is final.
func (r *Resource) follow(ctx context.Context, driver *vault.CachedDriver, m model, o vault.Outcome) (vault.Outcome, error) {
	outcomes, err := vaults.Follow(ctx, r.Vaults, driver, followed(ctx, driver, m, o))
	return outcomes[0], err
}

// followed is what to follow. Tasks are found by the vault that the backup is in, which only the backup tells.
func followed(ctx context.Context, driver *vault.CachedDriver, m model, o vault.Outcome) vault.Followed {
	source := m.source()
	backup, err := driver.Backup(ctx, source)
	if err != nil {
		backup = vault.Backup{} // tasks of any vault are looked at
	}
	return vault.Followed{Vault: source.At(backup.VaultID), Backup: source.ID, Region: m.to().Region, Outcomes: []vault.Outcome{o}}
}
