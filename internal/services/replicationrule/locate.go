package replicationrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// locate asks the cloud for the region of the source bucket if the state does not name it, as one that was moved from
// another provider's resource does not. A bucket that is gone is given the region in which it was looked for.
func (r *Resource) locate(ctx context.Context, m *model) error {
	s := m.spec(*m)
	bucket, named := s.Source.Bucket.Get()
	if _, known := s.Source.Region.Get(); known || !named || m.RuleID.ValueString() == "" {
		return nil
	}
	driver, err := r.Session.Driver(ctx, s.Cloud)
	if err != nil {
		return err
	}
	// Any region's endpoint tells where a bucket is; the destination's is one that is there.
	asked := replication.BucketRef{Cloud: s.Cloud, Region: s.Destination.Region.Or(""), Bucket: bucket}
	facts, err := driver.InspectBucket(ctx, asked)
	if err != nil {
		return err
	}
	if facts.Region != "" {
		asked.Region = facts.Region
	}
	m.Source = endObject(asked)
	return nil
}

// adoptRegion gives a state that does not name the region of its source bucket the one that is planned: without a
// refresh nobody has asked the cloud for it. A rule that says for the first time where it is does not change.
func (m *model) adoptRegion(plan model) {
	was, planned := m.spec(*m), plan.spec(plan)
	bucket, named := was.Source.Bucket.Get()
	region, told := planned.Source.Region.Get()
	if _, known := was.Source.Region.Get(); known || !named || !told {
		return
	}
	source := replication.BucketRef{Cloud: was.Cloud, Region: region, Bucket: bucket}
	m.Source, m.ID = endObject(source), types.StringValue(replication.RuleRef{Source: source, ID: m.RuleID.ValueString()}.ImportID())
	m.Scope = scopeOf(region != was.Destination.Region.Or(""))
}
