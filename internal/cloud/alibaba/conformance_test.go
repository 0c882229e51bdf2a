package alibaba_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest/faults"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	cloudtest.Run(t, func(t *testing.T) cloudtest.Harness {
		sim := newSim(t)
		source := ref("cn-hangzhou", "orders-hz")
		destinations := []replication.BucketRef{
			ref("cn-beijing", "orders-bj"), ref("cn-shanghai", "orders-sh"), ref("cn-shenzhen", "orders-sz"), ref("cn-qingdao", "orders-qd"),
		}
		sim.buckets(t, append(destinations, source)...)
		return cloudtest.Harness{
			Driver:  sim.driver(t),
			Now:     sim.Clock().Now,
			Missing: ref("cn-hangzhou", "no-such-bucket"),
			Rule: func(id string, n int) replication.Rule {
				return replication.Rule{
					ID: id, Source: source, Destination: destinations[n], Enabled: true,
					Prefixes: []string{"invoices/", "receipts/"}, ReplicateDeletes: true, ReplicateExisting: true,
					Alibaba: replication.AlibabaOptions{Actions: []string{replication.ActionAll}},
				}
			},
			InPlace: func(r replication.Rule) replication.Rule {
				r.Alibaba.ReplicationTimeControl = !r.Alibaba.ReplicationTimeControl
				return r
			},
			Console: console{sim},
			Faults:  sim.faults(),
		}
	})
}

// sim is simulated clouds with a driver on them.
type sim struct{ *cloudsim.Simulator }

func newSim(t *testing.T) sim {
	t.Helper()
	return sim{cloudsim.New(cloudsim.Options{})}
}

func ref(region, bucket string) replication.BucketRef {
	return replication.BucketRef{Cloud: replication.Alibaba, Region: region, Bucket: bucket}
}

func (s sim) buckets(t *testing.T, refs ...replication.BucketRef) {
	t.Helper()
	for _, r := range refs {
		if err := s.OSS().CreateBucket(oss.BucketSpec{Name: r.Bucket, Region: r.Region, Owner: cloudsim.DefaultAlibabaAccount}); err != nil {
			t.Fatal(err)
		}
	}
}

func (s sim) driver(t *testing.T) *alibaba.Driver {
	t.Helper()
	client, err := transport.New(transport.Options{
		Cloud: "alibaba", MaxRetries: transport.DefaultMaxRetries, Clock: s.Clock(), Base: s.Transport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := alibaba.New(alibaba.Options{
		Credentials: credentials.NewStaticCredentialsProvider(cloudsim.DefaultAlibabaKeyID, cloudsim.DefaultAlibabaKeySecret),
		HTTPClient:  client,
		Clock:       s.Clock(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

type console struct{ sim }

func (c console) Add(t *testing.T, r replication.Rule, unknown bool) {
	t.Helper()
	added := oss.Rule{
		ID: r.ID, Prefixes: r.Prefixes, Action: strings.Join(r.Alibaba.Actions, ","), Bucket: r.Destination.Bucket, Historical: r.ReplicateExisting,
	}
	if unknown {
		added.FilterType, added.Tags = "AND", []oss.Tag{{Key: "replicate", Value: "yes"}}
	}
	if _, err := c.OSS().AddRule(r.Source.Bucket, added); err != nil {
		t.Fatal(err)
	}
}

func (c console) Close(t *testing.T, r replication.RuleRef) {
	t.Helper()
	if err := c.OSS().CloseRule(r.Source.Bucket, r.ID); err != nil {
		t.Fatal(err)
	}
}

func (c console) Raw(t *testing.T, r replication.RuleRef) string {
	t.Helper()
	for _, state := range c.OSS().Rules(r.Source.Bucket) {
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

func (c console) Creations() int { return c.Count("oss", "PutBucketReplication", "") }

// faults disturb the service.
func (s sim) faults() cloudtest.Faults {
	return faults.Faults{
		Clouds: s.Simulator, Service: "oss",
		Operations: map[cloudtest.Request]string{
			cloudtest.CreateRule: "PutBucketReplication", cloudtest.DeleteRule: "DeleteBucketReplication", cloudtest.ListRules: "GetBucketReplication",
		},
		Answers: func(hint time.Duration) map[cloudtest.Effect]cloudsim.Fault {
			return map[cloudtest.Effect]cloudsim.Fault{
				cloudtest.Throttle:    {QoSDelay: hint},
				cloudtest.ServerError: {Status: 500, Code: "InternalError", Message: "We encountered an internal error."},
				cloudtest.Denied:      {Status: 403, Code: "AccessDenied", Message: "You have no right to access this object."},
			}
		},
	}
}
