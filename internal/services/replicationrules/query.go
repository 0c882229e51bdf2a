package replicationrules

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// query says whose rules are wanted: what the data source and the list resource are asked.
type query struct {
	Cloud  types.String `tfsdk:"cloud"`
	Bucket types.String `tfsdk:"bucket"`
	Region types.String `tfsdk:"region"`
}

// argument is an attribute of a query, of which both schemas make their own.
type argument struct {
	description string
	validators  []validator.String
}

// The attributes of a query.
func cloudArgument() argument {
	return argument{"The cloud: " + replicationrule.CloudList() + ".", []validator.String{replicationrule.CloudValidator()}}
}

func bucketArgument() argument {
	return argument{
		"The bucket whose rules are read. Left out, those of every bucket of the account are, with one request for each bucket.",
		[]validator.String{stringvalidator.AlsoRequires(path.MatchRoot("region"))},
	}
}

func regionArgument() argument {
	return argument{"The region id that the bucket is in, such as `cn-hangzhou`; without `bucket`, only buckets in this region are read.", nil}
}

// survey lists the buckets, if none is named, and reads the rules of each, with a limit above zero no more than that takes; false if
// there is no result. If the only bucket cannot be read, that is an error; of several, each says why.
func (q query) survey(ctx context.Context, session *replication.Session, limit int64, diags *diag.Diagnostics) ([]replication.BucketRules, bool) {
	cloud := replication.Cloud(q.Cloud.ValueString())
	driver, err := session.Driver(ctx, cloud)
	if err != nil {
		service.AddError(diags, "Cloud Cannot Be Used", err)
		return nil, false
	}
	buckets, ok := q.buckets(ctx, driver, cloud, diags)
	if !ok {
		return nil, false
	}
	found := replication.Survey(ctx, driver, buckets, limit)
	if err := ctx.Err(); err != nil { // what was not read is no result
		diags.AddError("Replication Rules Not Read", interrupted(found, len(buckets), err))
		return nil, false
	}
	if !q.Bucket.IsNull() && found[0].Err != nil {
		service.AddError(diags, "Replication Rules Not Read", found[0].Err)
		return nil, false
	}
	return found, true
}

// interrupted says how far it had come.
func interrupted(found []replication.BucketRules, buckets int, err error) string {
	return fmt.Sprintf("Interrupted after the rules of %d of %d buckets were read (%s). They are not told, since those of the others are not known. Run it again; "+
		"`region` or `bucket` make it read less.", len(found)-len(failed(found)), buckets, err)
}

// failed are the buckets whose rules could not be read.
func failed(found []replication.BucketRules) (all []replication.BucketRules) {
	for _, bucket := range found {
		if bucket.Err != nil {
			all = append(all, bucket)
		}
	}
	return all
}

func (q query) buckets(ctx context.Context, driver *replication.CachedDriver, cloud replication.Cloud, diags *diag.Diagnostics) ([]replication.BucketRef, bool) {
	if !q.Bucket.IsNull() {
		return []replication.BucketRef{{Cloud: cloud, Bucket: q.Bucket.ValueString(), Region: q.Region.ValueString()}}, true
	}
	all, told, err := driver.Buckets(ctx, q.Region.ValueString())
	switch {
	case err != nil:
		service.AddError(diags, "Buckets Not Listed", err)
	case !told:
		diags.AddAttributeError(path.Root("bucket"), "No List of Buckets",
			fmt.Sprintf("This provider cannot list the buckets of %q. Name the bucket in `bucket`.", cloud))
	}
	return all, told && err == nil
}
