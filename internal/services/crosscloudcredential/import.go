package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// ImportState takes a credential by region/id, region/project_id/id, or its identity. Its keys, which nobody can read, stay as they are.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	place, names, ok := vaults.ImportPlace(ctx, r.Vaults, req, resp, "id")
	if !ok {
		return
	}
	m := model{}
	m.Region, m.ProjectID, m.ID = service.Text(place.Region), service.Text(place.ProjectID), service.Text(names[0])
	resp.Diagnostics.Append(vaults.SetImported(ctx, resp, map[string]any{"id": m.ID, "region": m.Region, "project_id": m.ProjectID})...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, m)...)
}
