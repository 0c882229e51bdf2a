package replicationrules

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
)

var unreadableTypes = map[string]attr.Type{"bucket": types.StringType, "region": types.StringType, "reason": types.StringType}

func ruleTypes() map[string]attr.Type {
	all := map[string]attr.Type{"status": types.StringType}
	maps.Copy(all, replicationrule.ElementTypes())
	return all
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	cloud, bucket, region := cloudArgument(), bucketArgument(), regionArgument()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Every replication rule of a bucket, or of all buckets of an account, whoever made it: to see what there is, and to import it.",
		Attributes: map[string]schema.Attribute{
			"cloud":  schema.StringAttribute{Required: true, MarkdownDescription: cloud.description, Validators: cloud.validators},
			"bucket": schema.StringAttribute{Optional: true, MarkdownDescription: bucket.description, Validators: bucket.validators},
			"region": schema.StringAttribute{Optional: true, MarkdownDescription: region.description, Validators: region.validators},
			"rules": schema.ListAttribute{
				Computed: true, ElementType: types.ObjectType{AttrTypes: ruleTypes()},
				MarkdownDescription: "The rules, by bucket. Each has the attributes of `multicloud_replication_rule`, with null where that means what the cloud " +
					"shows, `id` to import it by, and `status`: `starting`, `active`, or `closing` for a rule that was deleted and is being wound down.",
			},
			"unreadable": schema.ListAttribute{
				Computed: true, ElementType: types.ObjectType{AttrTypes: unreadableTypes},
				MarkdownDescription: "The buckets whose rules could not be read, each with the `reason`. Their rules are missing from `rules`.",
			},
		},
	}
}
