package replicationprogress_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

const (
	guangzhou = "orders-gz-1250000000"
	shanghai  = "orders-sh-1250000000"
)

func cosPair(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	for name, region := range map[string]string{guangzhou: "ap-guangzhou", shanghai: "ap-shanghai"} {
		spec := cos.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}
		if err := sim.COS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	return sim
}

func cosPut(t *testing.T, sim *cloudsim.Simulator, name string, count int) {
	t.Helper()
	for i := range count {
		if _, err := sim.COS().PutObject(guangzhou, fmt.Sprintf("%s-%05d", name, i), cos.ObjectSpec{}); err != nil {
			t.Fatal(err)
		}
	}
}

func cosRule(t *testing.T, sim *cloudsim.Simulator, rule cos.Rule) {
	t.Helper()
	rule.Bucket = shanghai
	if err := sim.COS().AddRule(guangzhou, rule); err != nil {
		t.Fatal(err)
	}
}

const cosProvider = `
provider "multicloud" {
  tencent = {
    secret_id  = "` + cloudsim.DefaultTencentKeyID + `"
    secret_key = "` + cloudsim.DefaultTencentKeySecret + `"
  }
}
`

// ofCOS is the data source for the bucket in Guangzhou, with more arguments.
func ofCOS(arguments string) string {
	return cosProvider + `
data "multicloud_replication_progress" "test" {
  cloud  = "tencent"
  bucket = "` + guangzhou + `"
  region = "ap-guangzhou"
` + arguments + `
}
`
}

func TestAccTencentTellsByASample(t *testing.T) {
	t.Parallel()
	sim := cosPair(t)
	cosPut(t, sim, "existing", 20)
	cosRule(t, sim, cos.Rule{ID: "r"})
	sim.Clock().Advance(time.Hour)
	sim.ResetCounts()
	look(t, sim, ofCOS(rule), expect{state: "unknown", rpo: "unknown", reason: "Set `sample_objects`"},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("synced_until"), knownvalue.Null()),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("source_domain"), knownvalue.StringExact("orders-gz-1250000000.cos.ap-guangzhou.myqcloud.com")),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("destination_domain"), knownvalue.StringExact("orders-sh-1250000000.cos.ap-shanghai.myqcloud.com")))
	if all, document := sim.Count("cos", "", ""), sim.Count("cos", "GetBucketReplication", ""); all != document {
		t.Errorf("%d requests, %d of them for the rules, without a sample", all, document)
	}
	const sampled = rule + "sample_objects = 10"
	// Objects from before the rule are never replicated, and nothing tells when the rule was made.
	look(t, sim, ofCOS(sampled), expect{state: "unknown", rpo: "unknown", reason: "None of 10 sampled objects is at the destination"})
	cosPut(t, sim, "new", 1)
	sim.Clock().Advance(time.Hour)
	look(t, sim, ofCOS(sampled), expect{state: "healthy", rpo: "met", reason: "All of 10 sampled objects"})
	sim.COS().SetStalled(guangzhou, shanghai, true)
	sim.Clock().Advance(time.Hour)
	look(t, sim, ofCOS(sampled), expect{state: "healthy", rpo: "met", reason: "All of 10 sampled objects"}) // nothing was written
	cosPut(t, sim, "late", 1)
	sim.Clock().Advance(14 * time.Minute)
	look(t, sim, ofCOS(sampled), expect{state: "healthy", rpo: "met", reason: "All of 10"})
	sim.Clock().Advance(2 * time.Minute)
	look(t, sim, ofCOS(sampled), expect{state: "lagging", rpo: "missed", reason: `The object "late-00000"`, lag: 960})
	if err := sim.COS().DeleteBucketHard(shanghai); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofCOS(sampled), expect{state: "failing", rpo: "missed", reason: "The destination bucket orders-sh-1250000000 (ap-shanghai) does not exist."})
}

func TestAccTencentRulesWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	sim := cosPair(t)
	cosPut(t, sim, "a", 1)
	cosRule(t, sim, cos.Rule{ID: "off", Prefix: "off/", Status: "Disabled"})
	cosRule(t, sim, cos.Rule{ID: "empty", Prefix: "empty/"})
	cosRule(t, sim, cos.Rule{ID: "tags", Prefix: "tags/", Tags: []cos.Tag{{Key: "k", Value: "v"}}})
	state := func(rule, state string) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New("rules").AtMapKey(rule).AtMapKey("state"), knownvalue.StringExact(state))
	}
	look(t, sim, ofCOS("sample_objects = 5"), expect{state: "unknown", rpo: "unknown", reason: "Rule tags: The rule does not replicate by prefix alone"},
		state("off", "paused"), state("empty", "healthy"), state("tags", "unknown"))
}
