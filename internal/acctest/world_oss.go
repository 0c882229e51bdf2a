package acctest

import (
	"context"
	"errors"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
)

// rulesOf are the bucket's rules; none is no error.
func rulesOf(ctx context.Context, client *oss.Client, bucket string) ([]oss.ReplicationRule, error) {
	answer, err := client.GetBucketReplication(ctx, &oss.GetBucketReplicationRequest{Bucket: &bucket})
	var refusal *oss.ServiceError
	if errors.As(err, &refusal) && refusal.Code == "NoSuchReplicationConfiguration" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return answer.ReplicationConfiguration.Rules, nil
}

// removeBucket removes a bucket with everything in it: what a test has left of its rules, every version, itself.
func (w *World) removeBucket(ctx context.Context, bucket string) error {
	client := w.clients[bucket]
	err := w.wait(ctx, func() (bool, error) {
		rules, err := rulesOf(ctx, client, bucket)
		for _, rule := range rules {
			if *rule.Status == "closing" {
				continue
			}
			_, err := client.DeleteBucketReplication(ctx, &oss.DeleteBucketReplicationRequest{
				Bucket: &bucket, ReplicationRules: &oss.ReplicationRules{IDs: []string{*rule.ID}},
			})
			if err != nil {
				return false, err
			}
		}
		return len(rules) == 0, err
	})
	if err != nil {
		return err
	}
	if err := removeVersions(ctx, client, bucket); err != nil {
		return err
	}
	_, err = client.DeleteBucket(ctx, &oss.DeleteBucketRequest{Bucket: &bucket})
	return err
}

func removeVersions(ctx context.Context, client *oss.Client, bucket string) error {
	pages := client.NewListObjectVersionsPaginator(&oss.ListObjectVersionsRequest{Bucket: &bucket})
	for pages.HasNext() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		remove := func(key, version *string) error {
			_, err := client.DeleteObject(ctx, &oss.DeleteObjectRequest{Bucket: &bucket, Key: key, VersionId: version})
			return err
		}
		for _, v := range page.ObjectVersions {
			if err := remove(v.Key, v.VersionId); err != nil {
				return err
			}
		}
		for _, marker := range page.ObjectDeleteMarkers {
			if err := remove(marker.Key, marker.VersionId); err != nil {
				return err
			}
		}
	}
	return nil
}
