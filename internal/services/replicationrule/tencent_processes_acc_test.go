package replicationrule_test

import (
	"slices"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	secondKeyID  = "AKIDSimulatedKey000009"
	secondSecret = "simulated-secret-of-a-colleague"
)

// TestAccTencentTwoProcesses applies two configurations to one bucket at the same time. One is stopped at each of its steps until
// the other's rule is there, or loses an answer: no rule is lost, and none is made twice.
func TestAccTencentTwoProcesses(t *testing.T) {
	t.Parallel()
	const get, put = "cos:GetBucketReplication", "cos:PutBucketReplication"
	// The plan and the apply read once each for their checks, then the creation reads, writes and reads back.
	const creation = 2
	for name, fault := range map[string]cloudsim.Fault{
		"before the read":            {Kind: cloudsim.KindBlock, Operation: get, Skip: creation},
		"after the read":             {Kind: cloudsim.KindBlockAfter, Operation: get, Skip: creation},
		"before the write":           {Kind: cloudsim.KindBlock, Operation: put},
		"after the write":            {Kind: cloudsim.KindBlockAfter, Operation: put},
		"before the read-back":       {Kind: cloudsim.KindBlock, Operation: get, Skip: creation + 1},
		"after the read-back":        {Kind: cloudsim.KindBlockAfter, Operation: get, Skip: creation + 1},
		"before the last look":       {Kind: cloudsim.KindBlock, Operation: get, Skip: creation + 2},
		"the write lost":             {Kind: cloudsim.KindResetBefore, Operation: put},
		"its answer lost":            {Kind: cloudsim.KindResetAfter, Operation: put},
		"the answer of a read lost":  {Kind: cloudsim.KindResetAfter, Operation: get, Skip: creation},
		"the read-back's answer":     {Kind: cloudsim.KindResetAfter, Operation: get, Skip: creation + 1},
		"the write without effect":   {Kind: cloudsim.KindLostUpdate, Operation: put},
		"a read from before a write": {Kind: cloudsim.KindStaleRead, Operation: get, Skip: creation},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := cosBuckets(t, acctest.FastSim(t))
			sim.Access().Put(world.Key{Cloud: "tencent", Account: cloudsim.DefaultTencentAccount, ID: secondKeyID, Secret: secondSecret})
			fault.Name, fault.Count, fault.Key, fault.Host = "step", 1, cloudsim.DefaultTencentKeyID, cosGuangzhou+".*"
			acctest.Arm(t, sim, fault)

			one, two := acctest.NewCLI(t, sim), acctest.NewCLI(t, sim)
			one.Write(cosProvider("") + cosRule("a", `  prefixes = ["one/"]`))
			two.Write(cosProviderWith(secondKeyID, secondSecret, "") + cosRule("a", `  prefixes = ["two/"]`))
			_, waitOne := one.Start("apply", "-json", "-auto-approve")
			if blocks := fault.Kind == cloudsim.KindBlock || fault.Kind == cloudsim.KindBlockAfter; blocks {
				acctest.Held(t, sim, "step")
				_, waitTwo := two.Start("apply", "-json", "-auto-approve")
				cosAppears(t, sim, "two/")
				must(t, sim.Faults().Release("step"))
				waitTwo().Succeed()
			} else {
				two.Apply()
			}
			waitOne().Succeed()

			var prefixes []string
			for _, r := range sim.COS().Rules(cosGuangzhou) {
				prefixes = append(prefixes, r.Prefix)
			}
			slices.Sort(prefixes)
			if !slices.Equal(prefixes, []string{"one/", "two/"}) {
				t.Errorf("rules in the cloud: %q, want each once", prefixes)
			}
			cosConverged(t, one)
			cosConverged(t, two)
		})
	}
}

// cosAppears waits until the bucket has a rule with the prefix, a minute at most.
func cosAppears(t *testing.T, sim *cloudsim.Simulator, prefix string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		if slices.ContainsFunc(sim.COS().Rules(cosGuangzhou), func(r cos.RuleState) bool { return r.Prefix == prefix }) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("no rule with the prefix %s has appeared", prefix)
		}
	}
}
