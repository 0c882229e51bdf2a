package main

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	ossv2 "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	ossv3 "github.com/aliyun/aliyun-oss-go-sdk/oss"
)

const sdkSeed = `
accounts: [{cloud: alibaba, id: "1", keys: [{id: LTAIsdk, secret: sdk-secret}]}]
oss:
  buckets:
    - {name: sdk-source, region: cn-hangzhou, objects: [{key: a/1, content: one}, {key: b/1, content: two}]}
    - {name: sdk-target, region: cn-beijing}
`

// lifeCycle is a replication rule's life in the words of one SDK.
type lifeCycle struct {
	put      func() error
	rules    func() (string, error) // the configuration, whatever its form
	progress func(id string) (string, error)
	remove   func(id string) error
}

// TestVendorSDKs runs the whole life of a replication rule with both of Alibaba Cloud's Go SDKs against the served
// simulator, under OSS's real host names. The older SDK comes with signature versions 1 and 4.
func TestVendorSDKs(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func(*testing.T, *http.Client) lifeCycle{
		"alibabacloud-oss-go-sdk-v2": newSDK,
		"aliyun-oss-go-sdk, V4":      func(t *testing.T, c *http.Client) lifeCycle { return oldSDK(t, c, ossv3.AuthV4) },
		"aliyun-oss-go-sdk, V1":      func(t *testing.T, c *http.Client) lifeCycle { return oldSDK(t, c, ossv3.AuthV1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := filepath.Join(t.TempDir(), "seed.yaml")
			if err := os.WriteFile(seed, []byte(sdkSeed), 0o600); err != nil {
				t.Fatal(err)
			}
			_, r := startServe(t, "--seed", seed, "--speed", "0")
			sdk := build(t, proxied(t, r))
			if err := sdk.put(); err != nil {
				t.Fatal(err)
			}
			if got, err := sdk.rules(); err != nil || !strings.Contains(got, "sdk-rule") || !strings.Contains(got, "starting") {
				t.Errorf("rules %s, error %v", got, err)
			}
			request(t, http.MethodPost, r.Control+"/clock", `{"advance":"1h"}`)
			if got, err := sdk.progress("sdk-rule"); err != nil || !strings.Contains(got, "doing") {
				t.Errorf("progress %s, error %v", got, err)
			}
			replicas := request(t, http.MethodGet, r.Control+"/oss/objects?bucket=sdk-target", "")
			if !strings.Contains(replicas, `"key":"a/1"`) || strings.Contains(replicas, `"key":"b/1"`) {
				t.Errorf("replicas: %s", replicas)
			}
			if err := sdk.remove("sdk-rule"); err != nil {
				t.Error(err)
			}
			if got, err := sdk.rules(); err != nil || !strings.Contains(got, "closing") {
				t.Errorf("rules %s, error %v", got, err)
			}
			request(t, http.MethodPost, r.Control+"/clock", `{"advance":"1h"}`)
			if _, err := sdk.rules(); err == nil || !strings.Contains(err.Error(), "NoSuchReplicationConfiguration") {
				t.Errorf("afterwards: error %v", err)
			}
		})
	}
}

// proxied is a client that is set up from the ready line alone.
func proxied(t *testing.T, r ready) *http.Client {
	t.Helper()
	pem, err := os.ReadFile(r.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	proxy, err := url.Parse(r.Env["HTTPS_PROXY"])
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func newSDK(t *testing.T, client *http.Client) lifeCycle {
	t.Helper()
	ctx := t.Context()
	c := ossv2.NewClient(ossv2.LoadDefaultConfig().WithRegion("cn-hangzhou").WithHttpClient(client).WithRetryMaxAttempts(1).
		WithCredentialsProvider(credentials.NewStaticCredentialsProvider("LTAIsdk", "sdk-secret", "")))
	bucket := ossv2.Ptr("sdk-source")
	return lifeCycle{
		put: func() error {
			_, err := c.PutBucketReplication(ctx, &ossv2.PutBucketReplicationRequest{
				Bucket: bucket,
				ReplicationConfiguration: &ossv2.ReplicationConfiguration{Rules: []ossv2.ReplicationRule{{
					ID: ossv2.Ptr("sdk-rule"), Action: ossv2.Ptr("ALL"), PrefixSet: &ossv2.ReplicationPrefixSet{Prefixs: []string{"a/"}},
					Destination: &ossv2.ReplicationDestination{Bucket: ossv2.Ptr("sdk-target"), Location: ossv2.Ptr("oss-cn-beijing")},
				}}},
			})
			return err
		},
		rules: func() (string, error) {
			result, err := c.GetBucketReplication(ctx, &ossv2.GetBucketReplicationRequest{Bucket: bucket})
			if err != nil {
				return "", err
			}
			rule := result.ReplicationConfiguration.Rules[0]
			return *rule.ID + " " + *rule.Status, nil
		},
		progress: func(id string) (string, error) {
			result, err := c.GetBucketReplicationProgress(ctx, &ossv2.GetBucketReplicationProgressRequest{Bucket: bucket, RuleId: &id})
			if err != nil {
				return "", err
			}
			return *result.ReplicationProgress.Rules[0].Status, nil
		},
		remove: func(id string) error {
			_, err := c.DeleteBucketReplication(ctx, &ossv2.DeleteBucketReplicationRequest{
				Bucket: bucket, ReplicationRules: &ossv2.ReplicationRules{IDs: []string{id}},
			})
			return err
		},
	}
}

func oldSDK(t *testing.T, client *http.Client, version ossv3.AuthVersionType) lifeCycle {
	t.Helper()
	c, err := ossv3.New("https://oss-cn-hangzhou.aliyuncs.com", "LTAIsdk", "sdk-secret",
		ossv3.HTTPClient(client), ossv3.AuthVersion(version), ossv3.Region("cn-hangzhou"))
	if err != nil {
		t.Fatal(err)
	}
	const rule = `<ReplicationConfiguration><Rule><ID>sdk-rule</ID><PrefixSet><Prefix>a/</Prefix></PrefixSet><Action>ALL</Action>` +
		`<Destination><Bucket>sdk-target</Bucket><Location>oss-cn-beijing</Location></Destination></Rule></ReplicationConfiguration>`
	return lifeCycle{
		put:      func() error { return c.PutBucketReplication("sdk-source", rule) },
		rules:    func() (string, error) { return c.GetBucketReplication("sdk-source") },
		progress: func(id string) (string, error) { return c.GetBucketReplicationProgress("sdk-source", id) },
		remove:   func(id string) error { return c.DeleteBucketReplication("sdk-source", id) },
	}
}
