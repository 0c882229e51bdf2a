package vaultreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
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
		MarkdownDescription: "Binds a backup vault of Huawei Cloud CBR to a replication policy, which from then on replicates the vault's backups on its schedule. " +
			"A vault has one replication policy. Destroying the binding ends the replication and keeps all replicas.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id to import the binding by: `region/project_id/vault_id` of the source vault.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"source":      vaults.Source("vault_id", "vault"),
			"destination": destinationSchema(),
			"policy_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "The id of the replication policy (`multicloud_replication_policy`). Changing it to another policy that exists happens in place, without a gap; " +
					"one that the same apply makes replaces the binding, which costs nothing.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{
				Create: true, Update: true, Delete: true,
				CreateDescription: "How long binding may take. Default `5m`.",
				UpdateDescription: "How long binding anew may take. Default `5m`.",
				DeleteDescription: "How long unbinding may take. Default `5m`.",
			}),
		},
	}
}

func destinationSchema() schema.SingleNestedAttribute {
	fromPolicy := func(what string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: what + ", from the policy."}
	}
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "The vault to replicate to. Where it is says the policy.",
		Attributes: map[string]schema.Attribute{
			"vault_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "The id of the replication vault. Changes in place.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"account_id":       vaults.AccountAttribute(),
			"vault_encryption": vaults.Encryption(),
			"region":           fromPolicy("The region of the replication vault"),
			"project_id":       fromPolicy("The id of its project"),
			"target_cloud":     fromPolicy("The other cloud, null within a cloud"),
			"credential_id":    fromPolicy("The id of the credential for it, null within a cloud"),
		},
	}
}

// IdentitySchema describes what tells bindings apart, for import by identity: a vault has one replication policy.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":     vaults.IdentityPart("The region of the source vault, such as cn-north-4."),
		"project_id": vaults.IdentityProject(),
		"vault_id":   vaults.IdentityPart("The id of the source vault."),
	}}
}
