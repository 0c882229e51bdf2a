package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// model is the resource as Terraform holds it. The keys are in a configuration only.
type model struct {
	ID                   types.String   `tfsdk:"id"`
	Region               types.String   `tfsdk:"region"`
	ProjectID            types.String   `tfsdk:"project_id"`
	Name                 types.String   `tfsdk:"name"`
	Description          types.String   `tfsdk:"description"`
	TargetCloud          types.String   `tfsdk:"target_cloud"`
	AccountID            types.String   `tfsdk:"account_id"`
	AccessKeyWO          types.String   `tfsdk:"access_key_wo"`
	SecretKeyWO          types.String   `tfsdk:"secret_key_wo"`
	CredentialsWOVersion types.Int64    `tfsdk:"credentials_wo_version"`
	Timeouts             timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Region    types.String `tfsdk:"region"`
	ProjectID types.String `tfsdk:"project_id"`
	ID        types.String `tfsdk:"id"`
}

func (m model) place() vault.Place {
	return vault.Place{Region: m.Region.ValueString(), ProjectID: m.ProjectID.ValueString()}
}

func (m model) ref() vault.Ref { return m.place().At(m.ID.ValueString()) }

// keys are those of a configuration.
func (m model) keys() vault.Keys {
	return vault.Keys{AccessKey: m.AccessKeyWO.ValueString(), SecretKey: m.SecretKeyWO.ValueString()}
}

func (m model) credential() vault.Credential {
	return vault.Credential{
		Ref: m.ref(), Name: m.Name.ValueString(), Description: m.Description.ValueString(),
		TargetCloud: m.TargetCloud.ValueString(), AccountID: m.AccountID.ValueString(),
	}
}

// setCredential takes over what the cloud shows, which never is the keys.
func (m *model) setCredential(c vault.Credential) {
	m.Name = types.StringValue(c.Name)
	m.Description = service.Text(c.Description)
	m.TargetCloud = types.StringValue(c.TargetCloud)
	m.AccountID = types.StringValue(c.AccountID)
}

func (m model) spec() vault.Spec {
	return vault.Spec{Kind: vault.KindCredential, Name: service.String(m.Name), Region: service.String(m.Region), ProjectID: vaults.ProjectOf(m.ProjectID)}
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, m model) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.Set(ctx, identityModel{Region: m.Region, ProjectID: m.ProjectID, ID: m.ID})
}
