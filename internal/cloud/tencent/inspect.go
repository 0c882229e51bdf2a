package tencent

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// InspectBucket reads the bucket's properties, which takes three requests. A bucket that COS does not know in its region is
// looked for among the account's buckets: if it is in another region, that is all that is told.
func (d *Driver) InspectBucket(ctx context.Context, bucket replication.BucketRef) (replication.BucketFacts, error) {
	c := call{bucket: bucket, does: "read the properties", api: "HeadBucket"}
	client, err := d.sdk(c)
	if err != nil {
		return replication.BucketFacts{}, err
	}
	response, err := client.Bucket.Head(d.bounded(ctx))
	if err != nil {
		e := c.translate(ctx, err)
		if e.Kind == replication.KindNotFound {
			return d.elsewhere(ctx, client, bucket), nil
		}
		return replication.BucketFacts{}, e
	}
	facts := replication.BucketFacts{
		Exists: true, Region: response.Header.Get("x-cos-bucket-region"), MultiAZ: strings.EqualFold(response.Header.Get("x-cos-bucket-az-type"), "MAZ"),
	}
	if facts.Region == "" {
		facts.Region = bucket.Region // the bucket answered there
	}
	if facts.Region != bucket.Region {
		return replication.BucketFacts{Exists: true, Region: facts.Region}, nil
	}
	var versioningErr, encryptionErr error
	var group sync.WaitGroup
	group.Go(func() { facts.Versioning, versioningErr = d.versioning(ctx, client, bucket) })
	group.Go(func() { facts.KMSByDefault, encryptionErr = d.encryptsByKMS(ctx, client, bucket) })
	group.Wait()
	if err := errors.Join(versioningErr, encryptionErr); err != nil {
		if versioningErr != nil {
			return replication.BucketFacts{}, versioningErr
		}
		return replication.BucketFacts{}, encryptionErr
	}
	return facts, nil
}

// elsewhere looks for the bucket in the list of the account's buckets. Who may not read that list learns that the bucket does not exist.
func (d *Driver) elsewhere(ctx context.Context, client *cos.Client, bucket replication.BucketRef) replication.BucketFacts {
	found, _, err := client.Service.Get(d.bounded(ctx))
	if err != nil {
		return replication.BucketFacts{}
	}
	for _, b := range found.Buckets {
		if b.Name == bucket.Bucket && b.Region != "" && b.Region != bucket.Region {
			return replication.BucketFacts{Exists: true, Region: b.Region}
		}
	}
	return replication.BucketFacts{}
}

// versioning is empty in the answer of a bucket whose versioning was never enabled.
func (d *Driver) versioning(ctx context.Context, client *cos.Client, bucket replication.BucketRef) (replication.Versioning, error) {
	c := call{bucket: bucket, does: "read the versioning", api: "GetBucketVersioning"}
	found, response, err := client.Bucket.GetVersioning(d.bounded(ctx))
	if err != nil {
		return "", c.translate(ctx, err)
	}
	if found.XMLName.Local == "" {
		return "", c.unreadable(errors.New("it is empty"), response.Header, 0)
	}
	versioning, known := replication.ParseVersioning(found.Status)
	if !known {
		return "", nil
	}
	return versioning, nil
}

func (d *Driver) encryptsByKMS(ctx context.Context, client *cos.Client, bucket replication.BucketRef) (bool, error) {
	c := call{bucket: bucket, does: "read the default encryption", api: "GetBucketEncryption"}
	found, _, err := client.Bucket.GetEncryption(d.bounded(ctx))
	if err != nil {
		return false, unlessAbsent(c.translate(ctx, err))
	}
	return found.Rule != nil && strings.Contains(strings.ToUpper(found.Rule.SSEAlgorithm), "KMS"), nil
}

// HasLifecycleRules tells whether any lifecycle rule of the bucket is enabled.
func (d *Driver) HasLifecycleRules(ctx context.Context, bucket replication.BucketRef) (bool, error) {
	c := call{bucket: bucket, does: "read the lifecycle rules", api: "GetBucketLifecycle"}
	client, err := d.sdk(c)
	if err != nil {
		return false, err
	}
	found, _, err := client.Bucket.GetLifecycle(d.bounded(ctx))
	if err != nil {
		return false, unlessAbsent(c.translate(ctx, err))
	}
	for _, rule := range found.Rules {
		if strings.EqualFold(rule.Status, enabled) {
			return true, nil
		}
	}
	return false, nil
}

// unlessAbsent is nil for a bucket that has no such configuration: COS answers 404, with codes in more than one spelling.
func unlessAbsent(e *replication.Error) error {
	if e.Kind == replication.KindNotFound && e.Missing != replication.MissingBucket {
		return nil
	}
	return e
}
