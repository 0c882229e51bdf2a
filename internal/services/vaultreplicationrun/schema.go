package vaultreplicationrun

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Schema describes the resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Replicates a whole backup vault of Huawei Cloud CBR, once and now, and keeps what became of each backup. It is billed and cannot be undone: " +
			"destroying the resource keeps all replicas, and CBR replicates a vault to a region only once. For what comes later, use `multicloud_vault_replication`.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id to import the run by: `region/project_id/vault_id/destination_region`.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"source":      vaults.Source("vault_id", "vault"),
			"destination": vaults.Destination("Changing it makes another run."),
			"acceleration": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether the run is accelerated, which is billed. Left out, nothing is said of it: some accounts may not name it at all. Of a run that is made it changes nothing.",
			},
			"complete": schema.BoolAttribute{
				Computed: true,
				MarkdownDescription: "Whether all outcomes are final. If creation runs into its time-out it is `false`, and the next apply goes on waiting; once it is `true`, " +
					"the outcomes never change again.",
			},
			"backups": schema.MapNestedAttribute{
				Computed:            true,
				MarkdownDescription: "What became of each backup that the vault held, by the id of the backup.",
				NestedObject:        schema.NestedAttributeObject{Attributes: entrySchema()},
			},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{
				Create: true, Update: true,
				CreateDescription: "How long creation waits for the replication. It goes on in the cloud when that is over, and the next apply waits for it again. Default `6h`.",
				UpdateDescription: "How long an apply waits that goes on waiting. Default `6h`.",
			}),
		},
	}
}

var entryTypes = map[string]attr.Type{
	"name": types.StringType, "resource_id": types.StringType, "outcome": types.StringType, "reason": types.StringType, "record_id": types.StringType,
	"replica_id": types.StringType, "protected_at": types.StringType, "encrypted": types.BoolType, "started_at": types.StringType,
}

func entrySchema() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"name":         text("The name of the backup."),
		"resource_id":  text("The id of the server or file system that it is a backup of."),
		"outcome":      text("`success`, `fail`, `skip`, or `pending` as long as the run is not complete."),
		"reason":       text("Why the backup was not replicated."),
		"record_id":    text("The id of the replication record; null for a backup that CBR did not take up."),
		"replica_id":   text("The id of the replica, also of one from before the run."),
		"protected_at": text("The moment that the backup holds (RFC 3339)."),
		"encrypted":    schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the backup is encrypted; null if CBR does not tell."},
		"started_at":   text("When its replication began, by the cloud's clock (RFC 3339)."),
	}
}

// IdentitySchema describes what tells runs apart, for import by identity: a vault is replicated to a region once.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":             vaults.IdentityPart("The region of the source vault, such as cn-north-4."),
		"project_id":         vaults.IdentityProject(),
		"vault_id":           vaults.IdentityPart("The id of the source vault."),
		"destination_region": vaults.IdentityPart("The region that it was replicated to."),
	}}
}
