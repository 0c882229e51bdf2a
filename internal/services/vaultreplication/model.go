package vaultreplication

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
	ID          types.String   `tfsdk:"id"`
	Source      types.Object   `tfsdk:"source"`
	Destination types.Object   `tfsdk:"destination"`
	PolicyID    types.String   `tfsdk:"policy_id"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Region    types.String `tfsdk:"region"`
	ProjectID types.String `tfsdk:"project_id"`
	VaultID   types.String `tfsdk:"vault_id"`
}

// fromPolicy are the attributes of the destination that say what the policy says.
var fromPolicy = []string{"region", "project_id", "target_cloud", "credential_id"}

func (m model) source() vault.Ref {
	return vaults.PlaceOf(m.Source).At(service.Field(m.Source, "vault_id", service.String).Or(""))
}

func (m model) destinationVault() string { return vaults.DestinationSpec(m.Destination).VaultID.Or("") }

func (m model) spec() vault.Spec {
	return vault.Spec{
		Kind: vault.KindBinding, Region: service.Field(m.Source, "region", service.String), ProjectID: vaults.SourceProject(m.Source),
		VaultID: service.Field(m.Source, "vault_id", service.String), PolicyID: service.String(m.PolicyID), Destination: vaults.DestinationSpec(m.Destination),
	}
}

// setSource takes over where the source vault is.
func (m *model) setSource(v vault.Ref) {
	m.Source = types.ObjectValueMust(vaults.SourceTypes("vault_id"), map[string]attr.Value{
		"vault_id": service.Text(v.ID), "region": service.Text(v.Region), "project_id": service.Text(v.ProjectID),
	})
	m.ID = types.StringValue(strings.Join([]string{v.Region, v.ProjectID, v.ID}, "/"))
}

// setDestination takes over the destination vault, and what the policy says of it. What is only declared stays.
func (m *model) setDestination(vaultID string, d vault.PolicyDestination) {
	m.Destination = vaults.Changed(m.Destination, vaults.DestinationTypes(), map[string]attr.Value{
		"vault_id": service.Text(vaultID), "region": service.Text(d.Region), "project_id": service.Text(d.ProjectID),
		"target_cloud": service.Text(d.TargetCloud), "credential_id": service.Text(d.CredentialID),
	})
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, v vault.Ref) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.Set(ctx, identityModel{Region: service.Text(v.Region), ProjectID: service.Text(v.ProjectID), VaultID: service.Text(v.ID)})
}
