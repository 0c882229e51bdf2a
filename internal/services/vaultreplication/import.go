package vaultreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// ImportState takes a binding by region/vault_id, region/project_id/vault_id, or its identity. What is only declared of the destination
// vault stays null until it is written.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	place, names, ok := vaults.ImportPlace(ctx, r.Vaults, req, resp, "vault_id")
	if !ok {
		return
	}
	var m model
	source := place.At(names[0])
	m.setSource(source)
	resp.Diagnostics.Append(vaults.SetImported(ctx, resp, map[string]any{"id": m.ID, "source": m.Source})...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, source)...)
}
