package backupreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// ImportState takes a replica by region/backup_id/destination_region, with project_id after the region if need be, or by its identity. The
// source backup must still exist: only its record names the replica.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	place, names, ok := vaults.ImportPlace(ctx, r.Vaults, req, resp, "backup_id", "destination_region")
	if !ok {
		return
	}
	var m model
	m.setPlaces(place.At(names[0]), vault.Place{Region: names[1]})
	resp.Diagnostics.Append(vaults.SetImported(ctx, resp, map[string]any{"id": m.ID, "source": m.Source, "destination": m.Destination})...)
	resp.Diagnostics.Append(vaults.MarkImported(ctx, resp.Private, true)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, m)...)
}
