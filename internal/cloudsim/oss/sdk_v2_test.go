package oss

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	vendor "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// The vendor's alibabacloud-oss-go-sdk-v2, unmodified, goes through the life of a rule in both signature versions.
func TestGoSDKv2(t *testing.T) {
	t.Parallel()
	for name, sign := range map[string]func(*vendor.Config) *vendor.Config{
		"V1":                         func(c *vendor.Config) *vendor.Config { return c.WithSignatureVersion(vendor.SignatureVersionV1) },
		"V4":                         func(c *vendor.Config) *vendor.Config { return c.WithSignatureVersion(vendor.SignatureVersionV4) },
		"V4 with additional headers": func(c *vendor.Config) *vendor.Config { return c.WithAdditionalHeaders([]string{"User-Agent", "Range"}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, Options{})
			client := func(region string) *vendor.Client {
				return vendor.NewClient(sign(vendor.LoadDefaultConfig().WithRegion(region).
					WithHttpClient(&http.Client{Transport: roundTripper{s.Service}}).
					WithCredentialsProvider(credentials.NewStaticCredentialsProvider(keyID, vectorSecret))))
			}
			hangzhou, beijing := client("cn-hangzhou"), client("cn-beijing")
			for bucket, c := range map[string]*vendor.Client{"sdk-src": hangzhou, "sdk-dst": beijing} {
				_, err := c.PutBucket(t.Context(), &vendor.PutBucketRequest{Bucket: &bucket})
				must(t, err)
				_, err = c.PutBucketVersioning(t.Context(), &vendor.PutBucketVersioningRequest{
					Bucket: &bucket, VersioningConfiguration: &vendor.VersioningConfiguration{Status: vendor.VersionEnabled},
				})
				must(t, err)
			}
			v2Settings(t, hangzhou)
			v2Rules(t, s, hangzhou)
			v2Objects(t, s, hangzhou, beijing)
			v2Delete(t, s, hangzhou)
		})
	}
}

func v2Settings(t *testing.T, c *vendor.Client) {
	t.Helper()
	bucket := vendor.Ptr("sdk-src")
	info, err := c.GetBucketInfo(t.Context(), &vendor.GetBucketInfoRequest{Bucket: bucket})
	must(t, err)
	// The SDK reads the algorithm "None" as empty.
	if b := info.BucketInfo; *b.Name != "sdk-src" || *b.Versioning != "Enabled" || *b.SseRule.SSEAlgorithm != "" || *b.DataRedundancyType != "LRS" || *b.BlockPublicAccess {
		t.Errorf("bucket info %+v", b)
	}
	exists, err := c.IsBucketExist(t.Context(), "sdk-none")
	must(t, err)
	if exists {
		t.Error("a bucket exists that was never made")
	}
	_, err = c.PutBucketLifecycle(t.Context(), &vendor.PutBucketLifecycleRequest{Bucket: bucket, LifecycleConfiguration: &vendor.LifecycleConfiguration{
		Rules: []vendor.LifecycleRule{{Status: vendor.Ptr("Enabled"), Prefix: vendor.Ptr("logs/"), Expiration: &vendor.LifecycleRuleExpiration{Days: vendor.Ptr(int32(30))}}},
	}})
	must(t, err)
	lifecycle, err := c.GetBucketLifecycle(t.Context(), &vendor.GetBucketLifecycleRequest{Bucket: bucket})
	must(t, err)
	if rules := lifecycle.LifecycleConfiguration.Rules; len(rules) != 1 || *rules[0].ID == "" || *rules[0].Prefix != "logs/" {
		t.Errorf("lifecycle %+v", rules)
	}
	_, err = c.PutBucketEncryption(t.Context(), &vendor.PutBucketEncryptionRequest{Bucket: bucket, ServerSideEncryptionRule: &vendor.ServerSideEncryptionRule{
		ApplyServerSideEncryptionByDefault: &vendor.ApplyServerSideEncryptionByDefault{SSEAlgorithm: vendor.Ptr("AES256")},
	}})
	must(t, err)
	list, err := c.ListBuckets(t.Context(), &vendor.ListBucketsRequest{})
	must(t, err)
	if len(list.Buckets) != 2 || *list.Buckets[0].Region != "cn-beijing" {
		t.Errorf("buckets %+v", list.Buckets)
	}
}

func v2Rules(t *testing.T, s *sim, c *vendor.Client) {
	t.Helper()
	bucket := vendor.Ptr("sdk-src")
	put, err := c.PutBucketReplication(t.Context(), &vendor.PutBucketReplicationRequest{Bucket: bucket, ReplicationConfiguration: &vendor.ReplicationConfiguration{
		// The zero values of TransferType and HistoricalObjectReplication go out as empty elements.
		Rules: []vendor.ReplicationRule{{Destination: &vendor.ReplicationDestination{Bucket: vendor.Ptr("sdk-dst"), Location: vendor.Ptr("oss-cn-beijing")}}},
	}})
	must(t, err)
	id := put.ReplicationRuleId
	got, err := c.GetBucketReplication(t.Context(), &vendor.GetBucketReplicationRequest{Bucket: bucket})
	must(t, err)
	rule := got.ReplicationConfiguration.Rules[0]
	if len(*id) != 36 || *rule.ID != *id || *rule.Status != "starting" || *rule.Action != "ALL" || rule.HistoricalObjectReplication != "enabled" ||
		rule.Destination.TransferType != "" || rule.SyncRole != nil || rule.RTC != nil || rule.PrefixSet != nil || rule.SourceSelectionCriteria != nil {
		t.Errorf("rule %+v", rule)
	}
	s.clock.Advance(3 * time.Minute)
	_, err = c.PutBucketRtc(t.Context(), &vendor.PutBucketRtcRequest{Bucket: bucket, RtcConfiguration: &vendor.RtcConfiguration{
		RTC: &vendor.ReplicationTimeControl{Status: vendor.Ptr("enabled")}, ID: id,
	}})
	must(t, err)
	progress, err := c.GetBucketReplicationProgress(t.Context(), &vendor.GetBucketReplicationProgressRequest{Bucket: bucket, RuleId: id})
	must(t, err)
	if p := progress.ReplicationProgress.Rules[0]; *p.Status != "doing" || *p.Progress.HistoricalObject != "1" || *p.Progress.NewObject != wire.Time(s.clock.Now()) {
		t.Errorf("progress %+v", p)
	}
	locations, err := c.GetBucketReplicationLocation(t.Context(), &vendor.GetBucketReplicationLocationRequest{Bucket: bucket})
	must(t, err)
	l := locations.ReplicationLocation
	if !slices.Contains(l.Locations, "oss-cn-hongkong") || !slices.Contains(l.LocationRTCConstraint.Locations, "oss-cn-beijing") || len(l.LocationTransferTypeConstraint.LocationTransferTypes) == 0 {
		t.Errorf("locations %+v", l)
	}
}

func v2Objects(t *testing.T, s *sim, hangzhou, beijing *vendor.Client) {
	t.Helper()
	source, destination, key := vendor.Ptr("sdk-src"), vendor.Ptr("sdk-dst"), vendor.Ptr("dir/a b+ü.txt")
	put, err := hangzhou.PutObject(t.Context(), &vendor.PutObjectRequest{Bucket: source, Key: key, Body: strings.NewReader("hello")})
	must(t, err)
	if put.VersionId == nil || put.Headers.Get("x-oss-server-side-encryption") != "AES256" {
		t.Errorf("put: version %v, headers %v", put.VersionId, put.Headers)
	}
	_, err = beijing.HeadObject(t.Context(), &vendor.HeadObjectRequest{Bucket: destination, Key: key})
	wantV2(t, err, "NoSuchKey", http.StatusNotFound)
	s.clock.Advance(30 * time.Second)
	got, err := beijing.GetObject(t.Context(), &vendor.GetObjectRequest{Bucket: destination, Key: key, Range: vendor.Ptr("bytes=1-2")})
	must(t, err)
	content, err := io.ReadAll(got.Body)
	must(t, err)
	if string(content) != "el" || *got.VersionId != *put.VersionId {
		t.Errorf("range of the replica %q, version %s", content, *got.VersionId)
	}
	deleted, err := hangzhou.DeleteObject(t.Context(), &vendor.DeleteObjectRequest{Bucket: source, Key: key})
	must(t, err)
	if !deleted.DeleteMarker || deleted.VersionId == nil {
		t.Errorf("deleted %+v", deleted)
	}
	s.clock.Advance(30 * time.Second)
	versions, err := beijing.ListObjectVersions(t.Context(), &vendor.ListObjectVersionsRequest{Bucket: destination})
	must(t, err)
	if len(versions.ObjectDeleteMarkers) != 1 || len(versions.ObjectVersions) != 1 || *versions.ObjectVersions[0].Key != *key || versions.ObjectVersions[0].IsLatest {
		t.Errorf("versions of the replica: %+v, markers %+v", versions.ObjectVersions, versions.ObjectDeleteMarkers)
	}
	list, err := hangzhou.ListObjectsV2(t.Context(), &vendor.ListObjectsV2Request{Bucket: source, Delimiter: vendor.Ptr("/")})
	must(t, err)
	if len(list.Contents) != 0 || len(list.CommonPrefixes) != 0 {
		t.Errorf("the deleted object is listed: %+v", list)
	}
}

func v2Delete(t *testing.T, s *sim, c *vendor.Client) {
	t.Helper()
	bucket := vendor.Ptr("sdk-src")
	id := s.Rules("sdk-src")[0].ID
	remove := func() int {
		t.Helper()
		result, err := c.DeleteBucketReplication(t.Context(), &vendor.DeleteBucketReplicationRequest{Bucket: bucket, ReplicationRules: &vendor.ReplicationRules{IDs: []string{id}}})
		must(t, err)
		return result.StatusCode
	}
	if first, second := remove(), remove(); first != http.StatusOK || second != http.StatusNoContent {
		t.Errorf("deleting answers %d, then %d", first, second)
	}
	got, err := c.GetBucketReplication(t.Context(), &vendor.GetBucketReplicationRequest{Bucket: bucket})
	must(t, err)
	if status := *got.ReplicationConfiguration.Rules[0].Status; status != "closing" {
		t.Errorf("status %s", status)
	}
	s.clock.Advance(2 * time.Minute)
	_, err = c.GetBucketReplication(t.Context(), &vendor.GetBucketReplicationRequest{Bucket: bucket})
	wantV2(t, err, "NoSuchReplicationConfiguration", http.StatusNotFound)
}

func wantV2(t *testing.T, err error, code string, status int) {
	t.Helper()
	var service *vendor.ServiceError
	if !errors.As(err, &service) || service.Code != code || service.StatusCode != status {
		t.Errorf("got %v, want %d %s", err, status, code)
	}
}
