package ucloud

import (
	"context"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// InspectBucket reads the bucket's properties, and whether it mirrors another origin. A bucket that is in another region exists,
// and that is all that is told.
func (d *Driver) InspectBucket(ctx context.Context, bucket replication.BucketRef) (replication.BucketFacts, error) {
	answer, err := d.do(ctx, call{
		bucket: bucket, does: "read the properties", action: "DescribeBucket", parameters: map[string]string{"BucketName": bucket.Bucket},
	})
	rows := answer.dataSet()
	switch {
	case replication.IsKind(err, replication.KindNotFound), err == nil && len(rows) == 0:
		return replication.BucketFacts{}, nil
	case err != nil:
		return replication.BucketFacts{}, err
	}
	facts := replication.BucketFacts{Exists: true, Region: rows[0].text("Region")}
	if facts.Region == "" || facts.Region == bucket.Region {
		facts.Mirrored, err = d.mirrors(ctx, bucket)
	}
	return facts, err
}

// mirrors tells whether the bucket has mirror rules. The action is not documented, so that a refusal means that nobody tells.
func (d *Driver) mirrors(ctx context.Context, bucket replication.BucketRef) (bool, error) {
	answer, err := d.do(ctx, call{
		bucket: bucket, does: "read the mirror rules", action: d.options.API.name(actionMirrors),
		parameters: map[string]string{"BucketName": bucket.Bucket},
	})
	if err != nil {
		if replication.IsTemporary(err) {
			return false, err
		}
		return false, nil
	}
	rows, _ := answer.rows(d.options.API.name(fieldMirrors))
	return len(rows) > 0, nil
}

// HasLifecycleRules tells whether any lifecycle rule of the bucket is enabled.
func (d *Driver) HasLifecycleRules(ctx context.Context, bucket replication.BucketRef) (bool, error) {
	answer, err := d.do(ctx, call{
		bucket: bucket, does: "read the lifecycle rules", action: "DescribeUFileLifeCycle",
		parameters: map[string]string{"Region": bucket.Region, "BucketName": bucket.Bucket},
	})
	if err != nil {
		return false, err
	}
	for _, row := range answer.dataSet() {
		if strings.EqualFold(row.text("Status"), "Enabled") {
			return true, nil
		}
	}
	return false, nil
}
