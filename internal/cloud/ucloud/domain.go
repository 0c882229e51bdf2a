package ucloud

import (
	"context"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var _ replication.DomainReader = (*Driver)(nil)

// Domain is the first of the bucket's own domain names, as DescribeBucket tells them.
func (d *Driver) Domain(ctx context.Context, bucket replication.BucketRef) (string, error) {
	answer, err := d.do(ctx, call{
		bucket: bucket, does: "read the domain names", action: "DescribeBucket", parameters: map[string]string{"BucketName": bucket.Bucket},
	})
	rows := answer.dataSet()
	if err != nil || len(rows) == 0 {
		return "", err
	}
	domains, _ := rows[0]["domain"].(map[string]any)
	names, _ := folded(domains)["src"].([]any)
	if len(names) == 0 {
		return "", nil
	}
	name, _ := names[0].(string)
	return name, nil
}
