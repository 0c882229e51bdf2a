package tencent_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func TestObjectsAndReplicas(t *testing.T) {
	t.Parallel()
	sim := newSim(cos.Options{})
	source, destination := ref("ap-guangzhou", "orders-gz-1250000000"), ref("ap-shanghai", "orders-sh-1250000000")
	sim.buckets(t, source, destination)
	put := func(key string) {
		if _, err := sim.COS().PutObject(source.Bucket, key, cos.ObjectSpec{}); err != nil {
			t.Fatal(err)
		}
	}
	put("old")
	d := sim.driver(t)
	if _, err := d.Create(t.Context(), replication.Rule{
		ID: "r", Source: source, Destination: destination, Enabled: true, Tencent: replication.TencentOptions{Role: ownerRole},
	}, nil); err != nil {
		t.Fatal(err)
	}
	put("a b+ü")
	put("a b+ü")
	put("gone")
	if err := sim.COS().DeleteObject(source.Bucket, "gone", ""); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Hour)
	listing, err := d.Objects(t.Context(), source, nil)
	if err != nil || !listing.Complete || len(listing.Objects) != 2 {
		t.Fatalf("Objects returned %+v, %v", listing, err)
	}
	there := map[string]bool{}
	for _, o := range listing.Objects {
		if there[o.Key], err = d.HasReplica(t.Context(), destination, o); err != nil {
			t.Error(err)
		}
	}
	if there["old"] || !there["a b+ü"] {
		t.Errorf("replicas: %v", there)
	}
	// Another version of the same key is no replica of this one.
	sim.COS().SetStalled(source.Bucket, destination.Bucket, true)
	put("a b+ü")
	listing, err = d.Objects(t.Context(), source, []string{"a ", "nothing/"})
	if err != nil || len(listing.Objects) != 1 {
		t.Fatalf("Objects returned %+v, %v", listing, err)
	}
	if replicated, err := d.HasReplica(t.Context(), destination, listing.Objects[0]); err != nil || replicated {
		t.Errorf("a new version that was not replicated: %v, %v", replicated, err)
	}
	if _, err := d.Objects(t.Context(), ref("ap-guangzhou", "no-such-bucket-1250000000"), nil); !replication.IsKind(err, replication.KindNotFound) {
		t.Errorf("of a bucket that is not there: %v", err)
	}
	if name, err := d.Domain(t.Context(), source); err != nil || name != "orders-gz-1250000000.cos.ap-guangzhou.myqcloud.com" {
		t.Errorf("domain %s, %v", name, err)
	}
}

func TestObjectsAreListedWithinBounds(t *testing.T) {
	t.Parallel()
	sim := newSim(cos.Options{})
	source := ref("ap-guangzhou", "orders-gz-1250000000")
	sim.buckets(t, source)
	var want []string
	for i := range 2500 {
		key := fmt.Sprintf("k %04d", i)
		want = append(want, key)
		if _, err := sim.COS().PutObject(source.Bucket, key, cos.ObjectSpec{}); err != nil {
			t.Fatal(err)
		}
	}
	listing, err := sim.driver(t).Objects(t.Context(), source, nil)
	var got []string
	for _, o := range listing.Objects {
		got = append(got, o.Key)
	}
	if err != nil || !listing.Complete || !slices.Equal(got, want) {
		t.Errorf("%d objects, complete %v, %v", len(got), listing.Complete, err)
	}
	if n := sim.Count("cos", "GetBucketObjectVersions", ""); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}
