package backupreplication

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// model is the resource as Terraform holds it. Objects stay objects: in a configuration any of them may be unknown as a whole.
type model struct {
	ID           types.String   `tfsdk:"id"`
	Source       types.Object   `tfsdk:"source"`
	Destination  types.Object   `tfsdk:"destination"`
	Name         types.String   `tfsdk:"name"`
	Acceleration types.Bool     `tfsdk:"acceleration"`
	OnDestroy    types.String   `tfsdk:"on_destroy"`
	Complete     types.Bool     `tfsdk:"complete"`
	RecordID     types.String   `tfsdk:"record_id"`
	ReplicaID    types.String   `tfsdk:"replica_id"`
	ProtectedAt  types.String   `tfsdk:"protected_at"`
	Encrypted    types.Bool     `tfsdk:"encrypted"`
	Timeouts     timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Region            types.String `tfsdk:"region"`
	ProjectID         types.String `tfsdk:"project_id"`
	BackupID          types.String `tfsdk:"backup_id"`
	DestinationRegion types.String `tfsdk:"destination_region"`
}

func (m model) source() vault.Ref {
	return vaults.PlaceOf(m.Source).At(service.Field(m.Source, "backup_id", service.String).Or(""))
}

func (m model) to() vault.Destination { return vaults.DestinationOf(m.Destination, m.Acceleration) }

// replica is where the replica is.
func (m model) replica() vault.Ref { return m.to().At(m.ReplicaID.ValueString()) }

func (m model) spec() vault.Spec {
	d := vaults.DestinationSpec(m.Destination)
	d.ProjectID = vaults.SourceProject(m.Destination)
	return vault.Spec{
		Kind: vault.KindBackup, Region: service.Field(m.Source, "region", service.String), ProjectID: vaults.SourceProject(m.Source),
		BackupID: service.Field(m.Source, "backup_id", service.String), Destination: d,
	}
}

// setPlaces takes over where backup and vault are.
func (m *model) setPlaces(source vault.Ref, to vault.Place) {
	m.Source = types.ObjectValueMust(vaults.SourceTypes("backup_id"), map[string]attr.Value{
		"backup_id": service.Text(source.ID), "region": service.Text(source.Region), "project_id": service.Text(source.ProjectID),
	})
	m.Destination = vaults.Changed(m.Destination, vaults.DestinationTypes(), map[string]attr.Value{
		"region": service.Text(to.Region), "project_id": service.Text(to.ProjectID),
	})
	m.ID = types.StringValue(strings.Join([]string{source.Region, source.ProjectID, source.ID, to.Region}, "/"))
}

// setOutcome takes over what became of the backup.
func (m *model) setOutcome(o vault.Outcome) {
	m.Complete = types.BoolValue(o.Status == vault.StatusSuccess)
	m.RecordID, m.ReplicaID = service.Text(o.RecordID), service.Text(o.ReplicaID)
	m.ProtectedAt, m.Encrypted = vaults.Moment(o.ProtectedAt), types.BoolPointerValue(o.Encrypted)
}

// outcome is what the state says of a backup that is on its way.
func (m model) outcome() vault.Outcome {
	return vault.Outcome{
		BackupID: m.source().ID, RecordID: m.RecordID.ValueString(), Status: vault.StatusWaiting, ReplicaID: m.ReplicaID.ValueString(),
		ProtectedAt: vaults.MomentOf(m.ProtectedAt), Encrypted: vaults.Flag(m.Encrypted),
	}
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, m model) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	source := m.source()
	return identity.Set(ctx, identityModel{
		Region: service.Text(source.Region), ProjectID: service.Text(source.ProjectID), BackupID: service.Text(source.ID),
		DestinationRegion: service.Text(m.to().Region),
	})
}
