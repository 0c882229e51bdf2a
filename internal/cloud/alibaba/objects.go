package alibaba

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// maxListed is how many requests a look at a bucket's objects may take; each tells of a thousand.
const maxListed = 20

type objectsXML struct {
	XMLName     xml.Name `xml:"ListBucketResult"`
	IsTruncated bool     `xml:"IsTruncated"`
	NextToken   string   `xml:"NextContinuationToken"`
	Contents    []struct {
		Key          string `xml:"Key"`
		ETag         string `xml:"ETag"`
		LastModified string `xml:"LastModified"`
		StorageClass string `xml:"StorageClass"`
	} `xml:"Contents"`
}

// Objects lists the objects under the prefixes. Those in (deep) cold archive are left out, which OSS does not replicate.
func (d *Driver) Objects(ctx context.Context, bucket replication.BucketRef, prefixes []string) (replication.Listing, error) {
	if len(prefixes) == 0 {
		prefixes = []string{""}
	}
	listing := replication.Listing{Complete: true}
	requests := 0
	for _, prefix := range prefixes {
		token := ""
		for {
			if requests == maxListed {
				listing.Complete = false
				return listing, nil
			}
			requests++
			page, err := d.objects(ctx, bucket, prefix, token, "1000")
			if err != nil {
				return replication.Listing{}, err
			}
			listing.Objects = append(listing.Objects, page.objects(func(class string) bool { return !strings.HasSuffix(class, "ColdArchive") })...)
			if token = page.NextToken; !page.IsTruncated || token == "" {
				break
			}
		}
	}
	return listing, nil
}

func (d *Driver) objects(ctx context.Context, bucket replication.BucketRef, prefix, token, limit string) (objectsXML, error) {
	query := map[string]string{"list-type": "2", "max-keys": limit, "encoding-type": "url"}
	if prefix != "" {
		query["prefix"] = prefix
	}
	if token != "" {
		query["continuation-token"] = token
	}
	var page objectsXML
	_, err := d.do(ctx, call{
		bucket: bucket, does: "list objects", api: "ListObjects", method: http.MethodGet, query: query,
	}, &page)
	return page, err
}

// objects are the objects of the page in the storage classes that are asked for; what cannot be read is left out.
func (x objectsXML) objects(class func(string) bool) []replication.Object {
	var objects []replication.Object
	for _, o := range x.Contents {
		key, err := url.QueryUnescape(o.Key)
		written := parseTime(o.LastModified)
		if err != nil || written == nil || !class(o.StorageClass) {
			continue
		}
		objects = append(objects, replication.Object{Key: key, ETag: strings.Trim(o.ETag, `"`), Written: *written})
	}
	return objects
}

// HasReplica looks for the key by a listing, for which the permission to read objects is not needed. An object of another
// content that is newer counts too: the source's write has been overtaken.
func (d *Driver) HasReplica(ctx context.Context, bucket replication.BucketRef, of replication.Object) (bool, error) {
	page, err := d.objects(ctx, bucket, of.Key, "", "1")
	if err != nil {
		return false, err
	}
	for _, replica := range page.objects(func(string) bool { return true }) {
		if replica.Key == of.Key {
			return replica.ETag == of.ETag || !replica.Written.Before(of.Written.Truncate(time.Second)), nil
		}
	}
	return false, nil
}

// Domain is the bucket's public domain name.
func (d *Driver) Domain(_ context.Context, bucket replication.BucketRef) (string, error) {
	return bucket.Bucket + "." + locationOf(bucket.Region) + ".aliyuncs.com", nil
}
