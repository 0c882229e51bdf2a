package replicationrule_test

import (
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// expectConverged expects one rule in the cloud, the same one in the state, not tainted, and an empty plan.
func expectConverged(t *testing.T, sim *cloudsim.Simulator, cli *acctest.CLI) {
	t.Helper()
	rules := sim.OSS().Rules("orders-hz")
	if len(rules) != 1 || rules[0].Status == "closing" {
		t.Errorf("rules in the cloud: %+v, want one", rules)
		return
	}
	plan, said := cli.Plan()
	if !onlyNoOps(plan) || len(said.Diagnostics()) != 0 {
		t.Errorf("the plan is not empty and quiet: %v\n%s", actions(plan), said.All())
	}
	r := cli.Resource(address)
	switch {
	case r == nil:
		t.Error("the state does not hold the rule")
	case r.Tainted:
		t.Error("the rule is tainted")
	case r.AttributeValues["rule_id"] != rules[0].ID:
		t.Errorf("rule_id in the state is %v, in the cloud it is %s", r.AttributeValues["rule_id"], rules[0].ID)
	}
}

// TestAccCreateDisturbed makes a rule through trouble of every kind: one apply makes one rule, and sends it again only
// where it certainly was not made.
func TestAccCreateDisturbed(t *testing.T) {
	t.Parallel()
	const put = "PutBucketReplication"
	for name, test := range map[string]struct {
		fault cloudsim.Fault
		puts  int // how often the rule is sent
	}{
		"answer lost":  {cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: put, Count: 1}, 1},
		"request lost": {cloudsim.Fault{Kind: cloudsim.KindResetBefore, Operation: put, Count: 1}, 2},
		"503 storm": {
			cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: put, Count: 2, Status: 503, Code: "ServiceUnavailable"}, 3,
		},
		"503 storm on reads": {
			// The plan and the apply read once each for their checks.
			cloudsim.Fault{
				Kind: cloudsim.KindStatus, Operation: "GetBucketReplication", Host: "orders-hz.*", Skip: 2, Count: 4, Status: 503, Code: "ServiceUnavailable",
			}, 1,
		},
		"throttled in milliseconds": {cloudsim.Fault{Kind: cloudsim.KindThrottle, Operation: put, Count: 3, QoSDelay: 100 * time.Millisecond}, 4},
		"throttled in seconds":      {cloudsim.Fault{Kind: cloudsim.KindThrottle, Operation: put, Count: 1, RetryAfter: time.Second}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + rule(""))
			test.fault.Name = "trouble"
			acctest.Arm(t, sim, test.fault)
			said := cli.Apply()
			if found := said.Diagnostics(); len(found) != 0 {
				t.Errorf("apply says\n%s", said.All())
			}
			if fired := sim.Faults().Fired("trouble"); fired != test.fault.Count {
				t.Errorf("the fault fired %d times, want %d", fired, test.fault.Count)
			}
			if got := sim.Count("oss", put, ""); got != test.puts {
				t.Errorf("the rule was sent %d times, want %d", got, test.puts)
			}
			expectConverged(t, sim, cli)
		})
	}
}

// TestAccCreateStormTooLong: where every send is refused, the error says that nothing was made, and the next apply makes it.
func TestAccCreateStormTooLong(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	acctest.Arm(t, sim, cloudsim.Fault{Name: "storm", Kind: cloudsim.KindStatus, Operation: "PutBucketReplication", Status: 503, Code: "ServiceUnavailable"})
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "ServiceUnavailable", "does not exist: apply again", "Request id: ")
	if r := cli.Resource(address); r != nil {
		t.Errorf("the state holds %+v, want nothing", r)
	}
	sim.Faults().Clear()
	cli.Apply()
	expectConverged(t, sim, cli)
}

// TestAccCreateUnconfirmed loses the answer and has every look-up fail: nobody knows whether the rule exists. That is a
// warning with complete state, and the next apply finds out.
func TestAccCreateUnconfirmed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		kind cloudsim.Kind
		plan string // what the next plan does
	}{
		"it was made":     {cloudsim.KindResetAfter, "no-op"},
		"it was not made": {cloudsim.KindResetBefore, "create"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("max_retries = 0") + rule(`prefixes = ["invoices/"]`))
			acctest.Arm(t, sim, cloudsim.Fault{Kind: test.kind, Operation: "PutBucketReplication", Count: 1})
			// The plan reads the source's rules, the apply again, and the creation once more before it writes.
			acctest.Arm(t, sim, cloudsim.Fault{
				Name: "look-up", Kind: cloudsim.KindStatus, Operation: "GetBucketReplication", Host: "orders-hz.*", Skip: 3, Status: 500, Code: "InternalError",
			})
			cli.Apply().One("warning", "Replication Rule Not Confirmed", "may exist or not", "The next plan reads it")
			if sim.Faults().Fired("look-up") == 0 {
				t.Error("the look-up did not fail")
			}
			sim.Faults().Clear()
			r := cli.Resource(address)
			if r == nil || r.Tainted || r.AttributeValues["id"] == nil || r.AttributeValues["rule_id"] == nil || r.AttributeValues["replicate_deletes"] != true {
				t.Fatalf("the state holds %+v, want the whole rule, untainted", r)
			}
			plan, _ := cli.Plan()
			if got := actions(plan)[address]; got != test.plan {
				t.Errorf("the next plan is %s, want %s", got, test.plan)
			}
			cli.Apply()
			expectConverged(t, sim, cli)
		})
	}
}
