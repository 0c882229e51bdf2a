package alibaba_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func pair(t *testing.T) (sim, replication.Rule) {
	t.Helper()
	s := newSim(t)
	rule := replication.Rule{
		ID: "one", Source: ref("cn-hangzhou", "orders-hz"), Destination: ref("cn-beijing", "orders-bj"), Enabled: true,
		ReplicateDeletes: true, ReplicateExisting: true, Alibaba: replication.AlibabaOptions{Actions: []string{"ALL"}},
	}
	s.buckets(t, rule.Source, rule.Destination)
	return s, rule
}

func TestBucketInAnotherRegion(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	facts, err := s.driver(t).InspectBucket(t.Context(), ref("cn-shanghai", "orders-hz"))
	if err != nil || !facts.Exists || facts.Region != "cn-hangzhou" {
		t.Errorf("InspectBucket returned %+v, %v", facts, err)
	}
	rule.Source.Region = "cn-shanghai"
	if _, err := s.driver(t).Create(t.Context(), rule, nil); !replication.IsKind(err, replication.KindInvalid) {
		t.Errorf("Create returned %v", err)
	}
}

// OSS drops the settings of KMS without a role, and raises no error: the difference must show in what Create returns.
func TestSettingsThatOSSDropsShow(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	rule.Encryption = replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "c4d49f85-ee30-426b-a5ed-95e9139d0000"}
	got, err := s.driver(t).Create(t.Context(), rule, nil)
	if err != nil || got.Encryption != (replication.Encryption{}) {
		t.Errorf("without a role Create returned %+v, %v", got.Encryption, err)
	}
	if err := s.OSS().RemoveRule(rule.Source.Bucket, rule.ID); err != nil {
		t.Fatal(err)
	}
	rule.Alibaba.SyncRole = "aliyunramrole"
	got, err = s.driver(t).Create(t.Context(), rule, nil)
	if err != nil || got.Encryption != rule.Encryption || got.Alibaba.SyncRole != rule.Alibaba.SyncRole {
		t.Errorf("with a role Create returned %+v, %v", got, err)
	}
}

func TestProgressAndLocations(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	for _, key := range []string{"a", "b", "c", "d"} {
		if _, err := s.OSS().PutObject(rule.Source.Bucket, key, oss.ObjectSpec{}); err != nil {
			t.Fatal(err)
		}
	}
	d := s.driver(t)
	if _, err := d.Create(t.Context(), rule, nil); err != nil {
		t.Fatal(err)
	}
	if p, err := d.Progress(t.Context(), rule.Ref()); err != nil || p.HistoricalFraction != nil {
		t.Errorf("while starting, Progress returned %+v, %v", p, err)
	}
	s.Clock().Advance(time.Hour)
	if p, err := d.Progress(t.Context(), rule.Ref()); err != nil || p.HistoricalFraction == nil || *p.HistoricalFraction != 1 {
		t.Errorf("after an hour, Progress returned %+v, %v", p, err)
	}
	locations, err := d.Locations(t.Context(), rule.Source)
	if err != nil || !slices.Contains(locations.Regions, "cn-beijing") || !slices.Contains(locations.AccelerationOnly, "cn-hongkong") ||
		!slices.Contains(locations.TimeControl, "cn-shanghai") || slices.Contains(locations.Regions, "cn-hangzhou") {
		t.Errorf("Locations returned %+v, %v", locations, err)
	}
}

func TestPermissionThatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	s.Access().Put(world.Key{
		Cloud: "alibaba", Account: cloudsim.DefaultAlibabaAccount, ID: cloudsim.DefaultAlibabaKeyID, Secret: cloudsim.DefaultAlibabaKeySecret,
		Deny: []string{"oss:PutBucketReplication"},
	})
	_, err := s.driver(t).Create(t.Context(), rule, nil)
	if !replication.IsKind(err, replication.KindPermission) {
		t.Fatalf("Create returned %v", err)
	}
	if !strings.Contains(err.Error(), "oss:PutBucketReplication on acs:oss:*:*:orders-hz") {
		t.Errorf("the error does not name the permission: %v", err)
	}
	if n := s.Count("oss", "PutBucketReplication", ""); n != 1 {
		t.Errorf("%d requests to create were sent, want 1", n)
	}
}
