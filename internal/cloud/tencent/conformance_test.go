package tencent_test

import (
	"context"
	"strings"
	"testing"
	"time"

	sdk "github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest/faults"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]cos.Options{
		"as documented":       {},
		"read late":           {ConfigurationDelay: 3 * time.Second},
		"told by other words": {NotFoundErrorCapitalN: true, UpperCaseStorageClass: true, ReverseRules: true, DeleteWithoutConfigurationIs404: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloudtest.Run(t, func(t *testing.T) cloudtest.Harness { return harness(t, options) })
		})
	}
}

func harness(t *testing.T, options cos.Options) cloudtest.Harness {
	t.Helper()
	sim := newSim(options)
	source := ref("ap-guangzhou", "orders-gz-1250000000")
	destinations := []replication.BucketRef{
		ref("ap-shanghai", "orders-sh-1250000000"), ref("ap-beijing", "orders-bj-1250000000"),
		ref("ap-hongkong", "orders-hk-1250000000"), ref("ap-chengdu", "orders-cd-1250000000"),
	}
	sim.buckets(t, append(destinations, source)...)
	return cloudtest.Harness{
		Driver:  sim.driver(t),
		Now:     sim.Clock().Now,
		Missing: ref("ap-guangzhou", "no-such-bucket-1250000000"),
		Rule: func(id string, n int) replication.Rule {
			return replication.Rule{
				ID: id, Source: source, Destination: destinations[n], Enabled: true, Prefixes: []string{"invoices/"}, ReplicateDeletes: true,
				Tencent: replication.TencentOptions{Role: ownerRole, StorageClass: "STANDARD_IA"},
			}
		},
		InPlace: func(r replication.Rule) replication.Rule {
			r.Enabled, r.ReplicateDeletes, r.Prefixes = !r.Enabled, false, []string{"receipts/"}
			r.Tencent.Tags, r.Tencent.StorageClass = map[string]string{"copy": "yes"}, ""
			return r
		},
		Console: console{sim},
		Faults:  sim.faults(),
	}
}

const ownerRole = "qcs::cam::uin/" + cloudsim.DefaultTencentAccount + ":uin/" + cloudsim.DefaultTencentAccount

// sim is simulated clouds with a driver on them.
type sim struct{ *cloudsim.Simulator }

func newSim(options cos.Options) sim {
	return sim{cloudsim.New(cloudsim.Options{COS: options})}
}

func ref(region, bucket string) replication.BucketRef {
	return replication.BucketRef{Cloud: replication.Tencent, Region: region, Bucket: bucket}
}

func (s sim) buckets(t *testing.T, refs ...replication.BucketRef) {
	t.Helper()
	for _, r := range refs {
		spec := cos.BucketSpec{Name: r.Bucket, Region: r.Region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}
		if err := s.COS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
}

type keys struct{}

func (keys) Get(context.Context) (*sdk.Credential, error) {
	return &sdk.Credential{SecretID: cloudsim.DefaultTencentKeyID, SecretKey: cloudsim.DefaultTencentKeySecret}, nil
}

func (s sim) driver(t *testing.T) *tencent.Driver {
	t.Helper()
	client, err := transport.New(transport.Options{
		Cloud: "tencent", MaxRetries: transport.DefaultMaxRetries, Clock: s.Clock(), Base: s.Transport(),
	})
	if err != nil {
		t.Fatal(err)
	}
	d, err := tencent.New(tencent.Options{Credentials: keys{}, HTTPClient: client, Clock: s.Clock(), Patience: -1})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

type console struct{ sim }

func (c console) Add(t *testing.T, r replication.Rule, unknown bool) {
	t.Helper()
	added := cos.Rule{ID: r.ID, Bucket: r.Destination.Bucket, Region: r.Destination.Region, StorageClass: r.Tencent.StorageClass}
	if len(r.Prefixes) > 0 {
		added.Prefix = r.Prefixes[0]
	}
	if err := c.COS().AddRule(r.Source.Bucket, added); err != nil {
		t.Fatal(err)
	}
	if unknown {
		document := c.COS().Document(r.Source.Bucket)
		id := "<ID>" + r.ID + "</ID>"
		if err := c.COS().SetDocument(r.Source.Bucket, strings.Replace(document, id, id+"<Speed unit='x'><Of>light</Of></Speed>", 1)); err != nil {
			t.Fatal(err)
		}
	}
}

func (c console) Close(t *testing.T, r replication.RuleRef) {
	t.Helper()
	if err := c.COS().RemoveRule(r.Source.Bucket, r.ID); err != nil {
		t.Fatal(err)
	}
}

func (c console) Raw(t *testing.T, r replication.RuleRef) string {
	t.Helper()
	for rule := range strings.SplitSeq(c.COS().Document(r.Source.Bucket), "<Rule>") {
		if body, _, ok := strings.Cut(rule, "</Rule>"); ok && strings.Contains(body, "<ID>"+r.ID+"</ID>") {
			return body
		}
	}
	return ""
}

func (c console) Creations() int { return c.Count("cos", "PutBucketReplication", "") }

// faults disturb the service.
func (s sim) faults() cloudtest.Faults {
	return faults.Faults{
		Clouds: s.Simulator, Service: "cos",
		Operations: map[cloudtest.Request]string{
			cloudtest.CreateRule: "PutBucketReplication", cloudtest.DeleteRule: "DeleteBucketReplication", cloudtest.ListRules: "GetBucketReplication",
		},
		Answers: func(hint time.Duration) map[cloudtest.Effect]cloudsim.Fault {
			return map[cloudtest.Effect]cloudsim.Fault{
				cloudtest.Throttle:    {RetryAfter: hint},
				cloudtest.ServerError: {Status: 500, Code: "InternalError", Message: "We encountered an internal error."},
				cloudtest.Denied:      {Status: 403, Code: "AccessDenied", Message: "Access Denied."},
			}
		},
	}
}
