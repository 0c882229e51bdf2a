package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Schema describes the resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A credential by which Huawei Cloud CBR replicates backups to another cloud: between Huawei Cloud and HCS Online. Its keys are sent " +
			"and never stored. **Preview**: the API of credentials is not published; its names here are inferred.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id of the credential.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"region":     vaults.RegionAttribute("the credential, on the source's side"),
			"project_id": vaults.ProjectAttribute("the credential"),
			"name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The name: 1 to 64 letters, digits, underscores and hyphens. Changes in place.",
			},
			"description": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "A description, at most 255 characters. Changes in place.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 255)},
			},
			"target_cloud": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The other cloud, as CBR names it. Changing it replaces the credential.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"account_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The id of the account (domain) at the other cloud. Changing it replaces the credential.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"access_key_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "The access key id of a user at the other cloud. Write-only: it is never in a plan, a state or a log. Needed to create the credential " +
					"and whenever `credentials_wo_version` changes; it may be null otherwise.",
				Validators: []validator.String{
					stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRoot("secret_key_wo")),
				},
			},
			"secret_key_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true,
				MarkdownDescription: "The secret access key. Write-only, as `access_key_wo`.",
				Validators: []validator.String{
					stringvalidator.LengthAtLeast(1), stringvalidator.AlsoRequires(path.MatchRoot("access_key_wo")),
				},
			},
			"credentials_wo_version": schema.Int64Attribute{
				Required: true,
				MarkdownDescription: "The version of the keys, any number. Terraform cannot see that write-only keys have changed: change this number to have new keys sent, which " +
					"happens in place.",
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{
				Create: true, Update: true, Delete: true,
				CreateDescription: "How long creation may take. Default `5m`.",
				UpdateDescription: "How long a change may take. Default `5m`.",
				DeleteDescription: "How long deletion may take. Default `5m`.",
			}),
		},
	}
}

// IdentitySchema describes what tells credentials apart, for import by identity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":     vaults.IdentityPart("The region, such as cn-north-4."),
		"project_id": vaults.IdentityProject(),
		"id":         vaults.IdentityPart("The id of the credential."),
	}}
}
