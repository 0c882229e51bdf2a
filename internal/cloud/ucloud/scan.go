package ucloud

import (
	"context"

	"golang.org/x/sync/errgroup"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// scanWidth is how many requests of a scan are under way at a time.
const scanWidth = 8

// AllRules returns the rules out of every bucket in the regions that replicate. The API lists rules by their source bucket
// only, so that a rule into a bucket is found by asking all others: at most 20 in a region, unless UCloud has raised that.
func (d *Driver) AllRules(ctx context.Context, project string) ([]replication.Rule, error) {
	if d.budget != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d.budget.Timeout)
		defer cancel()
	}
	buckets, err := scan(ctx, d.options.Regions, func(ctx context.Context, region string) ([]replication.BucketRef, error) {
		return d.buckets(ctx, project, region)
	})
	if err != nil {
		return nil, err
	}
	return scan(ctx, buckets, func(ctx context.Context, bucket replication.BucketRef) ([]replication.Rule, error) {
		rules, err := d.List(ctx, bucket)
		if replication.IsKind(err, replication.KindNotFound) {
			return nil, nil // deleted meanwhile
		}
		return rules, err
	})
}

// Buckets returns the buckets of the driver's project in the region, or in all regions if that is empty.
func (d *Driver) Buckets(ctx context.Context, region string) ([]replication.BucketRef, error) {
	return d.buckets(ctx, "", region)
}

// buckets lists those of a project. Asked by region, UCloud tells their names and nothing more.
func (d *Driver) buckets(ctx context.Context, project, region string) ([]replication.BucketRef, error) {
	c := call{
		bucket: replication.BucketRef{Cloud: replication.UCloud, Region: either(region == "", "all regions", region), Project: project, Bucket: "all buckets"},
		does:   "list the buckets", action: "DescribeBucket", parameters: map[string]string{},
	}
	if region != "" {
		c.parameters["Region"] = region
	}
	rows, err := d.pages(ctx, c, "BucketName")
	if err != nil {
		return nil, err
	}
	var found []replication.BucketRef
	for _, row := range rows {
		in := row.text("Region")
		if region == "" || in == "" || in == region {
			found = append(found, replication.BucketRef{
				Cloud: replication.UCloud, Region: either(in == "", region, in), Project: project, Bucket: row.text("BucketName"),
			})
		}
	}
	return found, nil
}

// scan asks for everything at the same time, within bounds, and keeps the order. The first error ends it.
func scan[In, Out any](ctx context.Context, over []In, ask func(context.Context, In) ([]Out, error)) ([]Out, error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(scanWidth)
	found := make([][]Out, len(over))
	for i, in := range over {
		group.Go(func() error {
			var err error
			found[i], err = ask(ctx, in)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var all []Out
	for _, part := range found {
		all = append(all, part...)
	}
	return all, nil
}
