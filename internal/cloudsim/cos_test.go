package cloudsim

import (
	"net/http"
	"strings"
	"testing"
	"time"

	vendor "github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	cosSource, cosTarget = "source-" + DefaultTencentAppID, "target-" + DefaultTencentAppID
	cosRole              = "qcs::cam::uin/" + DefaultTencentAccount + ":uin/" + DefaultTencentAccount
)

// withCOSBuckets has two buckets with versioning in two regions, and the key of a second client of the same account.
func withCOSBuckets(t *testing.T) *Simulator {
	t.Helper()
	s := New(Options{})
	for name, region := range map[string]string{cosSource: "ap-guangzhou", cosTarget: "ap-shanghai"} {
		if err := s.COS().CreateBucket(cos.BucketSpec{Name: name, Region: region, Owner: DefaultTencentAccount, Versioning: cos.VersioningEnabled}); err != nil {
			t.Fatal(err)
		}
	}
	s.Access().Put(world.Key{Cloud: "tencent", Account: DefaultTencentAccount, ID: secondKey, Secret: DefaultTencentKeySecret})
	return s
}

const secondKey = "AKIDsecondclient"

// cosSDK is Tencent's SDK for the source bucket, with its own retries switched off.
func cosSDK(t *testing.T, transport http.RoundTripper, key string) *vendor.Client {
	t.Helper()
	address, err := vendor.NewBucketURL(cosSource, "ap-guangzhou", true)
	if err != nil {
		t.Fatal(err)
	}
	c := vendor.NewClient(&vendor.BaseURL{BucketURL: address}, &http.Client{Transport: &vendor.AuthorizationTransport{
		SecretID: key, SecretKey: DefaultTencentKeySecret, Transport: transport,
	}})
	c.Conf.RetryOpt.Count = 1
	return c
}

func cosRule(id, prefix string) vendor.BucketReplicationRule {
	return vendor.BucketReplicationRule{
		ID: id, Status: "Enabled", Prefix: prefix, Destination: &vendor.ReplicationDestination{Bucket: "qcs::cos:ap-shanghai::" + cosTarget},
	}
}

func putCOSRule(t *testing.T, s *Simulator) error {
	t.Helper()
	_, err := cosSDK(t, s.Transport(), DefaultTencentKeyID).Bucket.PutBucketReplication(t.Context(), &vendor.PutBucketReplicationOptions{
		Role: cosRole, Rule: []vendor.BucketReplicationRule{cosRule("rule", "")},
	})
	return err
}

// What each fault does to a document that an SDK puts: what the SDK sees, and what is there afterwards.
func TestFaultsOnCOS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault Fault
		err   string // "" for none
		rules int
	}{
		{Fault{Kind: KindThrottle, RetryAfter: time.Second}, "SlowDown", 0},
		{Fault{Kind: KindStatus, Status: 500, Code: "InternalError", Message: "planted"}, "planted", 0},
		{Fault{Kind: KindStatus, Status: 200}, "", 0},
		{Fault{Kind: KindResetBefore}, "connection reset", 0},
		{Fault{Kind: KindResetAfter}, "connection reset", 1},
		{Fault{Kind: KindLostUpdate}, "", 0},
		{Fault{Kind: KindSlow, Delay: time.Millisecond}, "", 1},
		{Fault{Kind: KindThrottle, Key: "other*"}, "", 1},
	} {
		t.Run(string(c.fault.Kind), func(t *testing.T) {
			t.Parallel()
			s := withCOSBuckets(t)
			fired := c.fault.Key == ""
			c.fault.Name, c.fault.Operation = "fault", "cos:PutBucketReplication"
			arm(t, s, c.fault)
			err := putCOSRule(t, s)
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("error %v, want %q", err, c.err)
			}
			if got := len(s.COS().Rules(cosSource)); got != c.rules {
				t.Errorf("%d rules, want %d", got, c.rules)
			}
			if (s.Faults().Fired("fault") > 0) != fired {
				t.Errorf("the fault fired %d times", s.Faults().Fired("fault"))
			}
		})
	}
}

// An empty 200, and a read from before the last write.
func TestReadFaultsOnCOS(t *testing.T) {
	t.Parallel()
	s := withCOSBuckets(t)
	get := func() (int, error) {
		result, _, err := cosSDK(t, s.Transport(), DefaultTencentKeyID).Bucket.GetBucketReplication(t.Context())
		return len(result.Rule), err
	}
	if _, err := get(); err == nil {
		t.Fatal("a rule before there is one")
	}
	if err := putCOSRule(t, s); err != nil {
		t.Fatal(err)
	}
	arm(t, s, Fault{Kind: KindStatus, Status: 200, Operation: "GetBucketReplication", Count: 1})
	if n, err := get(); n != 0 || err != nil {
		t.Errorf("empty: %d rules, error %v", n, err)
	}
	arm(t, s, Fault{Kind: KindStaleRead, Operation: "GetBucketReplication", Count: 1})
	if _, err := get(); err == nil || !strings.Contains(err.Error(), "ReplicationConfigurationnotFoundError") {
		t.Errorf("stale: error %v", err)
	}
	if n, err := get(); n != 1 || err != nil {
		t.Errorf("fresh: %d rules, error %v", n, err)
	}
}

const cosSeed = `
accounts:
  - {cloud: tencent, id: "100000000007", keys: [{id: AKIDseed, secret: s, deny: ["name/cos:PutBucketReplication"]}]}
cos:
  configuration_delay: 2s
  buckets:
    - name: a-1300000001
      region: ap-guangzhou
      versioning: enabled
      encryption: {algorithm: AES256}
      objects: [{key: readme, content: hello}, {prefix: logs/, count: 2, size: 10}]
      rules:
        - {id: there, bucket: b-1300000001, prefix: logs/, priority: 1}
    - name: b-1300000001
      region: ap-shanghai
      versioning: Enabled
      az: MAZ
      replication: |
        <ReplicationConfiguration><Role>r</Role><Rule><ID>back</ID></Rule></ReplicationConfiguration>
`

func TestCOSSeed(t *testing.T) {
	t.Parallel()
	s := New(Options{NoDefaultKeys: true})
	if err := s.LoadSeed("cos.yaml", []byte(cosSeed)); err != nil {
		t.Fatal(err)
	}
	a, _ := s.COS().Bucket("a-1300000001")
	b, _ := s.COS().Bucket("b-1300000001")
	if a.Owner != "100000000007" || a.Versioning != "Enabled" || a.Encryption.Algorithm != "AES256" || b.AZ != "MAZ" || len(s.COS().Objects("a-1300000001")) != 3 {
		t.Errorf("buckets %+v and %+v", a, b)
	}
	rules := append(s.COS().Rules("a-1300000001"), s.COS().Rules("b-1300000001")...)
	if len(rules) != 2 || rules[0].ID != "there" || rules[0].Region != "ap-shanghai" || rules[0].Left != 0 || rules[1].ID != "back" {
		t.Errorf("rules %+v", rules)
	}
	for _, c := range []struct{ from, to, want string }{
		{"region: ap-shanghai", "region: Shanghai", `line 15: the region "Shanghai"`},
		{"cloud: tencent", "cloud: ucloud", "line 7: the owner of the bucket a-1300000001"},
		{"versioning: enabled", "versioning: on", `line 9: versioning "on"`},
		{"bucket: b-1300000001", "bucket: c-1300000001", `line 13: the destination "c-1300000001"`},
		{"name: a-1300000001", "name: a", `line 7: create the bucket "a"`},
		{"key: readme, ", "", "line 11: an object of bucket a-1300000001 has no key"},
		{"<Role>r</Role>", "<Role>", "line 18: set the replication document"},
		{"az: MAZ", "az: MAZ\n      rules: [{id: x, bucket: a-1300000001}]", "has both replication and rules"},
		{"az: MAZ", "az: Z", `its AZ type "Z"`},
	} {
		err := New(Options{}).LoadSeed("bad.yaml", []byte(strings.Replace(cosSeed, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.to, err, c.want)
		}
	}
}
