package alibaba

import (
	"context"
	"encoding/xml"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// listingRegion is whose endpoint is asked for the buckets of all regions: every endpoint of OSS tells them all.
const listingRegion = "cn-hangzhou"

type bucketsXML struct {
	XMLName     xml.Name `xml:"ListAllMyBucketsResult"`
	IsTruncated bool     `xml:"IsTruncated"`
	NextMarker  string   `xml:"NextMarker"`
	Buckets     []struct {
		Name     string `xml:"Name"`
		Location string `xml:"Location"`
	} `xml:"Buckets>Bucket"`
}

// Buckets lists the account's buckets, a thousand with each request.
func (d *Driver) Buckets(ctx context.Context, region string) ([]replication.BucketRef, error) {
	ask := region
	if ask == "" {
		ask = listingRegion
	}
	var found []replication.BucketRef
	query := map[string]string{"max-keys": "1000"}
	for {
		var page bucketsXML
		_, err := d.do(ctx, call{
			bucket: replication.BucketRef{Cloud: replication.Alibaba, Region: ask}, does: "list the buckets", api: "ListBuckets",
			method: http.MethodGet, query: query,
		}, &page)
		if err != nil {
			return nil, err
		}
		for _, b := range page.Buckets {
			if of := regionOf(b.Location); region == "" || of == region {
				found = append(found, replication.BucketRef{Cloud: replication.Alibaba, Region: of, Bucket: b.Name})
			}
		}
		if !page.IsTruncated || page.NextMarker == "" {
			return found, nil
		}
		query["marker"] = page.NextMarker
	}
}
