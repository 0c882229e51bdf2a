package oss

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	vendor "github.com/aliyun/aliyun-oss-go-sdk/oss"
)

// The vendor's aliyun-oss-go-sdk, unmodified, goes through the life of a rule in both signature versions.
func TestGoSDK(t *testing.T) {
	t.Parallel()
	for name, version := range map[string]vendor.AuthVersionType{"V1": vendor.AuthV1, "V4": vendor.AuthV4} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSim(t, Options{})
			client := func(region string) *vendor.Client {
				c, err := vendor.New("https://oss-"+region+".aliyuncs.com", keyID, vectorSecret, vendor.AuthVersion(version), vendor.Region(region),
					vendor.HTTPClient(&http.Client{Transport: roundTripper{s.Service}}))
				must(t, err)
				return c
			}
			hangzhou, beijing := client("cn-hangzhou"), client("cn-beijing")
			must(t, hangzhou.CreateBucket("sdk-src"))
			must(t, beijing.CreateBucket("sdk-dst"))
			v3Settings(t, hangzhou)
			v3Rules(t, s, hangzhou)
			v3Objects(t, s, hangzhou, beijing)
			must(t, beijing.DeleteBucket("sdk-dst"))
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func v3Settings(t *testing.T, c *vendor.Client) {
	t.Helper()
	must(t, c.SetBucketEncryption("sdk-src", vendor.ServerEncryptionRule{SSEDefault: vendor.SSEDefaultRule{SSEAlgorithm: "KMS", KMSMasterKeyID: "key-1"}}))
	info, err := c.GetBucketInfo("sdk-src")
	must(t, err)
	b := info.BucketInfo
	if b.Name != "sdk-src" || b.Location != "oss-cn-hangzhou" || b.Owner.ID != owner || b.SseRule.KMSMasterKeyID != "key-1" ||
		b.Versioning != "" || b.CrossRegionReplication != "Disabled" || b.ExtranetEndpoint != "oss-cn-hangzhou.aliyuncs.com" || b.CreationDate.IsZero() {
		t.Errorf("bucket info %+v", b)
	}
	must(t, c.DeleteBucketEncryption("sdk-src"))
	_, err = c.GetBucketEncryption("sdk-src")
	wantV3(t, err, "NoSuchServerSideEncryptionRule", "")
	must(t, c.SetBucketLifecycle("sdk-src", []vendor.LifecycleRule{vendor.BuildLifecycleRuleByDays("old", "logs/", true, 30)}))
	lifecycle, err := c.GetBucketLifecycle("sdk-src")
	must(t, err)
	if len(lifecycle.Rules) != 1 || lifecycle.Rules[0].ID != "old" || lifecycle.Rules[0].Expiration.Days != 30 {
		t.Errorf("lifecycle %+v", lifecycle.Rules)
	}
	list, err := c.ListBuckets(vendor.MaxKeys(1))
	must(t, err)
	if len(list.Buckets) != 1 || !list.IsTruncated || list.NextMarker != "sdk-dst" {
		t.Errorf("bucket list %+v", list)
	}
	location, err := c.GetBucketLocation("sdk-src")
	must(t, err)
	if location != "oss-cn-hangzhou" {
		t.Errorf("location %q", location)
	}
}

func wantV3(t *testing.T, err error, code, ec string) {
	t.Helper()
	var service vendor.ServiceError
	if !errors.As(err, &service) || service.Code != code || service.Ec != ec || service.RequestID == "" {
		t.Errorf("got %v, want the service error %s (EC %q)", err, code, ec)
	}
}

func v3Rules(t *testing.T, s *sim, c *vendor.Client) {
	t.Helper()
	var header http.Header
	body := configuration("<ID>rule-1</ID><RTC><Status>enabled</Status></RTC><PrefixSet><Prefix>in/</Prefix></PrefixSet><Action>PUT</Action>" +
		to("sdk-dst", "oss-cn-beijing", "<TransferType>oss_acc</TransferType>") + "<SyncRole>aliyunramrole</SyncRole>" + kms("Enabled", "key-2"))
	must(t, c.PutBucketReplication("sdk-src", body, vendor.GetResponseHeader(&header)))
	if id := header.Get("x-oss-replication-rule-id"); id != "rule-1" {
		t.Errorf("rule id header %q", id)
	}
	wantV3(t, c.PutBucketReplication("sdk-src", body), "BucketReplicationAlreadyExist", "0031-00000044")
	wantV3(t, c.SetBucketVersioning("sdk-src", vendor.VersioningConfig{Status: "Enabled"}), "InvalidRequest", "0012-00000005")

	read := func() vendor.ReplicationRule {
		t.Helper()
		text, err := c.GetBucketReplication("sdk-src")
		must(t, err)
		var result vendor.GetBucketReplicationResult
		must(t, xml.Unmarshal([]byte(text), &result))
		return result.Rule[0]
	}
	rule := read()
	if rule.Status != "starting" || rule.Action != "PUT" || *rule.PrefixSet.Prefix[0] != "in/" || rule.Destination.TransferType != "oss_acc" ||
		rule.HistoricalObjectReplication != "enabled" || rule.SyncRole != "aliyunramrole" || *rule.SourceSelectionCriteria != "Enabled" ||
		*rule.EncryptionConfiguration != "key-2" || *rule.RTC != "enabling" {
		t.Errorf("rule %+v", rule)
	}
	s.clock.Advance(3 * time.Minute)
	if rule = read(); rule.Status != "doing" || *rule.RTC != "enabling" {
		t.Errorf("after the start: %+v", rule)
	}
	s.clock.Advance(10 * time.Minute)
	if rule = read(); *rule.RTC != "enabled" {
		t.Errorf("time control is %s", *rule.RTC)
	}
	off := "disabled"
	must(t, c.PutBucketRTC("sdk-src", vendor.PutBucketRTC{RTC: &off, ID: "rule-1"}))
	if rule = read(); rule.RTC != nil {
		t.Errorf("time control is %s after it was disabled", *rule.RTC)
	}
	v3Reads(t, c)
}

func v3Reads(t *testing.T, c *vendor.Client) {
	t.Helper()
	text, err := c.GetBucketReplicationLocation("sdk-src")
	must(t, err)
	var locations vendor.GetBucketReplicationLocationResult
	must(t, xml.Unmarshal([]byte(text), &locations))
	if !slices.Contains(locations.Location, "oss-us-west-1") || slices.Contains(locations.Location, "oss-cn-hangzhou") {
		t.Errorf("locations %v", locations.Location)
	}
	for _, id := range []string{"rule-1", ""} {
		text, err = c.GetBucketReplicationProgress("sdk-src", id)
		must(t, err)
		var progress vendor.GetBucketReplicationProgressResult
		must(t, xml.Unmarshal([]byte(text), &progress))
		if len(progress.Rule) != 1 || progress.Rule[0].Progress.HistoricalObject != "1" || progress.Rule[0].Progress.NewObject == "" {
			t.Errorf("progress %+v", progress.Rule)
		}
	}
	_, err = c.GetBucketReplicationProgress("sdk-src", "other")
	wantV3(t, err, "NoSuchReplicationRule", "")
}

func v3Objects(t *testing.T, s *sim, hangzhou, beijing *vendor.Client) {
	t.Helper()
	source, err := hangzhou.Bucket("sdk-src")
	must(t, err)
	destination, err := beijing.Bucket("sdk-dst")
	must(t, err)
	must(t, source.PutObject("in/a b+ü.txt", strings.NewReader("hello"), vendor.ContentType("text/plain"), vendor.Meta("author", "me")))
	must(t, source.PutObject("out.txt", strings.NewReader("stays")))
	s.clock.Advance(30 * time.Second)
	body, err := destination.GetObject("in/a b+ü.txt")
	must(t, err)
	content, err := io.ReadAll(body)
	must(t, err)
	if !bytes.Equal(content, []byte("hello")) {
		t.Errorf("replica %q", content)
	}
	meta, err := destination.GetObjectDetailedMeta("in/a b+ü.txt")
	must(t, err)
	if meta.Get("X-Oss-Meta-Author") != "me" || meta.Get("Content-Type") != "text/plain" || meta.Get("Content-Length") != "5" || meta.Get("Last-Modified") == "" {
		t.Errorf("replica's headers %v", meta)
	}
	list, err := destination.ListObjectsV2(vendor.Prefix(""))
	must(t, err)
	if len(list.Objects) != 1 || list.Objects[0].Key != "in/a b+ü.txt" || list.Objects[0].Size != 5 {
		t.Errorf("replicas %+v", list.Objects)
	}
	_, err = destination.GetObject("out.txt")
	wantV3(t, err, "NoSuchKey", "0026-00000001")

	must(t, hangzhou.DeleteBucketReplication("sdk-src", "rule-1"))
	err = hangzhou.DeleteBucketReplication("sdk-src", "rule-1")
	if unexpected := (vendor.UnexpectedStatusCodeError{}); !errors.As(err, &unexpected) || unexpected.Got() != http.StatusNoContent {
		t.Errorf("deleting a closing rule: %v", err)
	}
	s.clock.Advance(2 * time.Minute)
	_, err = hangzhou.GetBucketReplication("sdk-src")
	wantV3(t, err, "NoSuchReplicationConfiguration", "")
	must(t, destination.DeleteObject("in/a b+ü.txt"))
}
