package vaultreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Delete unbinds the vault. The replicas stay.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeout)
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
	if err := driver.Unbind(ctx, state.source(), state.PolicyID.ValueString()); err != nil {
		service.AddError(&resp.Diagnostics, "Vault Not Unbound", err)
		return
	}
	tflog.Info(ctx, "vault unbound from its replication policy; the replicas at the destination are kept", map[string]any{"vault_id": state.source().ID})
}
