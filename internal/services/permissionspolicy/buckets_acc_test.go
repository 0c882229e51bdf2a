package permissionspolicy_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// pair is what a life cycle of a rule needs of a cloud.
type pair struct {
	cloud, key string
	provider   object
	source     object
	// rule is what the rule and the policy say alike, changed what the rule says later.
	destination   object
	rule, changed object
	// make makes the buckets, put writes an object to the source.
	make, put func(*testing.T, *cloudsim.Simulator)
	// bucket is the name that the simulated cloud knows of a resource in a policy.
	bucket func(string) string
}

// permissions are those of the policy that the data source writes.
func (c pair) permissions(t *testing.T) []string {
	t.Helper()
	rule := object{"source": c.source, "destination": c.destination}
	for name, value := range c.rule {
		if name == "alibaba" || name == "wait_for_initial_sync" {
			rule[name] = value
		}
	}
	p := start(t, acctest.Sim(t), object{})
	text := p.read("multicloud_permissions_policy", object{"cloud": c.cloud, "purpose": "apply", "progress": true, "rules": []any{rule}}, "json")
	if p.failed() {
		t.Fatal(p.said)
	}
	return cloudtest.Allowed(t, text, c.bucket)
}

// life makes a rule, changes it in place, watches it, and destroys it.
func (c pair) life(t *testing.T, permissions []string) string {
	t.Helper()
	sim := acctest.Sim(t)
	c.make(t, sim)
	key, ok := sim.Access().Find(c.cloud, c.key)
	if !ok {
		t.Fatal("there is no such key")
	}
	key.Allow = permissions
	sim.Access().Put(key)
	p := start(t, sim, c.provider)
	config := func(more object) object {
		all := object{"cloud": c.cloud, "rule_id": "orders", "source": c.source, "destination": c.destination}
		for name, value := range more {
			all[name] = value
		}
		return all
	}
	rule := &instance{name: "multicloud_replication_rule", config: config(c.rule)}
	p.apply(rule)
	rule.config = config(c.changed)
	p.apply(rule)
	if p.failed() {
		return p.trouble()
	}
	sim.Clock().Advance(time.Hour)
	c.put(t, sim)
	sim.Clock().Advance(2 * time.Hour)
	reason := p.read("multicloud_replication_progress", object{
		"cloud": c.cloud, "bucket": c.source["bucket"], "region": c.source["region"], "rule_id": "orders", "sample_objects": 1,
	}, "state_reason")
	if !strings.HasPrefix(reason, "All of 1 sampled objects") {
		return reason
	}
	rule.config = nil
	p.apply(rule)
	return p.trouble()
}

var camResource = regexp.MustCompile(`^qcs::cos:[a-z-]+:uid/1250000000:([a-z0-9-]+)/\*?$`)

var pairs = []pair{
	{
		cloud: "alibaba", key: cloudsim.DefaultAlibabaKeyID,
		provider:    object{"alibaba": object{"access_key": cloudsim.DefaultAlibabaKeyID, "secret_key": cloudsim.DefaultAlibabaKeySecret}},
		source:      object{"bucket": "orders-hz", "region": "cn-hangzhou"},
		destination: object{"bucket": "orders-bj", "region": "cn-beijing"},
		rule:        object{"wait_for_initial_sync": true, "alibaba": object{"sync_role": "copier", "replication_time_control": false}},
		changed:     object{"wait_for_initial_sync": true, "alibaba": object{"sync_role": "copier", "replication_time_control": true}},
		make: func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
			acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
		},
		put: func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			if _, err := sim.OSS().PutObject("orders-hz", "a", oss.ObjectSpec{}); err != nil {
				t.Fatal(err)
			}
		},
		bucket: func(arn string) string { return strings.TrimPrefix(arn, "acs:oss:*:*:") },
	},
	{
		cloud: "tencent", key: cloudsim.DefaultTencentKeyID,
		provider:    object{"tencent": object{"secret_id": cloudsim.DefaultTencentKeyID, "secret_key": cloudsim.DefaultTencentKeySecret}},
		source:      object{"bucket": "orders-gz-1250000000", "region": "ap-guangzhou"},
		destination: object{"bucket": "orders-sh-1250000000", "region": "ap-shanghai"},
		changed:     object{"prefixes": []any{"a"}},
		make: func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			for name, region := range map[string]string{"orders-gz-1250000000": "ap-guangzhou", "orders-sh-1250000000": "ap-shanghai"} {
				if err := sim.COS().CreateBucket(cos.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}); err != nil {
					t.Fatal(err)
				}
			}
		},
		put: func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			if _, err := sim.COS().PutObject("orders-gz-1250000000", "a", cos.ObjectSpec{}); err != nil {
				t.Fatal(err)
			}
		},
		bucket: func(resource string) string {
			if m := camResource.FindStringSubmatch(resource); m != nil {
				return m[1]
			}
			return resource
		},
	},
}

func TestAccBucketPoliciesAreExact(t *testing.T) {
	t.Parallel()
	for _, c := range pairs {
		t.Run(c.cloud, func(t *testing.T) {
			t.Parallel()
			cloudtest.EachIsMissed(t, c.permissions(t), c.life)
		})
	}
}
