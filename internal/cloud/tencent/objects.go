package tencent

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	_ replication.ObjectReader = (*Driver)(nil)
	_ replication.DomainReader = (*Driver)(nil)
)

// maxListed is how many requests a look at a bucket's objects may take; each tells of a thousand versions.
const maxListed = 20

// Objects lists the current versions of the objects under the prefixes: COS tells how far replication has come by nothing else.
func (d *Driver) Objects(ctx context.Context, bucket replication.BucketRef, prefixes []string) (replication.Listing, error) {
	c := call{bucket: bucket, does: "list the object versions", api: "GetBucketObjectVersions"}
	client, err := d.sdk(c)
	if err != nil {
		return replication.Listing{}, err
	}
	if len(prefixes) == 0 {
		prefixes = []string{""}
	}
	listing := replication.Listing{Complete: true}
	requests := 0
	for _, prefix := range prefixes {
		options := &cos.BucketGetObjectVersionsOptions{Prefix: prefix, EncodingType: "url", MaxKeys: 1000}
		for {
			if requests == maxListed {
				listing.Complete = false
				return listing, nil
			}
			requests++
			page, _, err := client.Bucket.GetObjectVersions(d.bounded(ctx), options)
			if err != nil {
				return replication.Listing{}, c.translate(ctx, err)
			}
			listing.Objects = append(listing.Objects, current(page)...)
			if !page.IsTruncated || page.NextKeyMarker == "" {
				break
			}
			options.KeyMarker, options.VersionIdMarker = decoded(page.NextKeyMarker), page.NextVersionIdMarker
		}
	}
	return listing, nil
}

// current are the current versions of a page.
func current(page *cos.BucketGetObjectVersionsResult) []replication.Object {
	var objects []replication.Object
	for _, v := range page.Version {
		written, err := time.Parse(time.RFC3339Nano, v.LastModified)
		if v.IsLatest && err == nil {
			objects = append(objects, replication.Object{Key: decoded(v.Key), VersionID: v.VersionId, Written: written.UTC()})
		}
	}
	return objects
}

// decoded is a key as it is; one that is no encoding is taken as it stands.
func decoded(key string) string {
	plain, err := url.QueryUnescape(key)
	if err != nil {
		return key
	}
	return plain
}

// HasReplica asks for the version itself: a replica has the version id and the time of its source (COS documentation,
// "Behaviour of bucket replication").
func (d *Driver) HasReplica(ctx context.Context, bucket replication.BucketRef, of replication.Object) (bool, error) {
	c := call{bucket: bucket, does: "look for the object " + of.Key, api: "HeadObject"}
	client, err := d.sdk(c)
	if err != nil {
		return false, err
	}
	response, err := client.Object.Head(d.bounded(ctx), of.Key, nil, of.VersionID)
	if err != nil {
		e := c.translate(ctx, err)
		if e.Kind == replication.KindNotFound {
			return false, nil
		}
		return false, e
	}
	return !writtenBefore(response.Header.Get("Last-Modified"), of.Written.Truncate(time.Second)), nil
}

// writtenBefore tells whether the date of an object is known to be before t.
func writtenBefore(lastModified string, t time.Time) bool {
	modified, err := http.ParseTime(lastModified)
	return err == nil && modified.Before(t)
}

// Domain is the bucket's public domain name.
func (d *Driver) Domain(_ context.Context, bucket replication.BucketRef) (string, error) {
	return fill(publicBucket.host, bucket.Bucket, bucket.Region), nil
}
