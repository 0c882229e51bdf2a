package tencent

import (
	"context"
	"net/url"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// anyRegion is named where the list is asked of all regions: only a configured endpoint makes use of it.
const anyRegion = "ap-guangzhou"

// Buckets lists the account's buckets, a thousand with each request.
func (d *Driver) Buckets(ctx context.Context, region string) ([]replication.BucketRef, error) {
	ask := region
	if ask == "" {
		ask = anyRegion
	}
	c := call{bucket: replication.BucketRef{Cloud: replication.Tencent, Region: ask}, does: "list the buckets", api: "GetService"}
	service, err := url.Parse(d.endpoint(ask).serviceURL(ask))
	if err != nil {
		return nil, c.fails(replication.KindInvalid, err)
	}
	client := cos.NewClient(&cos.BaseURL{ServiceURL: service}, d.http())
	client.Conf.RetryOpt = cos.RetryOptions{Count: 1} // package transport repeats
	var found []replication.BucketRef
	options := cos.ServiceGetOptions{MaxKeys: 1000, Region: region}
	for {
		page, _, err := client.Service.Get(d.bounded(ctx), &options)
		if err != nil {
			return nil, c.translate(ctx, err)
		}
		for _, b := range page.Buckets {
			if region == "" || b.Region == region {
				found = append(found, replication.BucketRef{Cloud: replication.Tencent, Region: b.Region, Bucket: b.Name})
			}
		}
		if !page.IsTruncated || page.NextMarker == "" {
			return found, nil
		}
		options.Marker = page.NextMarker
	}
}
