package alibaba

import (
	"context"
	"encoding/xml"
	"errors"
	"net/http"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

type bucketInfoXML struct {
	XMLName xml.Name `xml:"BucketInfo"`
	Bucket  struct {
		Name       string `xml:"Name"`
		Location   string `xml:"Location"`
		Versioning string `xml:"Versioning"`
		OwnerID    string `xml:"Owner>ID"`
		Encryption string `xml:"ServerSideEncryptionRule>SSEAlgorithm"`
	} `xml:"Bucket"`
}

// InspectBucket reads the bucket's properties. A bucket that is in another region exists, and that is all that is told.
func (d *Driver) InspectBucket(ctx context.Context, bucket replication.BucketRef) (replication.BucketFacts, error) {
	var answer bucketInfoXML
	_, err := d.do(ctx, call{
		bucket: bucket, does: "read the properties", api: "GetBucketInfo",
		method: http.MethodGet, query: map[string]string{"bucketInfo": ""},
	}, &answer)
	var elsewhere *elsewhereError
	switch {
	case replication.IsKind(err, replication.KindNotFound):
		return replication.BucketFacts{}, nil
	case errors.As(err, &elsewhere) && elsewhere.region != "":
		return replication.BucketFacts{Exists: true, Region: elsewhere.region}, nil
	case err != nil:
		return replication.BucketFacts{}, err
	}
	return replication.BucketFacts{
		Exists:       true,
		Region:       regionOf(answer.Bucket.Location),
		Versioning:   parseVersioning(answer.Bucket.Versioning),
		KMSByDefault: strings.EqualFold(answer.Bucket.Encryption, "KMS"),
		OwnerID:      answer.Bucket.OwnerID,
	}, nil
}

// parseVersioning reads the element, which is absent where versioning was never enabled.
func parseVersioning(s string) replication.Versioning {
	versioning, known := replication.ParseVersioning(s)
	if !known {
		return ""
	}
	return versioning
}

type lifecycleXML struct {
	XMLName  xml.Name `xml:"LifecycleConfiguration"`
	Statuses []string `xml:"Rule>Status"`
}

// HasLifecycleRules tells whether any lifecycle rule of the bucket is enabled.
func (d *Driver) HasLifecycleRules(ctx context.Context, bucket replication.BucketRef) (bool, error) {
	var answer lifecycleXML
	_, err := d.do(ctx, call{
		bucket: bucket, does: "read the lifecycle rules", api: "GetBucketLifecycle",
		method: http.MethodGet, query: map[string]string{"lifecycle": ""},
	}, &answer)
	if hasCode(err, codeNoLifecycle) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, status := range answer.Statuses {
		if strings.EqualFold(status, enabled) {
			return true, nil
		}
	}
	return false, nil
}
