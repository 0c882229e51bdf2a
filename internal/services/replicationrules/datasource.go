// Package replicationrules is the data source multicloud_replication_rules.
package replicationrules

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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
	Cloud      types.String `tfsdk:"cloud"`
	Bucket     types.String `tfsdk:"bucket"`
	Region     types.String `tfsdk:"region"`
	Rules      types.List   `tfsdk:"rules"`
	Unreadable types.List   `tfsdk:"unreadable"`
}

// Read lists the buckets, if none is named, and reads the rules of each.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	cloud := replication.Cloud(m.Cloud.ValueString())
	driver, err := d.Session.Driver(ctx, cloud)
	if err != nil {
		service.AddError(&resp.Diagnostics, "Cloud Cannot Be Used", err)
		return
	}
	buckets, ok := buckets(ctx, driver, cloud, m, &resp.Diagnostics)
	if !ok {
		return
	}
	found := replication.Survey(ctx, driver, buckets)
	if err := ctx.Err(); err != nil { // what was not read is no result
		resp.Diagnostics.AddError("Replication Rules Not Read", interrupted(found, err))
		return
	}
	m.set(ctx, found, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// interrupted says how far it had come.
func interrupted(found []replication.BucketRules, err error) string {
	read := 0
	for _, bucket := range found {
		if bucket.Err == nil {
			read++
		}
	}
	return fmt.Sprintf("Interrupted after the rules of %d of %d buckets were read (%s). They are not told, since those of the others are not known. Run it again; "+
		"`region` or `bucket` make it read less.", read, len(found), err)
}

func buckets(ctx context.Context, driver *replication.CachedDriver, cloud replication.Cloud, m model, diags *diag.Diagnostics) ([]replication.BucketRef, bool) {
	if !m.Bucket.IsNull() {
		return []replication.BucketRef{{Cloud: cloud, Bucket: m.Bucket.ValueString(), Region: m.Region.ValueString()}}, true
	}
	all, told, err := driver.Buckets(ctx, m.Region.ValueString())
	switch {
	case err != nil:
		service.AddError(diags, "Buckets Not Listed", err)
	case !told:
		diags.AddAttributeError(path.Root("bucket"), "No List of Buckets",
			fmt.Sprintf("This provider cannot list the buckets of %q. Name the bucket in `bucket`.", cloud))
	}
	return all, told && err == nil
}

// set takes over what was found. A bucket that could not be read is told of beside the rules of the others; if it was the only
// one, that is an error.
func (m *model) set(ctx context.Context, found []replication.BucketRules, diags *diag.Diagnostics) {
	rules, unreadable := []attr.Value{}, []attr.Value{}
	for _, bucket := range found {
		if bucket.Err != nil {
			if !m.Bucket.IsNull() {
				service.AddError(diags, "Replication Rules Not Read", bucket.Err)
				return
			}
			unreadable = append(unreadable, types.ObjectValueMust(unreadableTypes, map[string]attr.Value{
				"bucket": types.StringValue(bucket.Bucket.Bucket), "region": types.StringValue(bucket.Bucket.Region),
				"reason": types.StringValue(service.ErrorText(bucket.Err)),
			}))
		}
		for _, rule := range bucket.Rules {
			rules = append(rules, elementOf(ctx, rule))
		}
	}
	if len(unreadable) > 0 {
		diags.AddWarning("Rules of Some Buckets Not Read",
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
