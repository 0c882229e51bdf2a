package replicationlocations

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
)

const (
	fromAPI           = "api"
	fromDocumentation = "documentation"
)

var locationTypes = map[string]attr.Type{
	"region": types.StringType, "scope": types.StringType,
	"transfer_acceleration": types.StringType, "replication_time_control": types.BoolType, "project_id": types.StringType,
}

// Schema describes the data source.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Where a bucket, or a backup vault, can replicate to, and with which options: as the cloud tells it where it can be asked, else as it is documented.",
		Attributes: map[string]schema.Attribute{
			"cloud": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The cloud: " + replicationrule.CloudList() + ", `" + string(replication.Huawei) + "` (Huawei Cloud CBR).",
				Validators:          []validator.String{stringvalidator.OneOf(append(replicationrule.CloudNames(), string(replication.Huawei))...)},
			},
			"bucket": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The bucket to replicate from. `alibaba` needs it, since it tells locations for a bucket.",
			},
			"region": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "The region id to replicate from, such as `cn-hangzhou`.",
			},
			"source": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "Where this comes from: `api`, the cloud's own answer for this bucket, or `documentation`, a table in this provider, which " +
					"may be out of date.",
			},
			"locations": schema.ListAttribute{
				Computed: true, ElementType: types.ObjectType{AttrTypes: locationTypes},
				MarkdownDescription: "The locations: `region`; `scope`, which is `same_region` for the bucket's own region where the cloud replicates within it, " +
					"else `cross_region`; `transfer_acceleration`, which is `required`, `optional` or `unsupported`; and `replication_time_control`, whether it " +
					"is offered. These two are null for a cloud that has no such thing. `project_id` is the project that stands for the region (`huawei`); null for the other " +
					"clouds, and where the account has no project yet. `huawei` tells of regions of the same cloud: which other clouds a vault can replicate to, nobody tells.",
			},
		},
	}
}
