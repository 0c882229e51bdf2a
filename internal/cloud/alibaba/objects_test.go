package alibaba_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func TestObjectsAndReplicas(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	put := func(key, content, class string) {
		t.Helper()
		if _, err := s.OSS().PutObject(rule.Source.Bucket, key, oss.ObjectSpec{Content: []byte(content), StorageClass: class}); err != nil {
			t.Fatal(err)
		}
	}
	d := s.driver(t)
	if _, err := d.Create(t.Context(), rule, nil); err != nil {
		t.Fatal(err)
	}
	put("a b+ü", "1", "")
	put("frozen", "1", "DeepColdArchive")
	s.Clock().Advance(time.Hour)
	objects := func(prefixes ...string) []replication.Object {
		t.Helper()
		listing, err := d.Objects(t.Context(), rule.Source, prefixes)
		if err != nil || !listing.Complete {
			t.Fatalf("Objects returned %+v, %v", listing, err)
		}
		return listing.Objects
	}
	all := objects()
	if len(all) != 1 || all[0].Key != "a b+ü" {
		t.Fatalf("objects %+v", all)
	}
	s.OSS().SetStalled(rule.Source.Bucket, rule.Destination.Bucket, true)
	s.Clock().Advance(time.Hour)
	put("a b+ü", "2", "")
	put("a b+ü/c", "1", "")
	some := objects("a b+ü", "nothing/")
	for i, want := range []bool{true, false, false} {
		o := append(all, some...)[i]
		if got, err := d.HasReplica(t.Context(), rule.Destination, o); err != nil || got != want {
			t.Errorf("%+v is replicated: %v, %v", o, got, err)
		}
	}
	if _, err := d.HasReplica(t.Context(), ref("cn-beijing", "no-such-bucket"), all[0]); !replication.IsKind(err, replication.KindNotFound) {
		t.Errorf("in a bucket that is not there: %v", err)
	}
	if name, err := d.Domain(t.Context(), rule.Source); err != nil || name != "orders-hz.oss-cn-hangzhou.aliyuncs.com" {
		t.Errorf("domain %s, %v", name, err)
	}
}

func TestObjectsAreListedWithinBounds(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	for i := range 20500 {
		if _, err := s.OSS().PutObject(rule.Source.Bucket, fmt.Sprintf("k-%05d", i), oss.ObjectSpec{}); err != nil {
			t.Fatal(err)
		}
	}
	listing, err := s.driver(t).Objects(t.Context(), rule.Source, nil)
	last := listing.Objects[len(listing.Objects)-1].Key
	if err != nil || listing.Complete || len(listing.Objects) != 20000 || last != "k-19999" {
		t.Errorf("%d objects up to %s, complete %v, %v", len(listing.Objects), last, listing.Complete, err)
	}
	if n := s.Count("oss", "ListObjectsV2", ""); n != 20 {
		t.Errorf("%d requests, want 20", n)
	}
}

func TestBucketProgressIsOneRequest(t *testing.T) {
	t.Parallel()
	s, rule := pair(t)
	d := s.driver(t)
	if all, err := d.BucketProgress(t.Context(), rule.Source); err != nil || len(all) != 0 {
		t.Errorf("without rules: %+v, %v", all, err)
	}
	var ids []string
	for i := range 3 {
		to := ref("cn-beijing", fmt.Sprintf("to-%d", i))
		s.buckets(t, to)
		id, err := s.OSS().AddRule(rule.Source.Bucket, oss.Rule{Bucket: to.Bucket, Historical: i == 0})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	s.Clock().Advance(time.Hour)
	s.ResetCounts()
	all, err := d.BucketProgress(t.Context(), rule.Source)
	if err != nil || len(all) != 3 || s.Count("", "", "") != 1 {
		t.Fatalf("%+v, %v, after %d requests", all, err, s.Count("", "", ""))
	}
	for i, p := range all {
		if !slices.Contains(ids, p.Rule.ID) || p.SyncedUntil == nil || p.SyncedUntil.Sub(s.Clock().Now()).Abs() > time.Second || (p.HistoricalFraction != nil) != (i == 0) {
			t.Errorf("%+v", p)
		}
		if p.Rule.Destination.Region != "cn-beijing" || len(p.Rule.Unmodelled) != 0 || !p.Rule.Enabled {
			t.Errorf("rule %+v", p.Rule)
		}
	}
	if _, err := d.BucketProgress(t.Context(), ref("cn-hangzhou", "no-such-bucket")); !replication.IsKind(err, replication.KindNotFound) {
		t.Errorf("of a bucket that is not there: %v", err)
	}
}
