package replicationprogress

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	endTypes      = map[string]attr.Type{"bucket": types.StringType, "region": types.StringType}
	ruleTypes     = withJudgement(map[string]attr.Type{"destination": types.ObjectType{AttrTypes: endTypes}, "source_domain": types.StringType, "destination_domain": types.StringType})
	resourceTypes = withJudgement(map[string]attr.Type{
		"name": types.StringType, "type": types.StringType, "backup_id": types.StringType, "replica_id": types.StringType, "replica_region": types.StringType,
	})
)

func withJudgement(others map[string]attr.Type) map[string]attr.Type {
	maps.Copy(others, judgementTypes)
	return others
}

func names(clouds ...replication.Cloud) []string {
	var all []string
	for _, c := range clouds {
		all = append(all, string(c))
	}
	return all
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "How a replication is doing: that of a rule, of all rules of a bucket, of a backup vault or of a backup, in one vocabulary for all clouds. " +
			"It tells what is so now, and never waits.",
		Attributes: map[string]schema.Attribute{
			"cloud": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "The cloud: `alibaba`, `tencent` and `ucloud` with `bucket` and `region`; `huawei` with `vault_id` or `backup_id`. What each of them tells " +
					"is said below.",
				Validators: []validator.String{stringvalidator.OneOf(names(replication.Alibaba, replication.Tencent, replication.UCloud, replication.Huawei)...)},
			},
			"bucket":    schema.StringAttribute{Optional: true, MarkdownDescription: "The bucket that is replicated from."},
			"region":    schema.StringAttribute{Optional: true, MarkdownDescription: "The region id of the bucket, the vault or the backup, such as `cn-hangzhou`. `huawei` can take it from the provider configuration."},
			"rule_id":   schema.StringAttribute{Optional: true, MarkdownDescription: "The rule. Left out, all rules of the bucket are looked at: `rules` has each, and the rest says what is so of all of them together."},
			"vault_id":  schema.StringAttribute{Optional: true, MarkdownDescription: "The backup vault that is replicated from: `resources` has each resource in it."},
			"backup_id": schema.StringAttribute{Optional: true, MarkdownDescription: "The backup that is replicated."},
			"project_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: "The project of the bucket (`ucloud`), the vault or the backup (`huawei`). Left out, it is the one of the provider configuration.",
			},
			"rpo": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How old the replica may be at most (recovery point objective), such as `15m` or `26h`. Left out, a write lags after an hour and a " +
					"backup after 24 hours, and `rpo_status` is `unknown`.",
				Validators: []validator.String{duration{}},
			},
			"sample_objects": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "How many objects to look for at the destination: the newest, and others of every age. This lists the source (up to 20,000 objects) and costs one more request for " +
					"each, and finds what a cloud does not tell. `tencent` tells nothing without it.",
				Validators: []validator.Int64{int64validator.Between(1, 200)},
			},
			"state": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "`initial_sync`: what existed before the replication is being copied, or the replication is starting; `healthy`; `lagging`: something that should have been " +
					"replicated by now is proven not to be; `failing`: what keeps data from being replicated is known; `paused`; `unknown`: nobody can tell. Never null. Of several, the worst.",
			},
			"state_reason": schema.StringAttribute{
				Computed: true, MarkdownDescription: "Why it is so, in whole sentences. Never null.",
			},
			"historical_percent": schema.Float64Attribute{
				Computed:            true,
				MarkdownDescription: "How much of what existed before the replication has been copied, 0 to 100; null where the cloud does not tell, or none of it is copied.",
			},
			"synced_until": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "The time up to which everything is replicated, as in RFC 3339; for backups the moment that the newest usable replica holds, of several the oldest. " +
					"Null where the cloud does not tell.",
			},
			"lag_seconds": schema.Int64Attribute{
				Computed: true,
				MarkdownDescription: "How far the replica is behind: 0 where nothing is left to replicate. For backups it is the age of the newest usable replica. Null where nobody can tell; " +
					"use `rpo_status` in conditions.",
			},
			"rpo_status": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "`met`; `missed`, also while the state is `failing`; `initial_sync`, as long as there is no whole replica; `unknown`, also without `rpo`. Never null. Of " +
					"several, the worst.",
			},
			"observed_at":        schema.StringAttribute{Computed: true, MarkdownDescription: "When this was read, as in RFC 3339."},
			"source_domain":      schema.StringAttribute{Computed: true, MarkdownDescription: "The public domain name of the source bucket; null for backups, and where the cloud does not tell."},
			"destination_domain": schema.StringAttribute{Computed: true, MarkdownDescription: "The public domain name of the destination bucket, to fail over to; null for backups, of rules with different destinations, and where the cloud does not tell."},
			"rules": schema.MapAttribute{
				Computed: true, ElementType: types.ObjectType{AttrTypes: ruleTypes},
				MarkdownDescription: "The rules of the bucket by their ids: `destination` (`bucket`, `region`), and the attributes above of each. Null unless a whole bucket is asked for.",
			},
			"resources": schema.MapAttribute{
				Computed: true, ElementType: types.ObjectType{AttrTypes: resourceTypes},
				MarkdownDescription: "The resources of the vault by their ids: `name`, `type`, the newest usable replica (`replica_id`, `replica_region`, and `backup_id` that it is of), and " +
					"the attributes above of each. Null unless a vault is asked for.",
			},
		},
	}
}

// duration takes a positive duration as Go writes it.
type duration struct{}

// Description says what is taken.
func (duration) Description(context.Context) string { return `a duration such as "15m" or "26h"` }

// MarkdownDescription says what is taken.
func (d duration) MarkdownDescription(ctx context.Context) string { return d.Description(ctx) }

// ValidateString checks the value once it is known.
func (d duration) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if v, err := time.ParseDuration(req.ConfigValue.ValueString()); err != nil || v < time.Second {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Duration", fmt.Sprintf("%q is not %s, of a second or more.", req.ConfigValue.ValueString(), d.Description(ctx)))
	}
}
