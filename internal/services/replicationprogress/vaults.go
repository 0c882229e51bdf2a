package replicationprogress

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

func (d *DataSource) readVault(ctx context.Context, m *model, diags *diag.Diagnostics) {
	goal := m.goal(usualForBackups)
	m.SourceDomain, m.DestinationDomain = types.StringNull(), types.StringNull()
	if d.Vaults == nil {
		diags.AddError("Cloud Cannot Be Used", "This provider is not configured for Huawei Cloud CBR.")
		return
	}
	place := vault.Place{Region: m.Region.ValueString(), ProjectID: m.ProjectID.ValueString()}
	var found []vault.ResourceProgress
	var err error
	if m.BackupID.IsNull() {
		found, err = d.Vaults.VaultProgress(ctx, place.At(m.VaultID.ValueString()), goal)
	} else {
		found, err = d.Vaults.BackupProgress(ctx, place.At(m.BackupID.ValueString()), goal)
	}
	if err != nil {
		m.unreadable(err, goal, d.Vaults.Clock.Now(), diags)
		return
	}
	var all []replication.Named
	elements := map[string]attr.Value{}
	for _, r := range found {
		all = append(all, replication.Named{Name: "Resource " + r.ResourceID, Judgement: r.Judgement})
		if r.ResourceID == "" { // stands for a vault without backups
			continue
		}
		elements[r.ResourceID] = types.ObjectValueMust(resourceTypes, judged(r.Judgement).attributes(map[string]attr.Value{
			"name": service.Text(r.ResourceName), "type": service.Text(r.ResourceType), "backup_id": service.Text(r.BackupID), "replica_id": service.Text(r.Replica.ID),
			"replica_region": service.Text(r.Replica.Region),
		}))
	}
	m.judgement = judged(replication.Together(all))
	if m.BackupID.IsNull() {
		m.Resources = types.MapValueMust(types.ObjectType{AttrTypes: resourceTypes}, elements)
	}
}
