package ucloud_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	orders  = ref("cn-bj2", "orders-bj2")
	replica = ref("cn-gd", "orders-gd")
	third   = ref("cn-sh2", "orders-sh2")
)

// strictPair is a strict US3 with three buckets, and a rule between the first two.
func strictPair(t *testing.T) (sim, replication.Rule) {
	t.Helper()
	s := newSim(t, us3.RuleSetStrict)
	s.buckets(t, orders, replica, third)
	return s, replication.Rule{Source: orders, Destination: replica, Enabled: true, ReplicateDeletes: true}
}

func add(t *testing.T, s sim, from, to replication.BucketRef, id string) {
	t.Helper()
	if _, err := s.US3().AddRule(from.Bucket, us3.Rule{ID: id, DstBucket: to.Bucket}); err != nil {
		t.Fatal(err)
	}
}

// TestExclusivePairs: a rule of either bucket with a third is in the way, the rule back is not.
func TestExclusivePairs(t *testing.T) {
	t.Parallel()
	for name, other := range map[string][2]replication.BucketRef{
		"source to a third": {orders, third}, "destination to a third": {replica, third}, "the same pair": {orders, replica},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, rule := strictPair(t)
			add(t, s, other[0], other[1], "foreign")
			_, err := s.driver(t).Create(t.Context(), rule, nil)
			var e *replication.Error
			if !errors.As(err, &e) || e.Kind != replication.KindConflict || e.Constraint != "U2" || !strings.Contains(err.Error(), "foreign") {
				t.Errorf("Create returned %v", err)
			}
			if obstacle, ok := replication.InTheWay(err); !ok || obstacle.ID != "foreign" || obstacle.Source.Bucket != other[0].Bucket {
				t.Errorf("in the way is %v", obstacle)
			}
			if n := s.Count("us3", "CreateUFileReplicationRule", ""); n != 0 {
				t.Errorf("%d requests to create were sent", n)
			}
		})
	}
	s, rule := strictPair(t)
	add(t, s, replica, orders, "back")
	if _, err := s.driver(t).Create(t.Context(), rule, nil); err != nil {
		t.Errorf("with the rule back, Create returned %v", err)
	}
	// A rule into the destination cannot be listed from the two buckets: US3 itself refuses.
	s, rule = strictPair(t)
	add(t, s, third, replica, "hidden")
	_, err := s.driver(t).Create(t.Context(), rule, nil)
	var e *replication.Error
	if !errors.As(err, &e) || e.Constraint != "U2" || e.Code != "15056" || e.RequestID == "" || !strings.Contains(e.Advice, replication.RuleSetSwitch) {
		t.Errorf("with a rule into the destination, Create returned %v", err)
	}
}

// TestAllRules finds the rules of all buckets in the three regions, on more than one page, and nothing elsewhere.
func TestAllRules(t *testing.T) {
	t.Parallel()
	s, _ := strictPair(t)
	for i := range 120 {
		s.buckets(t, ref("cn-gd", fmt.Sprintf("more-%03d", i)))
	}
	s.buckets(t, ref("hk", "far-away"))
	add(t, s, ref("cn-gd", "more-119"), third, "last")
	add(t, s, ref("hk", "far-away"), orders, "elsewhere")
	buckets, err := s.driver(t).Buckets(t.Context(), "")
	if err != nil || len(buckets) != 124 || !slices.Contains(buckets, ref("hk", "far-away")) {
		t.Errorf("%d buckets, %v", len(buckets), err)
	}
	if buckets, err = s.driver(t).Buckets(t.Context(), "cn-bj2"); err != nil || !slices.Equal(buckets, []replication.BucketRef{orders}) {
		t.Errorf("buckets %v, %v", buckets, err)
	}
	rules, err := s.driver(t).AllRules(t.Context(), "")
	if err != nil || len(rules) != 1 || rules[0].ID != "last" || rules[0].Source != ref("cn-gd", "more-119") || rules[0].Destination != third {
		t.Errorf("rules %+v, %v", rules, err)
	}
	s.Access().Put(world.Key{
		Cloud: "ucloud", Account: cloudsim.DefaultUCloudAccount, ID: cloudsim.DefaultUCloudPublicKey, Secret: cloudsim.DefaultUCloudPrivateKey,
		Deny: []string{"us3:DescribeBucket"},
	})
	if _, err := s.driver(t).AllRules(t.Context(), ""); !replication.IsKind(err, replication.KindPermission) {
		t.Errorf("without permission: %v", err)
	}
}

func TestRefusalsAreTranslated(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		prepare    func(*testing.T, sim, *replication.Rule)
		kind       replication.Kind
		constraint string
	}{
		"mirror": {func(t *testing.T, s sim, _ *replication.Rule) {
			mutate(t, s, replica, func(b *us3.BucketSpec) { b.Mirrors = []us3.MirrorRule{{Domain: "example.com"}} })
		}, replication.KindConflict, "U3"},
		"versioning": {func(t *testing.T, s sim, _ *replication.Rule) {
			mutate(t, s, orders, func(b *us3.BucketSpec) { b.Versioning = true })
		}, replication.KindConflict, "U6"},
		"region": {func(t *testing.T, s sim, r *replication.Rule) {
			r.Destination = ref("hk", "orders-hk")
			s.buckets(t, r.Destination)
		}, replication.KindUnsupported, "U4"},
		"no destination": {func(_ *testing.T, _ sim, r *replication.Rule) {
			r.Destination.Bucket = "nowhere"
		}, replication.KindNotFound, "G6"},
		"wrong region": {func(_ *testing.T, _ sim, r *replication.Rule) { r.Source.Region = "cn-sh2" }, replication.KindInvalid, ""},
		"no project":   {func(_ *testing.T, _ sim, r *replication.Rule) { r.Source.Project = "org-nobody" }, replication.KindInvalid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, rule := strictPair(t)
			test.prepare(t, s, &rule)
			_, err := s.driver(t).Create(t.Context(), rule, nil)
			var e *replication.Error
			if !errors.As(err, &e) || e.Kind != test.kind || e.Constraint != test.constraint || e.RequestID == "" {
				t.Errorf("Create returned %#v: %v", e, err)
			}
			if len(s.US3().Rules(orders.Bucket)) != 0 {
				t.Error("a rule was made")
			}
		})
	}
}

func mutate(t *testing.T, s sim, bucket replication.BucketRef, change func(*us3.BucketSpec)) {
	t.Helper()
	if err := s.US3().MutateBucket(bucket.Bucket, change); err != nil {
		t.Fatal(err)
	}
}

func TestInspectBucket(t *testing.T) {
	t.Parallel()
	s, _ := strictPair(t)
	d := s.driver(t)
	if f, err := d.InspectBucket(t.Context(), ref("cn-gd", "orders-bj2")); err != nil || f != (replication.BucketFacts{Exists: true, Region: "cn-bj2"}) {
		t.Errorf("in another region: %+v, %v", f, err)
	}
	mutate(t, s, orders, func(b *us3.BucketSpec) {
		b.Mirrors = []us3.MirrorRule{{Domain: "example.com"}}
		b.Lifecycle = []us3.LifecycleRule{{Name: "off", Status: us3.StatusDisabled, Days: 7}}
	})
	if f, err := d.InspectBucket(t.Context(), orders); err != nil || !f.Mirrored {
		t.Errorf("with mirror rules: %+v, %v", f, err)
	}
	if has, err := d.HasLifecycleRules(t.Context(), orders); err != nil || has {
		t.Errorf("with a disabled lifecycle rule: %v, %v", has, err)
	}
	mutate(t, s, orders, func(b *us3.BucketSpec) { b.Lifecycle[0].Status = us3.StatusEnabled })
	if has, err := d.HasLifecycleRules(t.Context(), orders); err != nil || !has {
		t.Errorf("with a lifecycle rule: %v, %v", has, err)
	}
	if err := s.US3().MutateSwitches(func(w *us3.Switches) { w.MissingBucketIsEmpty = true }); err != nil {
		t.Fatal(err)
	}
	if f, err := d.InspectBucket(t.Context(), ref("cn-bj2", "nowhere")); err != nil || f.Exists {
		t.Errorf("a missing bucket as an empty list: %+v, %v", f, err)
	}
}

// TestOddAnswers: under each oddity of answers that UCloud documents or shows, a rule lives its whole life.
func TestOddAnswers(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*us3.Switches){
		"code as string": func(s *us3.Switches) { s.RetCodeAsString = true }, "odd keys": func(s *us3.Switches) { s.OddKeys = true },
		"no action": func(s *us3.Switches) { s.OmitAction = true }, "DateSet": func(s *us3.Switches) { s.DateSet = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, rule := strictPair(t)
			if err := s.US3().MutateSwitches(change); err != nil {
				t.Fatal(err)
			}
			d := s.driver(t)
			made, err := d.Create(t.Context(), rule, nil)
			if err != nil {
				t.Fatal(err)
			}
			disabled := made
			disabled.Enabled = false
			if got, err := d.Update(t.Context(), made, disabled); err != nil || got.Enabled {
				t.Errorf("Update returned %+v, %v", got, err)
			}
			if err := d.Delete(t.Context(), made.Ref()); err != nil || len(s.US3().Rules(orders.Bucket)) != 0 {
				t.Errorf("Delete returned %v", err)
			}
		})
	}
}

// TestUnknownNameOfTheID: should the id have another name in the answer to the creation only, the rule is found by its ends.
func TestUnknownNameOfTheID(t *testing.T) {
	t.Parallel()
	s, rule := strictPair(t)
	api, err := ucloud.NewAPI(map[string]string{"rule_id": "BucketName"}) // a name that the creation does not answer
	if err != nil {
		t.Fatal(err)
	}
	made, err := s.driver(t, func(o *ucloud.Options) { o.API = api }).Create(t.Context(), rule, nil)
	if err != nil || made.ID == "" {
		t.Errorf("Create returned %+v, %v", made, err)
	}
}
