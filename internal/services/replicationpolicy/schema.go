package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Schema describes the resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A replication policy of Huawei Cloud CBR: when, where to and how long backups are replicated. It acts on the vaults that are bound to it " +
			"with `multicloud_vault_replication`. Destroying it deletes no backup and no replica.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id of the policy.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"region":     vaults.RegionAttribute("the policy and its vaults"),
			"project_id": vaults.ProjectAttribute("the policy and its vaults"),
			"name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The name: 1 to 64 letters, digits, Chinese characters, underscores and hyphens.",
				Validators:          []validator.String{stringvalidator.RegexMatches(namePattern, "must have 1 to 64 letters, digits, Chinese characters, underscores and hyphens")},
			},
			"enabled": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether the policy acts. Default `true`.",
			},
			"schedule":    scheduleSchema(),
			"retention":   retentionSchema(),
			"destination": destinationSchema(),
			"acceleration": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether replication is accelerated, which is billed. Left out, nothing is said of it: some accounts may not name it at all.",
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

func destinationSchema() schema.SingleNestedAttribute {
	const unbound = "Changes in place, but not while a vault is bound: `multicloud_vault_replication` that refers to the policy unbinds before the change and binds after it."
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "Where to. The vault there is named by each binding.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				Required: true, MarkdownDescription: "The region to replicate to. " + unbound,
				Validators: []validator.String{stringvalidator.RegexMatches(regionPattern, "must be a region id, such as cn-east-3")},
			},
			"project_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "The id of the project to replicate to. Left out, it is the region's own; across clouds that is looked up with `huawei.destination` of the " +
					"provider configuration. " + unbound,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"target_cloud":  vaults.TargetCloudAttribute("credential_id"),
			"credential_id": vaults.CredentialAttribute("target_cloud"),
		},
	}
}

// IdentitySchema describes what tells policies apart, for import by identity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":     vaults.IdentityPart("The region, such as cn-north-4."),
		"project_id": vaults.IdentityProject(),
		"id":         vaults.IdentityPart("The id of the policy."),
	}}
}
