// Package permissionspolicy is the data source multicloud_permissions_policy.
package permissionspolicy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
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

// DataSource is multicloud_permissions_policy.
type DataSource struct {
	service.DataSourceBase
}

// NewDataSource makes the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_permissions_policy"
}

// Read writes the policies. It makes no request.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	write, ok := d.Permissions[replication.Cloud(m.Cloud.ValueString())]
	if !ok {
		resp.Diagnostics.AddAttributeError(path.Root("cloud"), "Permissions Not Documented",
			fmt.Sprintf("The permissions that cloud = %s needs are not documented, so that this provider can write no policy for it.", m.Cloud))
		return
	}
	for i, rule := range m.Rules {
		if rule.Source == nil || rule.Destination == nil {
			resp.Diagnostics.AddAttributeError(path.Root("rules").AtListIndex(i), "Argument Missing", "A rule needs `source` and `destination`.")
			return
		}
	}
	policies, err := write(m.request())
	if err != nil {
		service.AddError(&resp.Diagnostics, "Policy Cannot Be Written", err)
		return
	}
	m.JSON, m.DestinationJSON, m.TrustJSON = service.Text(policies.JSON), service.Text(policies.Destination), service.Text(policies.Trust)
	notes, diags := types.ListValueFrom(ctx, types.StringType, append([]string{}, policies.Notes...))
	resp.Diagnostics.Append(diags...)
	m.Notes = notes
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// ValidateConfig checks which arguments go together.
func (d *DataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var cloud types.String
	var rules types.List
	var huawei types.Object
	for name, target := range map[string]any{"cloud": &cloud, "rules": &rules, "huawei": &huawei} {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), target)...)
	}
	if resp.Diagnostics.HasError() || cloud.IsUnknown() {
		return
	}
	refuse := func(name, format string, args ...any) {
		resp.Diagnostics.AddAttributeError(path.Root(name), "Invalid Combination", fmt.Sprintf(format, args...))
	}
	switch replication.Cloud(cloud.ValueString()) {
	case replication.UCloud:
		resp.Diagnostics.AddAttributeError(path.Root("cloud"), "Permissions Not Documented",
			"UCloud does not document which permissions the replication rules of US3 need, so that this provider can write no policy for it.")
	case replication.Huawei:
		if !rules.IsNull() {
			refuse("rules", "Huawei Cloud CBR has no rules: use `huawei`.")
		}
		if huawei.IsNull() {
			refuse("huawei", "`huawei` is needed with cloud = %s.", cloud)
		}
	default:
		if !huawei.IsNull() {
			refuse("huawei", "`huawei` has no meaning with cloud = %s. Remove it.", cloud)
		}
		if rules.IsNull() {
			refuse("rules", "`rules` is needed with cloud = %s.", cloud)
		}
	}
}
