package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cos "github.com/tencentyun/cos-go-sdk-v5"
)

const cosSeed = `
accounts: [{cloud: tencent, id: "100000000001", keys: [{id: AKIDsdk, secret: sdk-secret, session_token: a/token+=}]}]
`

// TestTencentSDK runs a two-way pair with Tencent's own Go SDK against the served simulator, under COS's real host names:
// the service's over plain HTTP, as the SDK has it, and the buckets' over HTTPS.
func TestTencentSDK(t *testing.T) {
	t.Parallel()
	seed := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(seed, []byte(cosSeed), 0o600); err != nil {
		t.Fatal(err)
	}
	_, r := startServe(t, "--seed", seed, "--speed", "0")
	client := &http.Client{Transport: &cos.AuthorizationTransport{
		SecretID: "AKIDsdk", SecretKey: "sdk-secret", SessionToken: "a/token+=", Transport: proxied(t, r).Transport,
	}}
	ctx := t.Context()
	sdk := func(bucket, region string) *cos.Client {
		address, err := cos.NewBucketURL(bucket, region, true)
		if err != nil {
			t.Fatal(err)
		}
		return cos.NewClient(&cos.BaseURL{BucketURL: address}, client)
	}
	must := func(_ *cos.Response, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	a, b := sdk("a-1250000000", "ap-guangzhou"), sdk("b-1250000000", "ap-shanghai")
	rule := func(destination string) *cos.PutBucketReplicationOptions {
		return &cos.PutBucketReplicationOptions{Role: "qcs::cam::uin/100000000001:uin/100000000001", Rule: []cos.BucketReplicationRule{
			{ID: "rule", Status: "Enabled", Destination: &cos.ReplicationDestination{Bucket: destination}},
		}}
	}
	for _, c := range []*cos.Client{a, b} {
		must(c.Bucket.Put(ctx, nil))
		must(c.Bucket.Head(ctx))
	}
	_, err := a.Bucket.PutBucketReplication(ctx, rule("qcs::cos:ap-shanghai::b-1250000000"))
	var refused *cos.ErrorResponse
	if !errors.As(err, &refused) || refused.Code != "InvalidBucketState" || refused.RequestID == "" {
		t.Errorf("without versioning: error %v", err)
	}
	for _, c := range []*cos.Client{a, b} {
		must(c.Bucket.PutVersioning(ctx, &cos.BucketPutVersionOptions{Status: "Enabled"}))
		if v, _, err := c.Bucket.GetVersioning(ctx); err != nil || v.Status != "Enabled" {
			t.Errorf("versioning %+v, error %v", v, err)
		}
	}
	must(a.Bucket.PutBucketReplication(ctx, rule("qcs::cos:ap-shanghai::b-1250000000")))
	must(b.Bucket.PutBucketReplication(ctx, rule("qcs::cos:ap-guangzhou::a-1250000000")))
	if got, _, err := a.Bucket.GetBucketReplication(ctx); err != nil || len(got.Rule) != 1 || got.Rule[0].ID != "rule" {
		t.Errorf("replication %+v, error %v", got, err)
	}
	must(a.Object.Put(ctx, "k", strings.NewReader("hello"), nil))
	for range 3 {
		request(t, http.MethodPost, r.Control+"/clock", `{"advance":"1h"}`)
	}
	for _, c := range []*cos.Client{a, b} {
		list, _, err := c.Bucket.GetObjectVersions(ctx, nil)
		if err != nil || len(list.Version) != 1 || list.Version[0].Key != "k" {
			t.Errorf("versions %+v, error %v", list, err)
		}
	}
	service, _, err := a.Service.Get(ctx)
	if err != nil || len(service.Buckets) != 2 || service.Buckets[1].Region != "ap-shanghai" || service.Owner.DisplayName != "100000000001" {
		t.Errorf("service %+v, error %v", service, err)
	}
	must(a.Bucket.DeleteBucketReplication(ctx))
	if _, _, err := a.Bucket.GetBucketReplication(ctx); !cos.IsNotFoundError(err) {
		t.Errorf("deleted: error %v", err)
	}
}
