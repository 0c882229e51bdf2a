// Package replicationlocations is the data source multicloud_replication_locations.
package replicationlocations

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

var (
	_ datasource.DataSource                   = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigure      = (*DataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*DataSource)(nil)
)

// DataSource is multicloud_replication_locations.
type DataSource struct {
	service.DataSourceBase
}

// NewDataSource makes the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_replication_locations"
}

// model is the data source as Terraform holds it.
type model struct {
	Cloud     types.String `tfsdk:"cloud"`
	Bucket    types.String `tfsdk:"bucket"`
	Region    types.String `tfsdk:"region"`
	Source    types.String `tfsdk:"source"`
	Locations types.List   `tfsdk:"locations"`
}

// Read asks the cloud, or takes the documented table of a cloud that cannot be asked.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if replication.Cloud(m.Cloud.ValueString()) == replication.Huawei {
		d.readVaults(ctx, &m, &resp.Diagnostics)
	} else {
		d.readBucket(ctx, &m, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// ValidateConfig refuses a bucket where backup vaults are replicated.
func (d *DataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if m.Cloud.ValueString() == string(replication.Huawei) && !m.Bucket.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("bucket"), "Argument Not Supported", "`bucket` has no meaning with cloud = \"huawei\". Remove it.")
	}
}

func (d *DataSource) readBucket(ctx context.Context, m *model, diags *diag.Diagnostics) {
	bucket := replication.BucketRef{
		Cloud: replication.Cloud(m.Cloud.ValueString()), Bucket: m.Bucket.ValueString(), Region: m.Region.ValueString(),
	}
	judge, _ := d.Session.Judge(bucket.Cloud) // it knows which rules of the cloud the configuration has chosen
	capabilities := judge.Capabilities
	locations, documented := capabilities.DocumentedLocations(bucket.Region)
	m.Source = types.StringValue(fromDocumentation)
	if !documented {
		if m.Bucket.IsNull() {
			diags.AddAttributeError(path.Root("bucket"), "Bucket Missing",
				fmt.Sprintf("%s tells locations for a bucket only. Name one in `bucket`.", capabilities.Title))
			return
		}
		driver, err := d.Session.Driver(ctx, bucket.Cloud)
		if err != nil {
			service.AddError(diags, "Cloud Cannot Be Used", err)
			return
		}
		if locations, _, err = driver.Locations(ctx, bucket); err != nil {
			service.AddError(diags, "Replication Locations Not Read", err)
			return
		}
		m.Source = types.StringValue(fromAPI)
	}
	m.Locations = elements(locations, bucket.Region, capabilities)
}

// elements are the locations by region, the bucket's own first where it can replicate within it.
func elements(l replication.Locations, own string, c replication.Capabilities) types.List {
	var found []attr.Value
	add := func(region string, scope replication.Scope) {
		cross := scope == replication.CrossRegion
		acceleration, timeControl := types.StringNull(), types.BoolNull()
		if c.TransferAcceleration {
			acceleration = types.StringValue(accelerationOf(l, region, cross))
		}
		if c.TimeControl {
			timeControl = types.BoolValue(cross && slices.Contains(l.TimeControl, region))
		}
		found = append(found, types.ObjectValueMust(locationTypes, map[string]attr.Value{
			"region": types.StringValue(region), "scope": types.StringValue(string(scope)),
			"transfer_acceleration": acceleration, "replication_time_control": timeControl, "project_id": types.StringNull(),
		}))
	}
	if !c.CrossRegionOnly {
		add(own, replication.SameRegion)
	}
	for _, region := range l.Regions {
		add(region, replication.CrossRegion)
	}
	return types.ListValueMust(types.ObjectType{AttrTypes: locationTypes}, found)
}

func accelerationOf(l replication.Locations, region string, cross bool) string {
	switch {
	case !cross:
		return "unsupported"
	case slices.Contains(l.AccelerationOnly, region):
		return "required"
	default:
		return "optional"
	}
}
