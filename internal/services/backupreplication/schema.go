package backupreplication

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// What happens to the replica when the resource is destroyed.
const (
	keepReplica   = "keep"
	deleteReplica = "delete"
)

// Schema describes the resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The replica of one backup of Huawei Cloud CBR in a vault of another region or cloud. Creating it replicates the backup and waits; then the resource " +
			"follows the replica, and that the source backup expires changes nothing.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id to import the replica by: `region/project_id/backup_id/destination_region` of the source backup.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"source":      vaults.Source("backup_id", "backup"),
			"destination": vaults.Destination("Changing it makes another replica."),
			"name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The name that the replica is given, at most 64 characters; left out, CBR names it. Changing it makes another replica.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 64)},
			},
			"acceleration": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether the replication is accelerated, which is billed. Left out, nothing is said of it: some accounts may not name it at all. Of a replica that is made it changes nothing.",
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(keepReplica),
				MarkdownDescription: "What destroying the resource does to the replica: `keep` (the default) or `delete`. Across clouds, `delete` needs `huawei.destination` in the provider " +
					"configuration.",
				Validators: []validator.String{stringvalidator.OneOf(keepReplica, deleteReplica)},
			},
			"complete": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether the backup is replicated. If creation runs into its time-out it is `false`, and the next apply goes on waiting.",
			},
			"record_id":    text("The id of the replication record."),
			"replica_id":   text("The id of the replica."),
			"protected_at": text("The moment that the backup holds (RFC 3339)."),
			"encrypted":    schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the backup is encrypted; null if CBR does not tell."},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{
				Create: true, Update: true, Delete: true,
				CreateDescription: "How long creation waits for the replication. It goes on in the cloud when that is over, and the next apply waits for it again. Default `2h`.",
				UpdateDescription: "How long an apply waits that goes on waiting. Default `2h`.",
				DeleteDescription: "How long the deletion of the replica may take. Default `2h`.",
			}),
		},
	}
}

// IdentitySchema describes what tells replicas apart, for import by identity: a backup has one in each region.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"region":             vaults.IdentityPart("The region of the source backup, such as cn-north-4."),
		"project_id":         vaults.IdentityProject(),
		"backup_id":          vaults.IdentityPart("The id of the source backup."),
		"destination_region": vaults.IdentityPart("The region that it was replicated to."),
	}}
}
