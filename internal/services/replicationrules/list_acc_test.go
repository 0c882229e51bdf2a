package replicationrules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// listed are the rules among the results, and what is said besides.
func listed(t *testing.T, s *acctest.Server, q acctest.Query) (rules []acctest.Listed, said []string) {
	t.Helper()
	for result := range s.List(t.Context(), t, "replication_rule", q) {
		if result.Identity != nil {
			rules = append(rules, result)
		}
		said = append(said, result.Said...)
	}
	return rules, said
}

func serve(t *testing.T, sim *cloudsim.Simulator) *acctest.Server {
	t.Helper()
	return acctest.Serve(t, sim.Transport(), sim.Clock(), acctest.EveryCloud())
}

// TestAccListAccount lists the rules of an account of each cloud with one request for each bucket and one for the list of buckets,
// and tells of each what importing it by its identity gives.
func TestAccListAccount(t *testing.T) {
	t.Parallel()
	for _, a := range accounts {
		t.Run(a.cloud, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			a.make(t, sim)
			buckets := len(sim.OSS().BucketNames()) + len(sim.COS().BucketNames()) + len(sim.US3().BucketNames())
			config := acctest.Object{"cloud": a.cloud}

			sim.ResetCounts()
			whole, said := listed(t, serve(t, sim), acctest.Query{Config: config, Limit: 100, IncludeResource: true})
			if len(whole) != a.rules || len(said) > 0 || len(sim.Requests()) != 1+buckets {
				t.Fatalf("%d rules, want %d; %d requests for %d buckets; said %q", len(whole), a.rules, len(sim.Requests()), buckets, said)
			}
			for _, rule := range whole {
				// Another process imports what this one has listed.
				if diff := cmp.Diff(serve(t, sim).Import(t, "replication_rule", rule.Identity), rule.Resource); diff != "" {
					t.Errorf("%v: not what an import gives (-import +list)\n%s", rule.Identity, diff)
				}
				begins, ends := fmt.Sprintf("%s (%s) to ", rule.Identity["bucket"], rule.Identity["region"]), fmt.Sprintf("), rule %s", rule.Identity["rule_id"])
				if !strings.HasPrefix(rule.Name, begins) || !strings.HasSuffix(rule.Name, ends) {
					t.Errorf("%v is called %q", rule.Identity, rule.Name)
				}
			}

			short, said := listed(t, serve(t, sim), acctest.Query{Config: config, Limit: 100})
			for i := range whole {
				whole[i].Resource = nil
			}
			if diff := cmp.Diff(whole, short); diff != "" || len(said) > 0 {
				t.Errorf("without the resources the list is another one (-with +without)\n%s\nsaid %q", diff, said)
			}
		})
	}
}

// TestAccListBucket lists one bucket with one request, without the rule that is on its way out.
func TestAccListBucket(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-sz", "cn-shenzhen", acctest.Versioned)
	addRule(t, sim, "orders-hz", oss.Rule{ID: "deleted", Bucket: "orders-sz"})
	if err := sim.OSS().CloseRule("orders-hz", "deleted"); err != nil {
		t.Fatal(err)
	}
	addRule(t, sim, "orders-hz", oss.Rule{ID: "a/b:1", Bucket: "orders-bj"})
	addRule(t, sim, "orders-bj", oss.Rule{ID: "back", Bucket: "orders-hz"})
	sim.ResetCounts()
	rules, said := listed(t, serve(t, sim), acctest.Query{Config: acctest.Object{"cloud": "alibaba", "bucket": "orders-hz", "region": "cn-hangzhou"}, Limit: 1})
	want := []acctest.Listed{{
		Name:     "orders-hz (cn-hangzhou) to orders-bj (cn-beijing), rule a/b:1",
		Identity: acctest.Object{"cloud": "alibaba", "region": "cn-hangzhou", "bucket": "orders-hz", "rule_id": "a/b:1"},
	}}
	if diff := cmp.Diff(want, rules); diff != "" || len(said) > 0 {
		t.Errorf("said %q (-want +got)\n%s", said, diff)
	}
	if n := len(sim.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

// manyBuckets have one rule each.
func manyBuckets(t *testing.T, count int) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	for i := range count {
		acctest.Bucket(t, sim, fmt.Sprintf("bucket-%03d", i), "cn-hangzhou")
		addRule(t, sim, fmt.Sprintf("bucket-%03d", i), oss.Rule{ID: "r", Bucket: "replica", Location: "oss-cn-beijing"})
	}
	return sim
}

// TestAccListLimit reads no further than the limit needs, but for the ten reads that are under way at once, and lists the first rules
// whichever of these was faster.
func TestAccListLimit(t *testing.T) {
	t.Parallel()
	sim := manyBuckets(t, 60)
	for limit, want := range map[int64]int{1: 1, 7: 7, 60: 60, 100: 60, 0: 60} {
		sim.ResetCounts()
		rules, said := listed(t, serve(t, sim), acctest.Query{Config: acctest.Object{"cloud": "alibaba"}, Limit: limit})
		if len(rules) != want || len(said) > 0 {
			t.Errorf("limit %d: %d rules, said %q", limit, len(rules), said)
		}
		for i, rule := range rules {
			if bucket := fmt.Sprintf("bucket-%03d", i); rule.Identity["bucket"] != bucket {
				t.Errorf("limit %d: rule %d is of %v", limit, i, rule.Identity["bucket"])
			}
		}
		if n := len(sim.Requests()); n > min(1+want+10, 61) || n < 1+want {
			t.Errorf("limit %d: %d requests", limit, n)
		}
	}
	// Whoever has heard enough stops.
	for result := range serve(t, sim).List(t.Context(), t, "replication_rule", acctest.Query{Config: acctest.Object{"cloud": "alibaba"}}) {
		if result.Identity["bucket"] != "bucket-000" {
			t.Errorf("first comes %v", result)
		}
		break
	}
}

// TestAccListUnreadable says first which buckets could not be read, since nobody listens any more once the limit is reached. If one
// bucket alone was asked for, that is an error.
func TestAccListUnreadable(t *testing.T) {
	t.Parallel()
	sim := manyBuckets(t, 3)
	acctest.Deny(t, sim, "oss:GetBucketReplication bucket-000", "oss:GetBucketReplication bucket-001")
	s := serve(t, sim)
	all := slices.Collect(s.List(t.Context(), t, "replication_rule", acctest.Query{Config: acctest.Object{"cloud": "alibaba"}, Limit: 1, IncludeResource: true}))
	if len(all) != 2 || all[1].Identity["bucket"] != "bucket-002" || all[0].Identity != nil || len(all[0].Said) != 1 {
		t.Fatalf("listed: %v", all)
	}
	for _, part := range []string{"WARNING: Rules of Some Buckets Not Read: The rules of 2 of 3 buckets", "- bucket-000 (cn-hangzhou): ", "- bucket-001 (cn-hangzhou): ", "AccessDenied"} {
		if !strings.Contains(all[0].Said[0], part) {
			t.Errorf("%q is not said: %q", part, all[0].Said[0])
		}
	}
	one := acctest.Object{"cloud": "alibaba", "bucket": "bucket-000", "region": "cn-hangzhou"}
	rules, said := listed(t, s, acctest.Query{Config: one})
	if len(rules) != 0 || len(said) != 1 || !strings.HasPrefix(said[0], "ERROR: Replication Rules Not Read: ") || !strings.Contains(said[0], "AccessDenied") {
		t.Errorf("one bucket alone: %d rules, said %q", len(rules), said)
	}
	acctest.Deny(t, sim, "oss:ListBuckets")
	rules, said = listed(t, s, acctest.Query{Config: acctest.Object{"cloud": "alibaba"}})
	if len(rules) != 0 || len(said) != 1 || !strings.HasPrefix(said[0], "ERROR: Buckets Not Listed: ") {
		t.Errorf("without the list of buckets: %d rules, said %q", len(rules), said)
	}
}
