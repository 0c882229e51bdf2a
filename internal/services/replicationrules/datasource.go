// Package replicationrules finds the rules that there are: the data source multicloud_replication_rules, and the list resource
// multicloud_replication_rule for `terraform query`.
package replicationrules

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

var (
	_ datasource.DataSource              = (*DataSource)(nil)
	_ datasource.DataSourceWithConfigure = (*DataSource)(nil)
)

// DataSource is multicloud_replication_rules.
type DataSource struct {
	service.DataSourceBase
}

// NewDataSource makes the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_replication_rules"
}

// model is the data source as Terraform holds it.
type model struct {
	query

	Rules      types.List `tfsdk:"rules"`
	Unreadable types.List `tfsdk:"unreadable"`
}

// Read tells of all rules that the query finds.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	found, ok := m.survey(ctx, d.Session, 0, &resp.Diagnostics)
	if !ok {
		return
	}
	m.set(ctx, found, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// set takes over what was found. A bucket that could not be read is told of beside the rules of the others.
func (m *model) set(ctx context.Context, found []replication.BucketRules, diags *diag.Diagnostics) {
	rules, unreadable := []attr.Value{}, []attr.Value{}
	for _, bucket := range found {
		for _, rule := range bucket.Rules {
			rules = append(rules, elementOf(ctx, rule))
		}
	}
	for _, bucket := range failed(found) {
		unreadable = append(unreadable, types.ObjectValueMust(unreadableTypes, map[string]attr.Value{
			"bucket": types.StringValue(bucket.Bucket.Bucket), "region": types.StringValue(bucket.Bucket.Region),
			"reason": types.StringValue(service.ErrorText(bucket.Err)),
		}))
	}
	if len(unreadable) > 0 {
		diags.AddWarning(notAllRead,
			fmt.Sprintf("The rules of %d of %d buckets could not be read; `unreadable` says which and why.", len(unreadable), len(found)))
	}
	m.Rules = types.ListValueMust(types.ObjectType{AttrTypes: ruleTypes()}, rules)
	m.Unreadable = types.ListValueMust(types.ObjectType{AttrTypes: unreadableTypes}, unreadable)
}

// elementOf is the rule with its status. Where the cloud does not tell the destination's region, nobody knows whether it is another one.
func elementOf(ctx context.Context, rule replication.Rule) types.Object {
	element := replicationrule.Element(rule)
	element["status"] = types.StringValue(string(rule.Status))
	if destination, ok := element["destination"].(types.Object); ok && rule.Destination.Region == "" {
		ends := destination.Attributes()
		ends["region"], element["scope"] = types.StringNull(), types.StringNull()
		element["destination"] = types.ObjectValueMust(destination.AttributeTypes(ctx), ends)
	}
	return types.ObjectValueMust(ruleTypes(), element)
}
