package provider

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var bucket = replication.BucketRef{Cloud: replication.Alibaba, Region: "cn-hangzhou", Bucket: "orders-hz"}

func TestConfigureTouchesNothing(t *testing.T) {
	bareEnvironment(t)
	var requests atomic.Int32
	nothing := roundTripper(func(*http.Request) (*http.Response, error) {
		requests.Add(1)
		return nil, errors.New("no network")
	})
	for name, config := range map[string]object{
		"without credentials": {},
		"with files that are not there": {
			"ca_bundle_file": "/nowhere/ca.pem",
			"alibaba":        object{"profile": "nobody", "shared_credentials_file": "/nowhere/config.json", "destination": object{"ecs_role_name": "r"}},
		},
	} {
		session, diags := configure(t, config, WithTransport(nothing))
		if diags.HasError() || session == nil {
			t.Fatalf("%s: %v", name, diags)
		}
	}
	if n := requests.Load(); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestUnusableCredentialsAreSaidAtFirstUse(t *testing.T) {
	bareEnvironment(t)
	session, _ := configure(t, object{"alibaba": object{"destination": object{"profile": "nobody"}}})
	if _, err := session.Driver(t.Context(), replication.Alibaba); err == nil || !strings.Contains(err.Error(), "10. ALICLOUD_ECS_ROLE_NAME") {
		t.Errorf("source: %v", err)
	}
	_, err := session.DestinationDriver(t.Context(), replication.Alibaba)
	if err == nil || !strings.Contains(err.Error(), "`destination`") || !strings.Contains(err.Error(), "config.json") {
		t.Errorf("destination: %v", err)
	}
}

func TestMissingCABundleIsSaidAtFirstUse(t *testing.T) {
	bareEnvironment(t)
	session, diags := configure(t, object{"ca_bundle_file": "/nowhere/ca.pem"})
	if diags.HasError() {
		t.Fatal(diags)
	}
	if _, err := session.Driver(t.Context(), replication.Alibaba); err == nil || !strings.Contains(err.Error(), "/nowhere/ca.pem") {
		t.Errorf("error %v", err)
	}
}

func TestUnknownConfigurationIsNoError(t *testing.T) {
	bareEnvironment(t)
	for name, config := range map[string]object{
		"the object":     {"alibaba": unknown{}},
		"a key":          {"alibaba": object{"access_key": unknown{}, "secret_key": unknown{}}},
		"a region":       {"alibaba": object{"endpoints": object{"cn-beijing": unknown{}}}},
		"the other side": {"alibaba": object{"destination": unknown{}}},
		"the CA bundle":  {"ca_bundle_file": unknown{}},
		"the retries":    {"max_retries": unknown{}},
	} {
		session, diags := configure(t, config)
		if len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
			continue
		}
		_, source := session.Driver(t.Context(), replication.Alibaba)
		_, destination := session.DestinationDriver(t.Context(), replication.Alibaba)
		if !errors.Is(source, replication.ErrConfigurationUnknown) || !errors.Is(destination, replication.ErrConfigurationUnknown) {
			t.Errorf("%s: %v and %v", name, source, destination)
		}
	}
}

func TestUnknownChecksAreAtMostWarnings(t *testing.T) {
	bareEnvironment(t)
	session, diags := configure(t, object{"checks": object{"A6": unknown{}, "G1": "off"}, "preflight": unknown{}})
	if len(diags) > 0 || session.Policy["A6"] != replication.SeverityWarning || session.Policy["G1"] != replication.SeverityOff || !session.Offline {
		t.Errorf("%v, %v, offline %t", diags, session.Policy, session.Offline)
	}
	session, _ = configure(t, object{"checks": unknown{}})
	for _, c := range replication.Catalogue() {
		if got, ok := session.Policy[c.ID]; !ok || got > replication.SeverityWarning {
			t.Errorf("%s has severity %d", c.ID, got)
		}
	}
}

func TestEnvironment(t *testing.T) {
	bareEnvironment(t)
	t.Setenv("MULTICLOUD_PREFLIGHT", "offline")
	t.Setenv("MULTICLOUD_CHECKS", "A5=warn,G3=off")
	session, diags := configure(t, object{"checks": object{"A5": "off"}})
	if len(diags) > 0 || !session.Offline || session.Policy["A5"] != replication.SeverityOff || len(session.Policy) != 2 {
		t.Errorf("%v, %v, offline %t", diags, session.Policy, session.Offline)
	}
	if session, _ = configure(t, object{"preflight": "live"}); session.Offline {
		t.Error("the environment wins over the configuration")
	}
	t.Setenv("MULTICLOUD_CA_BUNDLE_FILE", "/nowhere/env.pem")
	session, _ = configure(t, object{})
	if _, err := session.Driver(t.Context(), replication.Alibaba); err == nil || !strings.Contains(err.Error(), "/nowhere/env.pem") {
		t.Errorf("error %v", err)
	}
	for name, bad := range map[string]string{
		"MULTICLOUD_PREFLIGHT": "maybe", "MULTICLOUD_CHECKS": "A5", "MULTICLOUD_MAX_RETRIES": "-1", "MULTICLOUD_MAX_REQUESTS_PER_SECOND": "NaN",
	} {
		bareEnvironment(t)
		t.Setenv(name, bad)
		if _, diags := configure(t, object{}); diags.ErrorsCount() != 1 || !strings.Contains(diags.Errors()[0].Detail(), name) {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

func TestRetriesAndUserAgent(t *testing.T) {
	bareEnvironment(t)
	t.Setenv("MULTICLOUD_MAX_RETRIES", "2")
	var attempts int
	var agent string
	broken := roundTripper(func(r *http.Request) (*http.Response, error) {
		attempts++
		agent = r.UserAgent()
		return &http.Response{StatusCode: http.StatusBadGateway, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
	})
	session, _ := configure(t, object{"alibaba": object{"access_key": "a", "secret_key": "b"}},
		WithTransport(broken), WithClock(cloudsim.New(cloudsim.Options{}).Clock()))
	driver, err := session.Driver(t.Context(), replication.Alibaba)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := driver.List(t.Context(), bucket); err == nil {
		t.Error("no error")
	}
	if attempts != 3 {
		t.Errorf("%d attempts, want 3", attempts)
	}
	want := "terraform-provider-multicloud/1.2.3 (+https://registry.terraform.io/providers/multicloud-replication/multicloud) Terraform/1.14.0"
	if !strings.HasPrefix(agent, want) {
		t.Errorf("user agent %q", agent)
	}
}

func TestEachSideHasItsAccount(t *testing.T) {
	bareEnvironment(t)
	sim := cloudsim.New(cloudsim.Options{})
	keys := cloudsim.DefaultKeys()
	for name, owner := range map[string]string{"orders-hz": keys[0].Account, "orders-bj": keys[1].Account} {
		region := map[string]string{"orders-hz": "cn-hangzhou", "orders-bj": "cn-beijing"}[name]
		if err := sim.OSS().CreateBucket(oss.BucketSpec{Name: name, Region: region, Owner: owner}); err != nil {
			t.Fatal(err)
		}
	}
	session, diags := configure(t, object{"alibaba": object{
		"access_key": keys[0].ID, "secret_key": keys[0].Secret,
		"destination": object{"access_key": keys[1].ID, "secret_key": keys[1].Secret},
	}}, WithTransport(sim.Transport()))
	if diags.HasError() {
		t.Fatal(diags)
	}
	source, errSource := session.Driver(t.Context(), replication.Alibaba)
	destination, errDestination := session.DestinationDriver(t.Context(), replication.Alibaba)
	if err := errors.Join(errSource, errDestination); err != nil {
		t.Fatal(err)
	}
	if facts, err := source.InspectBucket(t.Context(), bucket); err != nil || facts.OwnerID != keys[0].Account {
		t.Errorf("source: %+v, %v", facts, err)
	}
	other := replication.BucketRef{Cloud: replication.Alibaba, Region: "cn-beijing", Bucket: "orders-bj"}
	if facts, err := destination.InspectBucket(t.Context(), other); err != nil || facts.OwnerID != keys[1].Account {
		t.Errorf("destination: %+v, %v", facts, err)
	}
	for _, r := range sim.Requests() {
		want := keys[0].ID
		if strings.HasPrefix(r.Host, "orders-bj.") {
			want = keys[1].ID
		}
		if r.Key != want {
			t.Errorf("%s %s was signed with %s, want %s", r.Operation, r.Host, r.Key, want)
		}
	}
}
