package vaultreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Read takes over which replication policy the vault has: another one than ours has replaced it, and the next plan says so.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	source := state.source()
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, source)...)
	driver, ok := vaults.ReadDriver(ctx, r.Vaults, "binding of vault "+source.String(), &resp.Diagnostics)
	if !ok {
		return
	}
	policies, err := driver.Policies(ctx, source)
	if err != nil && !replication.IsKind(err, replication.KindNotFound) {
		service.AddError(&resp.Diagnostics, "Binding Not Read", err)
		return
	}
	policy, binding, found := bound(policies, source.ID, state.PolicyID.ValueString())
	if !found {
		resp.Diagnostics.AddWarning("Vault Is Not Bound Any More", "The binding of vault "+source.String()+
			" is removed from the state: the vault has no replication policy. Nothing is replicated until it is bound again.")
		resp.State.RemoveResource(ctx)
		return
	}
	state.setSource(source)
	state.PolicyID = types.StringValue(policy.ID)
	state.setDestination(binding.DestinationVaultID, policy.Destination)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// bound is the replication policy that the vault has: ours, or else any.
func bound(policies []vault.Policy, vaultID, ours string) (vault.Policy, vault.Binding, bool) {
	var policy vault.Policy
	var binding vault.Binding
	found := false
	for _, p := range policies {
		b, binds := p.BindingOf(vaultID)
		if p.Operation != vault.OperationReplication || !binds || found && p.ID != ours {
			continue
		}
		policy, binding, found = p, b, true
	}
	return policy, binding, found
}
