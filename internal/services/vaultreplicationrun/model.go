package vaultreplicationrun

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
	Acceleration types.Bool     `tfsdk:"acceleration"`
	Complete     types.Bool     `tfsdk:"complete"`
	Backups      types.Map      `tfsdk:"backups"`
	Timeouts     timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Region            types.String `tfsdk:"region"`
	ProjectID         types.String `tfsdk:"project_id"`
	VaultID           types.String `tfsdk:"vault_id"`
	DestinationRegion types.String `tfsdk:"destination_region"`
}

func (m model) source() vault.Ref {
	return vaults.PlaceOf(m.Source).At(service.Field(m.Source, "vault_id", service.String).Or(""))
}

func (m model) to() vault.Destination { return vaults.DestinationOf(m.Destination, m.Acceleration) }

func (m model) spec() vault.Spec {
	d := vaults.DestinationSpec(m.Destination)
	d.ProjectID = vaults.SourceProject(m.Destination)
	return vault.Spec{
		Kind: vault.KindRun, Region: service.Field(m.Source, "region", service.String), ProjectID: vaults.SourceProject(m.Source),
		VaultID: service.Field(m.Source, "vault_id", service.String), Destination: d,
	}
}

// setPlaces takes over where the vaults are.
func (m *model) setPlaces(source vault.Ref, to vault.Place) {
	m.Source = types.ObjectValueMust(vaults.SourceTypes("vault_id"), map[string]attr.Value{
		"vault_id": service.Text(source.ID), "region": service.Text(source.Region), "project_id": service.Text(source.ProjectID),
	})
	m.Destination = vaults.Changed(m.Destination, vaults.DestinationTypes(), map[string]attr.Value{
		"region": service.Text(to.Region), "project_id": service.Text(to.ProjectID),
	})
	m.ID = types.StringValue(strings.Join([]string{source.Region, source.ProjectID, source.ID, to.Region}, "/"))
}

// setOutcomes takes over what became of the backups.
func (m *model) setOutcomes(outcomes []vault.Outcome) {
	entries := map[string]attr.Value{}
	for _, o := range outcomes {
		entries[o.BackupID] = types.ObjectValueMust(entryTypes, map[string]attr.Value{
			"name": service.Text(o.BackupName), "resource_id": service.Text(o.ResourceID), "outcome": vaults.OutcomeText(o.Status), "reason": service.Text(o.Reason),
			"record_id": service.Text(o.RecordID), "replica_id": service.Text(o.ReplicaID), "protected_at": vaults.Moment(o.ProtectedAt),
			"encrypted": types.BoolPointerValue(o.Encrypted), "started_at": vaults.Moment(o.StartedAt),
		})
	}
	m.Backups = types.MapValueMust(types.ObjectType{AttrTypes: entryTypes}, entries)
	m.Complete = types.BoolValue(!vault.Pending(outcomes))
}

// outcomes are what the state says of the backups, in the order of their ids.
func (m model) outcomes() []vault.Outcome {
	var outcomes []vault.Outcome
	entries := m.Backups.Elements()
	for _, id := range sortedKeys(entries) {
		entry, _ := entries[id].(types.Object)
		text := func(name string) types.String {
			s, _ := entry.Attributes()[name].(types.String)
			return s
		}
		encrypted, _ := entry.Attributes()["encrypted"].(types.Bool)
		outcomes = append(outcomes, vault.Outcome{
			BackupID: id, BackupName: text("name").ValueString(), ResourceID: text("resource_id").ValueString(), RecordID: text("record_id").ValueString(),
			Status: vaults.StatusOf(text("outcome")), Reason: text("reason").ValueString(), ReplicaID: text("replica_id").ValueString(),
			ProtectedAt: vaults.MomentOf(text("protected_at")), Encrypted: vaults.Flag(encrypted), StartedAt: vaults.MomentOf(text("started_at")),
		})
	}
	return outcomes
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, m model) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	source := m.source()
	return identity.Set(ctx, identityModel{
		Region: service.Text(source.Region), ProjectID: service.Text(source.ProjectID), VaultID: service.Text(source.ID),
		DestinationRegion: service.Text(m.to().Region),
	})
}
