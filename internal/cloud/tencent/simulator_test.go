package tencent_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	gz = ref("ap-guangzhou", "orders-gz-1250000000")
	sh = ref("ap-shanghai", "orders-sh-1250000000")
)

func pair(t *testing.T, options cos.Options) (sim, replication.Rule) {
	t.Helper()
	s := newSim(options)
	s.buckets(t, gz, sh)
	return s, replication.Rule{ID: "one", Source: gz, Destination: sh, Enabled: true, ReplicateDeletes: true}
}

func TestTwoWayPair(t *testing.T) {
	t.Parallel()
	s, there := pair(t, cos.Options{EchoDefaults: true})
	d := s.driver(t)
	back := replication.Rule{ID: "two", Source: sh, Destination: gz, Enabled: true, ReplicateDeletes: true}
	var group sync.WaitGroup
	for _, rule := range []replication.Rule{there, back} {
		group.Go(func() {
			made, err := d.Create(t.Context(), rule, nil)
			if err != nil || made.Destination != rule.Destination || made.Tencent.Role != ownerRole {
				t.Errorf("Create returned %+v, %v", made, err)
			}
		})
	}
	group.Wait()
	for _, source := range []replication.BucketRef{gz, sh} {
		if rules, err := d.List(t.Context(), source); err != nil || len(rules) != 1 {
			t.Errorf("List of %s returned %v, %v", source, rules, err)
		}
	}
}

func TestRefusalsNameTheConstraint(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arrange    func(*testing.T, sim)
		rule       func(*replication.Rule)
		constraint string
	}{
		"source without versioning":        {unversioned(gz), nil, "T1"},
		"destination without versioning":   {unversioned(sh), nil, "T1"},
		"another account's APPID":          {nil, func(r *replication.Rule) { r.Destination.Bucket = "orders-sh-1250000009" }, "T2"},
		"a role of another form":           {nil, func(r *replication.Rule) { r.Tencent.Role = "qcs::cam::uin/1:roleName/x" }, "T2"},
		"a priority beside a rule without": {other, func(r *replication.Rule) { r.Tencent.Priority = 1 }, "T3"},
		"a priority out of range":          {nil, func(r *replication.Rule) { r.Tencent.Priority = 1001 }, "T3"},
		"overlapping prefixes":             {other, nil, "T4"},
		"tags with deletions":              {nil, func(r *replication.Rule) { r.Tencent.Tags = map[string]string{"k": "v"} }, "T5"},
		"KMS without a key":                {nil, func(r *replication.Rule) { r.Encryption.ReplicateKMSObjects = true }, "T6"},
		"a second bucket in a region": {other, func(r *replication.Rule) {
			r.Destination.Bucket = "orders-s2-1250000000"
		}, "T8"},
		"two prefixes": {nil, func(r *replication.Rule) { r.Prefixes = []string{"a/", "b/"} }, "T9"},
		"another role": {other, func(r *replication.Rule) {
			r.Tencent.Role = "qcs::cam::uin/" + cloudsim.DefaultTencentAccount + ":uin/7"
		}, "T11"},
		"the same bucket":        {nil, func(r *replication.Rule) { r.Destination = gz }, "G1"},
		"no destination bucket":  {nil, func(r *replication.Rule) { r.Destination.Bucket = "nobody-1250000000" }, "G6"},
		"bucket in other region": {nil, func(r *replication.Rule) { r.Destination.Region = "ap-beijing" }, "G5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, rule := pair(t, cos.Options{})
			s.buckets(t, ref("ap-shanghai", "orders-s2-1250000000"))
			if test.arrange != nil {
				test.arrange(t, s)
			}
			before := s.COS().Document(gz.Bucket)
			if test.rule != nil {
				test.rule(&rule)
			}
			_, err := s.driver(t).Create(t.Context(), rule, nil)
			var e *replication.Error
			if !errors.As(err, &e) || e.Constraint != test.constraint || e.Advice == "" || e.Ambiguous {
				t.Errorf("Create returned %v, want one of %s", err, test.constraint)
			}
			if after := s.COS().Document(gz.Bucket); after != before {
				t.Errorf("the document is now %s", after)
			}
		})
	}
}

func unversioned(bucket replication.BucketRef) func(*testing.T, sim) {
	return func(t *testing.T, s sim) {
		t.Helper()
		if err := s.COS().MutateBucket(bucket.Bucket, func(b *cos.BucketSpec) { b.Versioning = "" }); err != nil {
			t.Fatal(err)
		}
	}
}

// other is a rule that is there already.
func other(t *testing.T, s sim) {
	t.Helper()
	if err := s.COS().AddRule(gz.Bucket, cos.Rule{ID: "other", Bucket: sh.Bucket, Region: sh.Region, Prefix: "other/"}); err != nil {
		t.Fatal(err)
	}
}

func TestInspectBucket(t *testing.T) {
	t.Parallel()
	s, _ := pair(t, cos.Options{})
	err := s.COS().MutateBucket(sh.Bucket, func(b *cos.BucketSpec) {
		b.AZ, b.Versioning = cos.MultiAZ, cos.VersioningSuspended
		b.Encryption.Algorithm = "KMS"
	})
	if err != nil {
		t.Fatal(err)
	}
	d := s.driver(t).ForChecks()
	for _, test := range []struct {
		bucket replication.BucketRef
		want   replication.BucketFacts
	}{
		{gz, replication.BucketFacts{Exists: true, Region: "ap-guangzhou", Versioning: replication.VersioningEnabled}},
		{sh, replication.BucketFacts{Exists: true, Region: "ap-shanghai", Versioning: replication.VersioningSuspended, KMSByDefault: true, MultiAZ: true}},
		{ref("ap-beijing", sh.Bucket), replication.BucketFacts{Exists: true, Region: "ap-shanghai"}},
		{ref("ap-beijing", "nobody-1250000000"), replication.BucketFacts{}},
	} {
		if got, err := d.InspectBucket(t.Context(), test.bucket); err != nil || got != test.want {
			t.Errorf("InspectBucket of %s returned %+v, %v, want %+v", test.bucket, got, err, test.want)
		}
	}
	if has, err := d.HasLifecycleRules(t.Context(), gz); err != nil || has {
		t.Errorf("HasLifecycleRules returned %v, %v", has, err)
	}
}

func TestPermissionThatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	s, rule := pair(t, cos.Options{AuthErrorsAreAccessDenied: true})
	key := world.Key{
		Cloud: "tencent", Account: cloudsim.DefaultTencentAccount, ID: cloudsim.DefaultTencentKeyID, Secret: cloudsim.DefaultTencentKeySecret,
		Deny: []string{"name/cos:PutBucketReplication"},
	}
	s.Access().Put(key)
	_, err := s.driver(t).Create(t.Context(), rule, nil)
	if !replication.IsKind(err, replication.KindPermission) || !strings.Contains(fmt.Sprint(err), "name/cos:PutBucketReplication on qcs::cos:ap-guangzhou:uid/1250000000:"+gz.Bucket) {
		t.Errorf("Create returned %v", err)
	}
	key.Deny, key.Secret = nil, "another"
	s.Access().Put(key)
	if _, err = s.driver(t).List(t.Context(), gz); !replication.IsKind(err, replication.KindPermission) || !strings.Contains(err.Error(), "secret key") {
		t.Errorf("List returned %v", err)
	}
}

// An answer of success that a fault takes back is a lost update: the change is made again.
func TestLostUpdateIsMadeAgain(t *testing.T) {
	t.Parallel()
	s, rule := pair(t, cos.Options{})
	if err := s.Faults().Add(cloudsim.Fault{Service: "cos", Operation: "PutBucketReplication", Kind: cloudsim.KindLostUpdate, Count: 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.driver(t).Create(t.Context(), rule, nil); err != nil {
		t.Fatal(err)
	}
	if n := len(s.COS().Rules(gz.Bucket)); n != 1 || s.Count("cos", "PutBucketReplication", "") != 3 {
		t.Errorf("%d rules after %d writes", n, s.Count("cos", "PutBucketReplication", ""))
	}
}
