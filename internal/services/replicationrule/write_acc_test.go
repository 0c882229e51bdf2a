package replicationrule_test

import (
	"syscall"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccInterruptedWrite: Ctrl-C while the answer to the write is awaited. What was made is in the state, untainted, and
// what was not made is not.
func TestAccInterruptedWrite(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		kind cloudsim.Kind
		made bool
	}{"made": {cloudsim.KindBlockAfter, true}, "not made": {cloudsim.KindBlock, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + rule(""))
			acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: test.kind, Operation: "PutBucketReplication", Count: 1})
			process, wait := cli.Start("apply", "-json", "-auto-approve")
			acctest.Held(t, sim, "held")
			start := time.Now()
			acctest.Signal(t, process, syscall.SIGINT)
			said := wait()
			if took := time.Since(start); took > prompt {
				t.Errorf("the CLI took %s to end after the interrupt", took)
			}
			must(t, sim.Faults().Release("held"))
			r := cli.Resource(address)
			if exists := len(sim.OSS().Rules("orders-hz")) == 1; exists != test.made || (r != nil) != exists || r != nil && r.Tainted {
				t.Errorf("made %t, in the state %+v\n%s", exists, r, said.All())
			}
			cli.Apply()
			expectConverged(t, sim, cli)
		})
	}
}

// TestAccCreateTimeout: the time for creation runs out while the answer to the write is awaited.
func TestAccCreateTimeout(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(`timeouts = { create = "2s" }`))
	acctest.Arm(t, sim, cloudsim.Fault{Name: "not made", Kind: cloudsim.KindBlock, Operation: "PutBucketReplication", Count: 1})
	acctest.Arm(t, sim, cloudsim.Fault{Name: "made", Kind: cloudsim.KindBlockAfter, Operation: "PutBucketReplication", Count: 1})
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "time for it ran out", "does not exist: apply again", "`timeouts`")
	if cli.Resource(address) != nil {
		t.Error("the state holds what was not made")
	}
	if said := cli.Apply(); len(said.Diagnostics()) != 0 {
		t.Errorf("the rule was found, and yet apply says\n%s", said.All())
	}
	expectConverged(t, sim, cli)
}

// TestAccUpdateDisturbed changes replication time control through trouble: an error keeps the state as it was, and the next
// apply makes the change.
func TestAccUpdateDisturbed(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	write := func(arguments string) { cli.Write(acctest.Provider("") + rule(arguments)) }
	const on, off = `alibaba = { replication_time_control = true }`, `alibaba = { replication_time_control = false }`
	write("")
	cli.Apply()
	id := sim.OSS().Rules("orders-hz")[0].ID

	write(on)
	acctest.Deny(t, sim, "oss:PutBucketRtc")
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "Replication Rule Not Changed", "oss:PutBucketRtc on acs:oss:*:*:orders-hz", "Request id: ")
	if r := cli.Resource(address); r == nil || r.Tainted || r.AttributeValues["alibaba"] != nil {
		t.Errorf("the state holds %+v, want the rule as it was", r)
	}
	acctest.Deny(t, sim)
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "PutBucketRTC", Count: 1})
	cli.Apply()
	expectConverged(t, sim, cli)

	write(off)
	cli.Plan()
	must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) { r.RTC = false })) // somebody was faster
	cli.Run("apply", "-json", "plan.bin").Succeed()
	expectConverged(t, sim, cli)

	write(on)
	cli.Plan()
	must(t, sim.OSS().RemoveRule("orders-hz", id))
	cli.Run("apply", "-json", "plan.bin").Fail().One("error", "Replication Rule Not Changed", "the next plan makes it again")
	cli.Apply()
	expectConverged(t, sim, cli)
	if rules := sim.OSS().Rules("orders-hz"); !rules[0].RTC {
		t.Errorf("replication time control is off: %+v", rules)
	}
}
