package cloudsim

import (
	"crypto/sha1" // the signature algorithm of the UCloud API
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

type ucloudAnswer struct {
	RetCode int
	Message string
	RuleID  string `json:"RuleId"`
	DataSet []struct {
		RuleID string `json:"RuleId"`
		Status string
	}
}

// ucloud posts an action with parameters "Name=value", signed by the default key.
func ucloud(t *testing.T, transport http.RoundTripper, action string, pairs ...string) (ucloudAnswer, error) {
	t.Helper()
	form := url.Values{"Action": {action}, "PublicKey": {DefaultUCloudPublicKey}}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		form.Set(name, value)
	}
	text := ""
	for _, name := range slices.Sorted(maps.Keys(form)) {
		text += name + form.Get(name)
	}
	sum := sha1.Sum([]byte(text + DefaultUCloudPrivateKey))
	form.Set("Signature", hex.EncodeToString(sum[:]))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://api.ucloud.cn/", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := transport.RoundTrip(r)
	if err != nil {
		return ucloudAnswer{}, err
	}
	defer response.Body.Close() //nolint:errcheck // a body in memory
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var a ucloudAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return a, nil
}

// withUS3Rule has a pair of buckets with an enabled rule, whose id is answered.
func withUS3Rule(t *testing.T) (*Simulator, string) {
	t.Helper()
	s := New(Options{})
	for name, region := range map[string]string{"fault-source": "cn-bj2", "fault-target": "cn-sh2"} {
		if err := s.US3().CreateBucket(us3.BucketSpec{Name: name, Region: region, Owner: DefaultUCloudAccount}); err != nil {
			t.Fatal(err)
		}
	}
	a, err := ucloud(t, s.Transport(), "CreateUFileReplicationRule", "Region=cn-bj2", "BucketName=fault-source", "DstRegion=cn-sh2", "DstBucketName=fault-target")
	if err != nil || a.RetCode != 0 {
		t.Fatalf("%+v, %v", a, err)
	}
	return s, a.RuleID
}

// Every request to the gateway is a POST, so faults and the log go by the action and the key in the body.
func TestFaultsOnUS3(t *testing.T) {
	t.Parallel()
	s, id := withUS3Rule(t)
	describe := func() ucloudAnswer {
		t.Helper()
		a, err := ucloud(t, s.Transport(), "DescribeUFileReplicationRule", "BucketName=fault-source")
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	update := func(status string) (ucloudAnswer, error) {
		t.Helper()
		return ucloud(t, s.Transport(), "UpdateUFileReplicationRule", "BucketName=fault-source", "RuleId="+id, "Status="+status)
	}
	arm := func(f Fault) {
		t.Helper()
		f.Count = 1
		if err := s.Faults().Add(f); err != nil {
			t.Fatal(err)
		}
	}
	describe()
	arm(Fault{Kind: KindLostUpdate, Operation: "us3:UpdateUFile*"})
	if a, err := update("Disabled"); err != nil || a.RetCode != 0 || describe().DataSet[0].Status != "Enabled" {
		t.Errorf("lost update: %+v, %v", a, err)
	}
	arm(Fault{Kind: KindResetAfter, Operation: "us3:UpdateUFile*"})
	if _, err := update("Disabled"); err == nil || s.US3().Rules("fault-source")[0].Status != "Disabled" {
		t.Errorf("lost answer: error %v, rule %+v", err, s.US3().Rules("fault-source")[0])
	}
	arm(Fault{Kind: KindStaleRead, Service: "us3"})
	if got := describe().DataSet[0].Status; got != "Enabled" {
		t.Errorf("a stale read answers %s", got)
	}
	arm(Fault{Kind: KindThrottle, Service: "us3"})
	if a := describe(); a.RetCode != 153 {
		t.Errorf("throttled: %+v", a)
	}
	arm(Fault{Kind: KindStatus, Status: 200, Code: "15005", Message: "try later", Host: "api.ucloud.cn"})
	if a := describe(); a.RetCode != 15005 || a.Message != "try later" {
		t.Errorf("a business error: %+v", a)
	}
	if n := s.Count("us3", "DescribeUFileReplicationRule", "api.ucloud.cn"); n != 5 {
		t.Errorf("%d requests are counted", n)
	}
	for _, r := range s.Requests() {
		if r.Key != DefaultUCloudPublicKey {
			t.Errorf("the log has the key %q", r.Key)
		}
	}
}

const us3Seed = `
accounts:
  - {cloud: ucloud, id: "7", keys: [{id: public, secret: private, deny: ["us3:DeleteBucket"]}]}
us3:
  rule_set: current
  no_rule_actions: true
  actions: {create: AddRule}
  projects:
    - {id: org-seed, default: true}
  buckets:
    - name: seed-source
      region: cn-bj2
      versioning: true
      mirrors: [{domain: example.com}]
      lifecycle: [{name: old, days: 30}]
      objects:
        - {prefix: logs/, count: 2, size: 10}
      rules:
        - {id: rule-1, dst_bucket: seed-target, prefix: logs/, sync_history: true}
    - {name: seed-target, region: cn-sh2}
`

func TestUS3Seed(t *testing.T) {
	t.Parallel()
	s := New(Options{NoDefaultKeys: true})
	if err := s.LoadSeed("us3.yaml", []byte(us3Seed)); err != nil {
		t.Fatal(err)
	}
	switches := s.US3().Switches()
	if switches.RuleSet != us3.RuleSetCurrent || !switches.NoRuleActions || switches.Actions.Create != "AddRule" || switches.Actions.Delete == "" {
		t.Errorf("switches: %+v", switches)
	}
	bucket, _ := s.US3().Bucket("seed-source")
	if bucket.Owner != "7" || bucket.Project != "org-seed" || !bucket.Versioning || len(bucket.Mirrors) != 1 || bucket.Lifecycle[0].Prefix != us3.WholeBucket {
		t.Errorf("bucket: %+v", bucket)
	}
	s.Clock().Advance(time.Hour)
	if n := len(s.US3().Objects("seed-target")); n != 2 {
		t.Errorf("%d replicas after an hour", n)
	}
	for from, want := range map[string][2]string{
		"rule_set: current":         {"rule_set: lax", `line 5: the rule set "lax"`},
		"region: cn-sh2":            {"region: cn-shanghai", "line 20: create the bucket"},
		"dst_bucket: seed-target":   {"dst_bucket: elsewhere", "line 19: the destination"},
		"id: org-seed":              {"id: org-seed, account: nobody", "line 9: the owner"},
		"count: 2":                  {"count: 2, key: a", "line 17: the object"},
		`versioning: true`:          {"versionning: true", "not known here"},
		`{cloud: ucloud, id: "7", `: {`{cloud: tencent, id: "7", `, "is no ucloud account"},
	} {
		text := strings.Replace(us3Seed, from, want[0], 1)
		if err := New(Options{}).LoadSeed("bad.yaml", []byte(text)); text == us3Seed || err == nil || !strings.Contains(err.Error(), want[1]) {
			t.Errorf("%s: error %v, want %q", want[0], err, want[1])
		}
	}
}

func TestUS3Control(t *testing.T) {
	t.Parallel()
	s, id := withUS3Rule(t)
	server := serve(t, s, ServeOptions{})
	ask(t, server, "POST", "/us3/objects", `{"bucket":"fault-source","key":"a","content":"1"}`, 200, nil)
	var rules []us3.RuleState
	ask(t, server, "GET", "/us3/rules?bucket=fault-source", "", 200, &rules)
	if len(rules) != 1 || rules[0].ID != id || rules[0].NewLeft != 1 {
		t.Errorf("rules: %+v", rules)
	}
	ask(t, server, "POST", "/us3/stall", `{"source":"fault-source","destination":"fault-target","stalled":true}`, 200, nil)
	ask(t, server, "POST", "/clock", `{"advance":"1h"}`, 200, nil)
	var objects []objectAnswer
	ask(t, server, "GET", "/us3/objects?bucket=fault-target", "", 200, &objects)
	if len(objects) != 0 {
		t.Errorf("copied while stalled: %+v", objects)
	}
	ask(t, server, "POST", "/us3/stall", `{"source":"fault-source","destination":"fault-target","stalled":false}`, 200, nil)
	var object objectAnswer
	ask(t, server, "GET", "/us3/objects?bucket=fault-target&key=a", "", 200, &object)
	if !object.Replica || object.Content == nil || *object.Content != "1" {
		t.Errorf("replica: %+v", object)
	}
	ask(t, server, "POST", "/us3/objects/delete", `{"bucket":"fault-target","key":"a"}`, 200, nil)
	ask(t, server, "GET", "/us3/objects?bucket=fault-target&key=a", "", 404, nil)
	ask(t, server, "GET", "/us3/objects?bucket=absent", "", 404, nil)

	ask(t, server, "POST", "/us3/rules/status", `{"bucket":"fault-source","id":"`+id+`","status":"Disabled"}`, 200, nil)
	ask(t, server, "POST", "/us3/buckets/change", `{"bucket":"fault-target","versioning":true}`, 200, nil)
	if a, err := ucloud(t, s.Transport(), "UpdateUFileReplicationRule", "BucketName=fault-source", "RuleId="+id, "Status=Enabled"); err != nil || a.RetCode != 15074 {
		t.Errorf("enabled on a versioned bucket: %+v, %v", a, err)
	}
	ask(t, server, "POST", "/us3/rules/delete", `{"bucket":"fault-source","id":"`+id+`"}`, 200, nil)
	ask(t, server, "POST", "/us3/buckets", `{"name":"more","region":"cn-gd","owner":"`+DefaultUCloudAccount+`"}`, 200, nil)
	ask(t, server, "POST", "/us3/rules", `{"bucket":"more","dst_bucket":"fault-source"}`, 200, nil)
	if got := s.US3().Rules("more"); len(got) != 1 || got[0].DstRegion != "cn-bj2" {
		t.Errorf("rules: %+v", got)
	}
	ask(t, server, "POST", "/us3/switches", `{"rule_set":"lax"}`, 409, nil)
	ask(t, server, "POST", "/us3/switches", `{"rule_set":"current","no_rule_actions":true}`, 200, nil)
	if a, err := ucloud(t, s.Transport(), "DescribeUFileReplicationRule", "BucketName=fault-source"); err != nil || a.RetCode != 161 {
		t.Errorf("without rule actions: %+v, %v", a, err)
	}
}
