package ucloud_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest/faults"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// TestConformance runs under the current rule set: the suite makes several rules of one bucket.
func TestConformance(t *testing.T) {
	t.Parallel()
	cloudtest.Run(t, func(t *testing.T) cloudtest.Harness {
		sim := newSim(t, us3.RuleSetCurrent)
		source := ref("cn-bj2", "orders-bj2")
		destinations := []replication.BucketRef{ref("cn-gd", "orders-gd"), ref("cn-sh2", "orders-sh2"), ref("cn-wlcb", "orders-wlcb"), ref("cn-bj2", "orders-copy")}
		sim.buckets(t, append(destinations, source)...)
		return cloudtest.Harness{
			Driver: sim.driver(t, func(o *ucloud.Options) { o.Exclusive = false }), Now: sim.Clock().Now, Missing: ref("cn-bj2", "no-such-bucket"),
			Rule: func(id string, n int) replication.Rule {
				return replication.Rule{
					ID: id, Source: source, Destination: destinations[n], Enabled: true, Prefixes: []string{"invoices/"},
					ReplicateDeletes: n%2 == 0, ReplicateExisting: true,
				}
			},
			InPlace: func(r replication.Rule) replication.Rule {
				r.Enabled = !r.Enabled
				return r
			},
			AssignsIDs: true,
			Console:    console{sim},
			Faults:     sim.faults(),
		}
	})
}

// sim is simulated clouds with a driver on them.
type sim struct{ *cloudsim.Simulator }

func newSim(t *testing.T, ruleSet string) sim {
	t.Helper()
	return sim{cloudsim.New(cloudsim.Options{US3: us3.Options{Switches: us3.Switches{RuleSet: ruleSet}}})}
}

func ref(region, bucket string) replication.BucketRef {
	return replication.BucketRef{Cloud: replication.UCloud, Region: region, Bucket: bucket}
}

func (s sim) buckets(t *testing.T, refs ...replication.BucketRef) {
	t.Helper()
	for _, r := range refs {
		if err := s.US3().CreateBucket(us3.BucketSpec{Name: r.Bucket, Region: r.Region, Owner: cloudsim.DefaultUCloudAccount}); err != nil {
			t.Fatal(err)
		}
	}
}

// driver is a driver under the strict rule set, unless it is changed.
func (s sim) driver(t *testing.T, changes ...func(*ucloud.Options)) *ucloud.Driver {
	t.Helper()
	client, err := transport.New(transport.Options{
		Cloud: "ucloud", MaxRetries: transport.DefaultMaxRetries, Clock: s.Clock(), Base: s.Transport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	o := ucloud.Options{
		Credentials: ucloud.Credentials{PublicKey: cloudsim.DefaultUCloudPublicKey, PrivateKey: cloudsim.DefaultUCloudPrivateKey},
		HTTPClient:  client, Clock: s.Clock(), MaxRetries: transport.DefaultMaxRetries,
		Exclusive: true, Regions: replication.UCloudCapabilities.OnlyRegions,
	}
	for _, change := range changes {
		change(&o)
	}
	d, err := ucloud.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

type console struct{ sim }

func (c console) Add(t *testing.T, r replication.Rule, unknown bool) {
	t.Helper()
	added := us3.Rule{ID: r.ID, DstBucket: r.Destination.Bucket, SyncHistory: r.ReplicateExisting}
	if len(r.Prefixes) > 0 {
		added.Prefix = r.Prefixes[0]
	}
	if !r.ReplicateDeletes {
		added.SyncPolicy = us3.PolicyAddUpdate
	}
	if unknown {
		added.SyncPolicy = "AddOnly"
	}
	if _, err := c.US3().AddRule(r.Source.Bucket, added); err != nil {
		t.Fatal(err)
	}
}

// Close deletes the rule: US3 does not wind rules down.
func (c console) Close(t *testing.T, r replication.RuleRef) {
	t.Helper()
	if err := c.US3().RemoveRule(r.Source.Bucket, r.ID); err != nil {
		t.Fatal(err)
	}
}

func (c console) Raw(t *testing.T, r replication.RuleRef) string {
	t.Helper()
	for _, state := range c.US3().Rules(r.Source.Bucket) {
		if state.ID != r.ID {
			continue
		}
		raw, err := json.Marshal(state.Rule)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	return ""
}

func (c console) Creations() int { return c.Count("us3", "CreateUFileReplicationRule", "") }

// faults disturb the service.
func (s sim) faults() cloudtest.Faults {
	return faults.Faults{
		Clouds: s.Simulator, Service: "us3",
		Operations: map[cloudtest.Request]string{
			cloudtest.CreateRule: "CreateUFileReplicationRule", cloudtest.DeleteRule: "DeleteUFileReplicationRule", cloudtest.ListRules: "DescribeUFileReplicationRule",
		},
		Answers: func(hint time.Duration) map[cloudtest.Effect]cloudsim.Fault {
			return map[cloudtest.Effect]cloudsim.Fault{
				cloudtest.Throttle:    {RetryAfter: hint},
				cloudtest.ServerError: {Status: 500},
				cloudtest.Denied:      {Status: 200, Code: "299"},
			}
		},
	}
}
