package replicationlocations

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// readVaults asks CBR where the vaults of the region can replicate to, and IAM for the project that stands for each region there.
func (d *DataSource) readVaults(ctx context.Context, m *model, diags *diag.Diagnostics) {
	if d.Vaults == nil {
		diags.AddError("Cloud Cannot Be Used", "This provider is not configured for Huawei Cloud CBR.")
		return
	}
	driver, err := d.Vaults.Driver(ctx)
	if err != nil {
		service.AddError(diags, "Cloud Cannot Be Used", err)
		return
	}
	regions, err := driver.ReplicationRegions(ctx, vault.Place{Region: m.Region.ValueString()})
	if err != nil {
		service.AddError(diags, "Replication Locations Not Read", err)
		return
	}
	found, unread := []attr.Value{}, []string(nil)
	for _, region := range regions {
		project := types.StringNull()
		id, err := driver.ProjectID(ctx, vault.Place{Region: region})
		switch {
		case err == nil:
			project = types.StringValue(id)
		case ctx.Err() != nil:
			service.AddError(diags, "Replication Locations Not Read", err)
			return
		case !replication.IsKind(err, replication.KindNotFound): // else the account has none there yet
			unread = append(unread, service.ErrorText(err))
		}
		found = append(found, types.ObjectValueMust(locationTypes, map[string]attr.Value{
			"region": types.StringValue(region), "scope": types.StringValue(string(replication.CrossRegion)), "project_id": project,
			"transfer_acceleration": types.StringNull(), "replication_time_control": types.BoolNull(),
		}))
	}
	if len(unread) > 0 {
		diags.AddWarning("Projects Not Read", fmt.Sprintf("The projects of %d of %d regions could not be read, so that their `project_id` is null:\n- %s",
			len(unread), len(regions), strings.Join(unread, "\n- ")))
	}
	m.Source, m.Locations = types.StringValue(fromAPI), types.ListValueMust(types.ObjectType{AttrTypes: locationTypes}, found)
}
