package replicationrule

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
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Schema describes the resource. What replaces a rule and which defaults it has depends on the cloud, so ModifyPlan decides that.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A replication rule from one bucket to another. The rule is the only thing that this resource makes: buckets, keys and " +
			"roles belong to the cloud's own provider. Destroying a rule stops replication and keeps the replicas.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "The id to import the rule by: `cloud/region/bucket/rule_id` of the source bucket.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"cloud": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The cloud of both buckets: " + CloudList() + ". Changing it replaces the rule.",
				Validators:          []validator.String{CloudValidator()},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"source":      endSchema("The bucket to replicate from."),
			"destination": endSchema("The bucket to replicate to."),
			"scope": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "What is meant: `cross_region`, or `same_region`, which is no protection against the loss of a region. It must " +
					"agree with the two regions, which decide.",
				Validators: []validator.String{stringvalidator.OneOf(string(replication.CrossRegion), string(replication.SameRegion))},
			},
			"rule_id": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "The rule's id in the source bucket, at most 255 characters. Left out, the provider gives it one of its own, " +
					"by which it finds the rule again if an answer gets lost; `ucloud` gives it one. Changing it replaces the rule.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"enabled": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether the rule replicates. `alibaba` cannot disable a rule, so that there only `true` (the default) is accepted; `tencent` and `ucloud` change it in place. What is written while a rule is disabled is never copied.",
			},
			"prefixes": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Only objects whose keys begin with one of these are replicated; left out or empty, all are. `alibaba`: up to 10 " +
					"(more on request), none the beginning of another; changing them replaces the rule. `tencent`: one, changed in place. `ucloud`: none, or one with the rule set `current`; likewise.",
			},
			"replicate_deletes": schema.BoolAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Whether deletions are replicated. Left out, the cloud's own default holds for a new rule (`alibaba`: `true`), and an " +
					"existing rule keeps what it has. `alibaba`: changing it replaces the rule; between versioned buckets delete markers are replicated either way. `tencent`: delete markers, by default `true`; must be `false` with `tencent.tags`; changed in place, and left out it is the default again. `ucloud`: `true`, and always with the rule set `strict`; likewise.",
			},
			"replicate_existing_objects": schema.BoolAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Whether objects from before the rule are copied too. Left out, the cloud's own default holds for a new rule " +
					"(`alibaba`: `true`), and an existing rule keeps what it has. `alibaba`: changing it replaces the rule. `tencent`: always `false`, since COS never copies existing objects. `ucloud`: `false`, and always with the rule set `strict`; likewise.",
			},
			"wait_for_initial_sync": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether creation waits until the existing objects are copied, as far as the cloud tells. If that takes longer than the " +
					"`create` timeout, a warning says so and the rule stays. Default `false`.",
			},
			"encryption": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "What happens to objects that are encrypted with a KMS key. `alibaba`: changing it replaces the rule. `tencent`: changed in place.",
				Attributes: map[string]schema.Attribute{
					"replicate_kms_objects": schema.BoolAttribute{
						Optional: true,
						MarkdownDescription: "Whether objects that are encrypted with a KMS key are replicated; otherwise they are skipped silently. Needs " +
							"`replica_kms_key_id` and, for `alibaba`, `alibaba.sync_role`. Default `false`.",
					},
					"replica_kms_key_id": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "The KMS key in the destination's region that encrypts the replicas: its id, or its ARN if another account owns it.",
						Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					},
				},
			},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{
				Create: true, Update: true, Delete: true,
				CreateDescription: "How long creation may take, waiting for a former rule of the same buckets to close included. Default `30m`.",
				UpdateDescription: "How long a change in place may take. Default `10m`.",
				DeleteDescription: "How long deletion may take; a rule closes for some minutes before it is gone. Default `30m`.",
			}),
		},
	}
	for _, b := range blocks() {
		resp.Schema.Attributes[string(b.cloud)] = b.schema
	}
}

// IdentitySchema describes what tells rules apart, for import by identity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	part := func(description string) identityschema.StringAttribute {
		return identityschema.StringAttribute{RequiredForImport: true, Description: description}
	}
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"cloud":   part("The cloud, such as alibaba."),
		"region":  part("The region of the source bucket, such as cn-hangzhou."),
		"bucket":  part("The source bucket."),
		"rule_id": part("The rule's id in the source bucket."),
	}}
}

func endSchema(what string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: what,
		Attributes: map[string]schema.Attribute{
			"bucket": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The bucket's name. Changing it replaces the rule.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"region": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The region id that the bucket is in, such as `cn-hangzhou` (not the location `oss-cn-hangzhou`). Changing it replaces the rule.",
				PlanModifiers:       []planmodifier.String{requiresReplaceIfRegionChanges()},
			},
			"versioning": schema.StringAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "Declares the versioning that the bucket has when the rule is made: `enabled` or `disabled`, or a reference to the bucket's " +
					"own resource in whatever spelling that has. It wins over what the bucket has during plan, works offline, and orders this resource after the one that it " +
					"refers to. It is never stored, and never changes or replaces the rule.",
			},
		},
	}
}

// requiresReplaceIfRegionChanges lets a state say for the first time in which region its bucket is: one that was moved
// from another provider's resource does not name it.
func requiresReplaceIfRegionChanges() planmodifier.String {
	const what = "Changing the region replaces the rule."
	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		}, what, what)
}
