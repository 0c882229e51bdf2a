package permissionspolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// The resources for vaults.
var vaultResources = []string{
	"multicloud_backup_replication", "multicloud_cross_cloud_credential", "multicloud_replication_policy", "multicloud_vault_replication",
	"multicloud_vault_replication_run",
}

func oneOf[T ~string](values ...T) []validator.String {
	var all []string
	for _, v := range values {
		all = append(all, string(v))
	}
	return []validator.String{stringvalidator.OneOf(all...)}
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The policies that replication rules, or vault replications, take: only the actions that this provider uses, on those buckets alone. It makes no request.",
		Attributes: map[string]schema.Attribute{
			"cloud": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The cloud: `alibaba` (RAM policies) and `tencent` (CAM policies) with `rules`, `huawei` (IAM policies) with `huawei`. UCloud does not document the permissions of US3 replication.",
				Validators:          oneOf(replication.Alibaba, replication.Tencent, replication.UCloud, replication.Huawei),
			},
			"purpose": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "What the policy is for: `plan`, which refreshes and checks and changes nothing; `apply`, which plans and destroys as well; `copy`, by which the " +
					"cloud itself copies.",
				Validators: oneOf(permission.Plan, permission.Apply, permission.Copy),
			},
			"progress":   schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether the identity reads `multicloud_replication_progress` too. Default `false`."},
			"account_id": schema.StringAttribute{Optional: true, MarkdownDescription: "The id of the source's account. Needed for `copy` across accounts on `alibaba`."},
			"destination_account_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: "The id of the destination's account, if that is another one.",
			},
			"rules": schema.ListNestedAttribute{
				Optional:            true,
				MarkdownDescription: "The rules. A `multicloud_replication_rule` can stand here as it is, `rules = [multicloud_replication_rule.orders]`, unless the policy is needed to make it.",
				Validators:          []validator.List{listvalidator.SizeAtLeast(1)},
				NestedObject:        schema.NestedAttributeObject{Attributes: ruleAttributes()},
			},
			"huawei": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "The vault replications on `huawei`. CBR has permissions for whole projects only, so that no vault is named.",
				Attributes: map[string]schema.Attribute{
					"form": schema.StringAttribute{
						Required:            true,
						MarkdownDescription: "How the policy is written: `identity_policy`, as the new IAM console takes it, or `role_policy`, as the old one does.",
						Validators:          oneOf(permission.FormIdentityPolicy, permission.FormRolePolicy),
					},
					"resources": schema.ListAttribute{
						Required: true, ElementType: types.StringType,
						MarkdownDescription: "The resources that are used, such as `[\"multicloud_replication_policy\", \"multicloud_vault_replication\"]`. It has no meaning for `copy`.",
						Validators:          []validator.List{listvalidator.ValueStringsAre(stringvalidator.OneOf(vaultResources...))},
					},
					"cross_cloud": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether they replicate to another cloud; where some do and some do not, ask for both. What is done there is in `destination_json` then, for the identity of `huawei.destination` in the provider configuration.",
					},
				},
			},
			"json": schema.StringAttribute{
				Computed: true, MarkdownDescription: "The policy of the identity that plans or applies, or of the role that copies.",
			},
			"destination_json": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "What the other account has to say, null within one account: for `plan` and `apply` the policy of the identity that reads at the destination, for `copy` the policy " +
					"of the destination bucket.",
			},
			"trust_json": schema.StringAttribute{
				Computed: true, MarkdownDescription: "For `copy` on `alibaba`, who may take the role on: the role's trust policy. Null otherwise.",
			},
			"notes": schema.ListAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "What the documents leave open, in whole sentences.",
			},
		},
	}
}

func ruleAttributes() map[string]schema.Attribute {
	// Required in truth, which Read checks: the framework would miss them in a rule that is not known yet.
	end := func(description string) schema.Attribute {
		return schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: description + " Always needed.",
			Attributes: map[string]schema.Attribute{
				"bucket": schema.StringAttribute{Required: true, MarkdownDescription: "The bucket's name."},
				"region": schema.StringAttribute{Required: true, MarkdownDescription: "The region id of the bucket."},
			},
		}
	}
	return map[string]schema.Attribute{
		"source":                end("The bucket that is replicated from."),
		"destination":           end("The bucket that is replicated to."),
		"wait_for_initial_sync": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether creation waits for the existing objects."},
		"encryption": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: "What is done with objects that KMS encrypts.",
			Attributes: map[string]schema.Attribute{
				"replicate_kms_objects": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether they are replicated."},
				"replica_kms_key_id":    schema.StringAttribute{Optional: true, MarkdownDescription: "The key at the destination: its id, or its ARN if it belongs to another account."},
			},
		},
		"source_kms_key_id": schema.StringAttribute{Optional: true, MarkdownDescription: "The key that encrypts at the source. Left out, the role may use any key in the source's region."},
		"alibaba": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: "What only `alibaba` has.",
			Attributes: map[string]schema.Attribute{
				"sync_role":                schema.StringAttribute{Optional: true, MarkdownDescription: "The name of the role that copies, if the rule names one."},
				"replication_time_control": schema.BoolAttribute{Optional: true, MarkdownDescription: "Set, whether on or off, if it is to be changed."},
			},
		},
		"tencent": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: "What only `tencent` has.",
			Attributes: map[string]schema.Attribute{
				"role": schema.StringAttribute{Optional: true, MarkdownDescription: "The user by whose rights COS copies, if the rule names one."},
			},
		},
	}
}
