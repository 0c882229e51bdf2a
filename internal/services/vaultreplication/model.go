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
	return vaults.PlaceOf(m.Source).At(vaults.Field(m.Source, "vault_id", vaults.String).Or(""))
}

func (m model) destinationVault() string { return vaults.DestinationSpec(m.Destination).VaultID.Or("") }

func (m model) spec() vault.Spec {
	return vault.Spec{
		Kind: vault.KindBinding, Region: vaults.Field(m.Source, "region", vaults.String), ProjectID: vaults.SourceProject(m.Source),
		VaultID: vaults.Field(m.Source, "vault_id", vaults.String), PolicyID: vaults.String(m.PolicyID), Destination: vaults.DestinationSpec(m.Destination),
	}
}

// setSource takes over where the source vault is.
func (m *model) setSource(v vault.Ref) {
	m.Source = types.ObjectValueMust(vaults.SourceTypes("vault_id"), map[string]attr.Value{
		"vault_id": vaults.Text(v.ID), "region": vaults.Text(v.Region), "project_id": vaults.Text(v.ProjectID),
	})
	m.ID = types.StringValue(strings.Join([]string{v.Region, v.ProjectID, v.ID}, "/"))
}

// setDestination takes over the destination vault, and what the policy says of it. What is only declared stays.
func (m *model) setDestination(vaultID string, d vault.PolicyDestination) {
	m.Destination = vaults.Changed(m.Destination, vaults.DestinationTypes(), map[string]attr.Value{
		"vault_id": vaults.Text(vaultID), "region": vaults.Text(d.Region), "project_id": vaults.Text(d.ProjectID),
		"target_cloud": vaults.Text(d.TargetCloud), "credential_id": vaults.Text(d.CredentialID),
	})
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, v vault.Ref) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.Set(ctx, identityModel{Region: vaults.Text(v.Region), ProjectID: vaults.Text(v.ProjectID), VaultID: vaults.Text(v.ID)})
}
