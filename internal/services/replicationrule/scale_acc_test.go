package replicationrule_test

import (
	"fmt"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

const (
	scaleSources      = 20
	scaleDestinations = 10
)

const scaleConfig = `
locals {
  pairs = { for p in setproduct(range(20), range(10)) : "${p[0]}-${p[1]}" => p }
}

resource "multicloud_replication_rule" "test" {
  for_each    = local.pairs
  cloud       = "alibaba"
  source      = { bucket = "source-${each.value[0]}", region = "cn-hangzhou" }
  destination = { bucket = "destination-${each.value[1]}", region = "cn-beijing" }
}
`

// TestAccScale has 200 rules on 20 buckets: a plan without changes makes one request for each bucket, and none for checks.
func TestAccScale(t *testing.T) {
	t.Parallel()
	sim := acctest.FastSim(t)
	for i := range scaleSources {
		acctest.Bucket(t, sim, fmt.Sprintf("source-%d", i), "cn-hangzhou", acctest.Versioned)
	}
	for i := range scaleDestinations {
		acctest.Bucket(t, sim, fmt.Sprintf("destination-%d", i), "cn-beijing", acctest.Versioned)
	}
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + scaleConfig)
	cli.Apply()
	logCounts(t, sim, "apply of 200 new rules")

	sim.ResetCounts()
	plan, said := cli.Plan()
	if !onlyNoOps(plan) || len(plan.ResourceChanges) != scaleSources*scaleDestinations {
		t.Errorf("want %d no-ops, got %d changes: %v", scaleSources*scaleDestinations, len(plan.ResourceChanges), actions(plan))
	}
	if text := said.All(); text != "" {
		t.Errorf("a plan without changes says\n%s", text)
	}
	logCounts(t, sim, "plan of 200 unchanged rules")
	if got := len(sim.Requests()); got != scaleSources {
		t.Errorf("%d requests, want one for each of %d buckets", got, scaleSources)
	}
	if got := sim.Count("oss", "GetBucketReplication", "*"); got != scaleSources {
		t.Errorf("%d lists of rules, want %d", got, scaleSources)
	}
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if rules := sim.OSS().Rules("source-0"); len(rules) != 0 {
		t.Errorf("after destroy: %+v", rules)
	}
}

// logCounts prints the requests by operation.
func logCounts(t *testing.T, sim *cloudsim.Simulator, of string) {
	t.Helper()
	counts := map[string]int{}
	for _, r := range sim.Requests() {
		counts[r.Operation]++
	}
	t.Logf("%s: %d requests: %v", of, len(sim.Requests()), counts)
}
