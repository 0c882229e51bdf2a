package vaultreplicationrun

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Delete forgets the run. The replicas stay, as the plan has said.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	tflog.Info(ctx, "the run of a vault is forgotten; the replicas at the destination are kept", map[string]any{
		"vault_id": state.source().ID, "replicas": len(vault.With(state.outcomes(), vault.StatusSuccess)),
	})
}
