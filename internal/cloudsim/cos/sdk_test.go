package cos

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	vendor "github.com/tencentyun/cos-go-sdk-v5"
)

// sdk is Tencent's cos-go-sdk-v5 for one bucket, unmodified, with the SDK's own signing.
func (s *sim) sdk(bucket, region string) *vendor.Client {
	s.t.Helper()
	address, err := vendor.NewBucketURL(bucket, region, true)
	s.must(err)
	return vendor.NewClient(&vendor.BaseURL{BucketURL: address}, &http.Client{Transport: &vendor.AuthorizationTransport{
		SecretID: s.key.ID, SecretKey: s.key.Secret, SessionToken: s.key.SessionToken, Transport: roundTripper{s.Service},
	}})
}

func wantSDK(t *testing.T, err error, status int, code string) {
	t.Helper()
	var failure *vendor.ErrorResponse
	if !errors.As(err, &failure) || failure.Response.StatusCode != status || failure.Code != code || code != "" && (failure.RequestID == "" || failure.TraceID == "") {
		t.Errorf("error %v, want %d %s", err, status, code)
	}
}

// one drops the response of a call.
func one(_ *vendor.Response, err error) error { return err }

func TestSDKBuckets(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), newSim(t, Options{})
	guangzhou, shanghai := s.sdk(src, "ap-guangzhou"), s.sdk(dst, "ap-shanghai")
	s.must(one(guangzhou.Bucket.Put(ctx, nil)))
	s.must(one(shanghai.Bucket.Put(ctx, &vendor.BucketPutOptions{CreateBucketConfiguration: &vendor.CreateBucketConfiguration{BucketAZConfig: "MAZ"}})))
	wantSDK(t, one(guangzhou.Bucket.Put(ctx, nil)), 409, "BucketAlreadyOwnedByYou")
	list, _, err := guangzhou.Service.Get(ctx)
	s.must(err)
	if len(list.Buckets) != 2 || list.Buckets[1].Name != src || list.Buckets[1].Region != "ap-guangzhou" || list.Owner.ID != role || list.Owner.DisplayName != owner {
		t.Errorf("service %+v, owner %+v", list, list.Owner)
	}
	if _, err := time.Parse(time.RFC3339, list.Buckets[0].CreationDate); err != nil {
		t.Error(err)
	}
	location, _, err := guangzhou.Bucket.GetLocation(ctx)
	s.must(err)
	if location.Location != "ap-guangzhou" {
		t.Errorf("location %q", location.Location)
	}
	if there, err := s.sdk("none-1250000000", "ap-guangzhou").Bucket.IsExist(ctx); there || err != nil {
		t.Errorf("exists %v, error %v", there, err)
	}
	s.must(one(shanghai.Bucket.PutEncryption(ctx, &vendor.BucketPutEncryptionOptions{Rule: &vendor.BucketEncryptionConfiguration{SSEAlgorithm: "KMS", KMSMasterKeyID: "key"}})))
	s.must(one(shanghai.Bucket.PutLifecycle(ctx, &vendor.BucketPutLifecycleOptions{Rules: []vendor.BucketLifecycleRule{
		{ID: "old", Status: "Enabled", Filter: &vendor.BucketLifecycleFilter{Prefix: "logs/"}, Expiration: &vendor.BucketLifecycleExpiration{Days: 30}},
	}})))
	meta, _, err := shanghai.Bucket.GetMeta(ctx)
	s.must(err)
	if !meta.MAZ || meta.Location != "ap-shanghai" || meta.Encryption.Rule.KMSMasterKeyID != "key" || meta.Lifecycle.Rules[0].Expiration.Days != 30 || meta.Replication != nil || meta.Versioning.Status != "" {
		t.Errorf("meta %+v", meta)
	}
	s.must(one(shanghai.Bucket.DeleteEncryption(ctx)))
	s.must(one(shanghai.Bucket.DeleteLifecycle(ctx)))
	_, _, err = shanghai.Bucket.GetEncryption(ctx)
	wantSDK(t, err, 404, "NoSuchEncryptionConfiguration")
	_, _, err = shanghai.Bucket.GetLifecycle(ctx)
	wantSDK(t, err, 404, "NoSuchLifecycleConfiguration")
	s.must(one(shanghai.Bucket.Delete(ctx)))
	wantSDK(t, one(shanghai.Bucket.Head(ctx)), 404, "")
}

func TestSDKReplication(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), withPair(t, Options{})
	s.access.Put(temporaryKey)
	s.key = temporaryKey
	c := s.sdk(src, "ap-guangzhou")
	s.must(one(c.Bucket.PutVersioning(ctx, &vendor.BucketPutVersionOptions{Status: "Enabled"})))
	versioning, _, err := c.Bucket.GetVersioning(ctx)
	s.must(err)
	if versioning.Status != "Enabled" {
		t.Errorf("versioning %q", versioning.Status)
	}
	_, _, err = c.Bucket.GetBucketReplication(ctx)
	wantSDK(t, err, 404, "ReplicationConfigurationnotFoundError")
	options := &vendor.PutBucketReplicationOptions{Role: role, Rule: []vendor.BucketReplicationRule{
		{ID: "whole", Status: "Enabled", Priority: 2, Destination: &vendor.ReplicationDestination{Bucket: "qcs::cos:ap-shanghai::" + dst}},
		{
			ID: "full", Status: "Disabled", Priority: 1,
			Filter: &vendor.ReplicationFilter{And: &vendor.ReplicationFilterAnd{Prefix: "in/", Tag: []vendor.ObjectTaggingTag{{Key: "a", Value: "b"}}}},
			Destination: &vendor.ReplicationDestination{
				Bucket: "qcs::cos:ap-shanghai::" + dst, StorageClass: "Standard_IA",
				EncryptionConfiguration: &vendor.ReplicationEncryptionConfiguration{ReplicaKmsKeyID: "key"},
			},
			DeleteMarkerReplication: &vendor.DeleteMarkerReplication{Status: "Disabled"},
			SourceSelectionCriteria: &vendor.SourceSelectionCriteria{SseKmsEncryptedObjects: &vendor.SseKmsEncryptedObjects{Status: "Enabled"}},
		},
	}}
	s.must(one(c.Bucket.PutBucketReplication(ctx, options)))
	read, response, err := c.Bucket.GetBucketReplication(ctx)
	s.must(err)
	if diff := cmp.Diff(options.Rule, read.Rule); diff != "" || read.Role != role {
		t.Errorf("role %s, rules %s", read.Role, diff)
	}
	if response.Header.Get("X-Cos-Replication-Rule-Creation-Time") == "" {
		t.Errorf("headers %v", response.Header)
	}
	wantSDK(t, one(c.Bucket.PutVersioning(ctx, &vendor.BucketPutVersionOptions{Status: "Suspended"})), 409, "InvalidBucketState")
	options.Rule[0].Priority = 0
	wantSDK(t, one(c.Bucket.PutBucketReplication(ctx, options)), 400, "InvalidArgument")
	s.must(one(c.Bucket.DeleteBucketReplication(ctx)))
	_, _, err = c.Bucket.GetBucketReplication(ctx)
	wantSDK(t, err, 404, "ReplicationConfigurationnotFoundError")
}

func TestSDKObjects(t *testing.T) {
	t.Parallel()
	ctx, s := t.Context(), twoWay(t)
	source, replica := s.sdk(src, "ap-guangzhou"), s.sdk(dst, "ap-shanghai")
	const key = "in/a b+ü (腾讯云).txt"
	meta := http.Header{"X-Cos-Meta-Author": {"me"}}
	put, err := source.Object.Put(ctx, key, strings.NewReader("hello"), &vendor.ObjectPutOptions{ObjectPutHeaderOptions: &vendor.ObjectPutHeaderOptions{
		ContentType: "text/plain", XCosMetaXXX: &meta, XCosStorageClass: "STANDARD_IA", XOptionHeader: &http.Header{"X-Cos-Tagging": {"a=b"}},
	}})
	s.must(err)
	id := put.Header.Get("X-Cos-Version-Id")
	s.must(one(source.Object.Put(ctx, "z", strings.NewReader("last"), nil)))
	s.clock.Advance(latency)
	got, err := replica.Object.Get(ctx, key, nil)
	s.must(err)
	body, err := io.ReadAll(got.Body)
	s.must(err)
	s.must(got.Body.Close())
	if string(body) != "hello" || got.Header.Get("X-Cos-Meta-Author") != "me" || got.Header.Get("Content-Type") != "text/plain" ||
		got.Header.Get("X-Cos-Version-Id") != id || id == "" || got.Header.Get("X-Cos-Storage-Class") != "STANDARD_IA" || got.Header.Get("X-Cos-Replication-Status") != "Replica" {
		t.Errorf("replica %q, headers %v", body, got.Header)
	}
	head, err := replica.Object.Head(ctx, key, nil, id)
	s.must(err)
	if head.Header.Get("Content-Length") != "5" || head.Header.Get("ETag") != put.Header.Get("ETag") {
		t.Errorf("head %v", head.Header)
	}
	s.must(one(source.Object.Delete(ctx, key)))
	s.clock.Advance(latency)
	_, err = replica.Object.Get(ctx, key, nil)
	wantSDK(t, err, 404, "NoSuchKey")
	sdkLists(ctx, t, s, replica, key, id)
	s.must(one(replica.Object.Delete(ctx, key, &vendor.ObjectDeleteOptions{VersionId: id})))
	_, err = replica.Object.Head(ctx, key, nil, id)
	wantSDK(t, err, 404, "")
	if n := len(s.Versions(src)); n != 3 { // versions are deleted on one side only
		t.Errorf("%d versions at the source", n)
	}
}

func sdkLists(ctx context.Context, t *testing.T, s *sim, c *vendor.Client, key, id string) {
	t.Helper()
	list, _, err := c.Bucket.Get(ctx, &vendor.BucketGetOptions{})
	s.must(err)
	if len(list.Contents) != 1 || list.Contents[0].Key != "z" || list.Contents[0].Size != 4 || list.IsTruncated {
		t.Errorf("objects %+v", list)
	}
	s.put(dst, "in/more", ObjectSpec{})
	list, _, err = c.Bucket.Get(ctx, &vendor.BucketGetOptions{Delimiter: "/", MaxKeys: 1})
	s.must(err)
	if len(list.CommonPrefixes) != 1 || list.CommonPrefixes[0] != "in/" || list.NextMarker != "in/" || !list.IsTruncated {
		t.Errorf("first page %+v", list)
	}
	list, _, err = c.Bucket.Get(ctx, &vendor.BucketGetOptions{Delimiter: "/", Marker: list.NextMarker})
	s.must(err)
	if len(list.Contents) != 1 || len(list.CommonPrefixes) != 0 {
		t.Errorf("second page %+v", list)
	}
	seen, page := 0, &vendor.BucketGetObjectVersionsOptions{Prefix: "in/a", MaxKeys: 1, EncodingType: "url"}
	for {
		versions, _, err := c.Bucket.GetObjectVersions(ctx, page)
		s.must(err)
		for _, m := range versions.DeleteMarker {
			if seen++; !m.IsLatest || seen != 1 {
				t.Errorf("marker %+v", m)
			}
		}
		for _, v := range versions.Version {
			if seen++; v.IsLatest || v.VersionId != id || v.Size != 5 || seen != 2 {
				t.Errorf("version %+v", v)
			}
		}
		if !versions.IsTruncated {
			break
		}
		page.KeyMarker, page.VersionIdMarker = key, versions.NextVersionIdMarker
	}
	if seen != 2 {
		t.Errorf("%d versions", seen)
	}
}
