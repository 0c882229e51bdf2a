package vaultreplication

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Update binds the vault to another policy or another destination vault. What is only declared makes no request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	source := state.source()
	if !plan.PolicyID.Equal(state.PolicyID) || plan.destinationVault() != state.destinationVault() {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		if err := r.rebind(ctx, driver, source, state, plan); err != nil {
			service.AddError(&resp.Diagnostics, "Vault Not Bound Anew", err)
			return
		}
		policy, err := driver.Policy(ctx, source.At(plan.PolicyID.ValueString()))
		if err != nil {
			resp.Diagnostics.AddWarning("Replication Policy Not Read", service.ErrorText(err)+"\n\nThe vault is bound. The next refresh reads where the policy replicates to.")
			policy.Destination = destinationOf(state)
		}
		plan.setDestination(plan.destinationVault(), policy.Destination)
	}
	plan.setSource(source)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, source)...)
}

// rebind binds to another policy in one step. For another destination vault by the same policy, the binding has to end first; if the new
// one then fails, the old one is put back.
func (r *Resource) rebind(ctx context.Context, driver *vault.CachedDriver, source vault.Ref, state, plan model) error {
	own := state.PolicyID.ValueString()
	if !plan.PolicyID.Equal(state.PolicyID) {
		return r.bind(ctx, driver, source, own, plan)
	}
	if err := driver.Unbind(ctx, source, own); err != nil {
		return err
	}
	err := r.bind(ctx, driver, source, own, plan)
	if err == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), defaultTimeout)
	defer cancel()
	if back := driver.Bind(ctx, source, own, state.destinationVault()); back != nil {
		return errors.Join(err, fmt.Errorf("the former binding to vault %s could not be put back either, so that nothing is replicated: %w", state.destinationVault(), back))
	}
	return err
}

func destinationOf(m model) vault.PolicyDestination {
	d := vaults.DestinationSpec(m.Destination)
	return vault.PolicyDestination{
		Place:       vault.Place{Region: d.Region.Or(""), ProjectID: d.ProjectID.Or("")},
		TargetCloud: d.TargetCloud.Or(""), CredentialID: d.CredentialID.Or(""),
	}
}
