package vaultreplicationrun

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Create replicates the vault and waits for every backup. An error means that nothing was replicated: an error after that would taint
// the run, and Terraform would try to do again what cannot be done twice.
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
		service.AddError(&resp.Diagnostics, "Vault Not Replicated", err)
		return
	}
	plan.setPlaces(source, there)
	to := plan.to()
	outcomes, err := vault.Starter{Driver: driver.Fresh(), Clock: r.Vaults.Clock}.StartRun(ctx, source, to)
	driver.Forget()
	switch {
	case err != nil && !vaults.MayHaveBegun(err):
		service.AddError(&resp.Diagnostics, "Vault Not Replicated", err)
		return
	case err == nil:
		outcomes, err = vaults.Follow(ctx, r.Vaults, driver, vault.Followed{Vault: source, Region: to.Region, Outcomes: outcomes})
	}
	if err == nil && !vault.Replicated(outcomes) {
		resp.Diagnostics.AddError("Vault Not Replicated", fmt.Sprintf("The vault %s was to be replicated to vault %s (%s), and no backup was. What became of them:\n%s\n\n"+
			"Nothing is kept in the state.", source, to.VaultID, to.Region, vaults.Lines(outcomes)))
		return
	}
	addOutcomes(&resp.Diagnostics, outcomes, err)
	plan.setOutcomes(outcomes)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}

// addOutcomes warns of every backup that was not replicated, and of a wait that ended before the replication did.
func addOutcomes(diags *diag.Diagnostics, outcomes []vault.Outcome, err error) {
	if err != nil {
		diags.AddWarning("Vault Replication Not Complete", service.ErrorText(err)+"\n\nWhat is known is kept in the state.")
	}
	if left := vault.With(outcomes, vault.StatusFailed, vault.StatusSkipped); len(left) > 0 {
		diags.AddWarning("Some Backups Were Not Replicated", fmt.Sprintf("Of %d backups, %d were not replicated:\n%s\n\nThe attribute `backups` has them all. A run is made once: "+
			"replicate what is left by a policy (multicloud_vault_replication), or one by one (multicloud_backup_replication).", len(outcomes), len(left), vaults.Lines(left)))
	}
}
