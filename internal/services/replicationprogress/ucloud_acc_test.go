package replicationprogress_test

import (
	"fmt"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

func us3Bucket(t *testing.T, sim *cloudsim.Simulator, name, region string) {
	t.Helper()
	if err := sim.US3().CreateBucket(us3.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultUCloudAccount}); err != nil {
		t.Fatal(err)
	}
}

func us3Pair(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	us3Bucket(t, sim, "orders-bj", "cn-bj2")
	us3Bucket(t, sim, "orders-gd", "cn-gd")
	return sim
}

// However many rules of a bucket are looked at, and however often, US3 is asked once for the rules and once for the domain name
// of each bucket.
func TestAccUCloudRequests(t *testing.T) {
	t.Parallel()
	sim := us3Pair(t)
	var ids []string
	for i := range 5 {
		to := fmt.Sprintf("replica-%d", i)
		us3Bucket(t, sim, to, "cn-gd")
		id, err := sim.US3().AddRule("orders-bj", us3.Rule{DstBucket: to, DstRegion: "cn-gd"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	s := acctest.Serve(t, sim.Transport(), sim.Clock(), acctest.EveryCloud())
	config := acctest.Object{"cloud": "ucloud", "bucket": "orders-bj", "region": "cn-bj2"}
	whole, said := s.Read(t.Context(), t, "replication_progress", config)
	rules, _ := whole["rules"].(acctest.Object)
	if len(said) > 0 || len(rules) != len(ids) || whole["destination_domain"] != nil {
		t.Errorf("told %v, said %q", whole, said)
	}
	for i, id := range ids {
		config["rule_id"] = id
		one, said := s.Read(t.Context(), t, "replication_progress", config)
		if want := fmt.Sprintf("replica-%d.cn-gd.ufileos.com", i); len(said) > 0 || one["destination_domain"] != want || one["source_domain"] != "orders-bj.cn-bj.ufileos.com" {
			t.Errorf("told %v, said %q", one, said)
		}
	}
	if all, domains := len(sim.Requests()), sim.Count("us3", "DescribeBucket", ""); all != 1+6 || domains != 6 {
		t.Errorf("%d requests, %d of them for domain names", all, domains)
	}
}
