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
	if err := r.resolve(ctx, driver, &plan); err != nil {
		service.AddError(&resp.Diagnostics, "Backup Not Replicated", err)
		return
	}
	outcome, err := vault.Starter{Driver: driver.Fresh(), Clock: r.Vaults.Clock}.StartBackup(ctx, plan.source(), plan.to(), plan.Name.ValueString(), "")
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
			plan.source(), plan.to().VaultID, plan.to().Region, outcome.Describe()))
		return
	}
	plan.setOutcome(outcome)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}

// resolve looks up the projects that the plan does not name.
func (r *Resource) resolve(ctx context.Context, driver *vault.CachedDriver, plan *model) error {
	source, to := plan.source(), plan.to()
	place, err := vaults.Resolve(ctx, driver, source.Place)
	if err != nil {
		return err
	}
	destination, err := vaults.ResolveDestination(ctx, r.Vaults, to.Place, to.CrossCloud())
	if err != nil {
		return err
	}
	plan.setPlaces(place.At(source.ID), destination)
	return nil
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
