package replicationrule_test

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// prompt is how long an interrupted CLI may take to end.
const prompt = 10 * time.Second

// interrupted starts the CLI, interrupts it as soon as a rule is closing and was asked for so often since, and returns what it said.
func interrupted(t *testing.T, sim *cloudsim.Simulator, cli *acctest.CLI, asked int, arguments ...string) acctest.Result {
	t.Helper()
	reads := func() int { return sim.Count("oss", "GetBucketReplication", "orders-hz.*") }
	process, wait := cli.Start(arguments...)
	before, deadline := -1, time.Now().Add(time.Minute)
	for ; time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		rules := sim.OSS().Rules("orders-hz")
		if len(rules) != 1 || rules[0].Status != "closing" {
			continue
		}
		if before < 0 {
			before = reads()
		}
		if reads() >= before+asked {
			break
		}
	}
	start := time.Now()
	acctest.Signal(t, process, syscall.SIGINT)
	result := wait().Fail()
	if took := time.Since(start); took > prompt {
		t.Errorf("the CLI took %s to end after the interrupt", took)
	}
	return result
}

// TestAccInterruptedDestroy: Ctrl-C while the rule closes. The rule stays in the state, and the next destroy ends the work.
func TestAccInterruptedDestroy(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t) // its clock stands still, so that the rule goes on closing
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	said := interrupted(t, sim, cli, 1, "destroy", "-json", "-auto-approve")
	if len(said.Find("error", "still closing (the wait was interrupted)")) != 1 {
		t.Errorf("want one error that says closing, got\n%s", said.All())
	}
	if r := cli.Resource(address); r == nil || r.Tainted {
		t.Errorf("the state holds %+v, want the rule, untainted", r)
	}
	sim.Clock().Advance(time.Hour)
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 || cli.Resource(address) != nil {
		t.Errorf("left: %+v and in the state %+v", rules, cli.Resource(address))
	}
}

// TestAccInterruptedReplacement: Ctrl-C while the old rule closes. The next apply makes the new one, without one left over.
func TestAccInterruptedReplacement(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	cli.Write(acctest.Provider("") + rule(`prefixes = ["a/"]`))
	interrupted(t, sim, cli, 1, "apply", "-json", "-auto-approve")
	if r := cli.Resource(address); r == nil || r.Tainted {
		t.Errorf("the state holds %+v, want the old rule, untainted", r)
	}
	sim.Clock().Advance(time.Hour)
	cli.Apply()
	expectConverged(t, sim, cli)
}

// TestAccInterruptedCreate: Ctrl-C while a creation waits for a rule of somebody else to close. Nothing was made.
func TestAccInterruptedCreate(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	foreignRule(t, sim, "orders-hz", oss.Rule{ID: "console-1", Bucket: "orders-bj", Location: "oss-cn-beijing"})
	must(t, sim.OSS().CloseRule("orders-hz", "console-1"))
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	plan, said := cli.Plan()
	if actions(plan)[address] != "create" || len(said.Find("warning", "(A6)")) != 1 {
		t.Errorf("planned %v, want create with the warning A6\n%s", actions(plan), said.All())
	}
	sim.ResetCounts()
	// The apply reads for its checks first, then the creation reads.
	stopped := interrupted(t, sim, cli, 2, "apply", "-json", "plan.bin")
	if len(stopped.Find("error", "console-1 from this bucket to orders-bj (cn-beijing) to close was interrupted")) != 1 {
		t.Errorf("want one error that says so, got\n%s", stopped.All())
	}
	if n := sim.Count("oss", "PutBucketReplication", ""); n != 0 || cli.Resource(address) != nil {
		t.Errorf("%d writes, state %+v", n, cli.Resource(address))
	}
	sim.Clock().Advance(time.Hour)
	cli.Apply()
	expectConverged(t, sim, cli)
}

var printedImport = regexp.MustCompile(`terraform import multicloud_replication_rule\.NAME '[^']+'`)

// TestAccKilledBeforeState kills Terraform and the provider after the rule was made and before the state knows of it. The
// next plan refuses and prints the steps; these are followed to the letter.
func TestAccKilledBeforeState(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(`prefixes = ["invoices/"]`))
	acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: cloudsim.KindBlockAfter, Operation: "PutBucketReplication", Count: 1})
	process, wait := cli.Start("apply", "-json", "-auto-approve")
	acctest.Held(t, sim, "held")
	acctest.Signal(t, process, syscall.SIGKILL)
	wait()
	must(t, sim.Faults().Release("held"))
	if cli.Resource(address) != nil {
		t.Fatalf("the state holds %+v", cli.Resource(address))
	}

	refused := cli.Run("plan", "-json").Fail()
	errors := refused.Find("error", "(A6)")
	if len(errors) != 1 || len(refused.Texts("error")) != 1 {
		t.Fatalf("want one error A6, got\n%s", refused.All())
	}
	command := printedImport.FindString(errors[0].Detail)
	if command == "" {
		t.Fatalf("the error prints no command:\n%s", errors[0].Detail)
	}
	cli.Shell(strings.Replace(command, "multicloud_replication_rule.NAME", address, 1)).Succeed()
	expectConverged(t, sim, cli)
}

// TestAccInterruptedChecks: Ctrl-C while a check of the apply waits for its answer. Nothing is made.
func TestAccInterruptedChecks(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Plan()
	acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: cloudsim.KindBlock, Operation: "GetBucketInfo", Host: "orders-bj.*", Count: 1})
	process, wait := cli.Start("apply", "-json", "plan.bin")
	acctest.Held(t, sim, "held")
	start := time.Now()
	acctest.Signal(t, process, syscall.SIGINT)
	wait().Fail()
	if took := time.Since(start); took > prompt {
		t.Errorf("the CLI took %s to end after the interrupt", took)
	}
	must(t, sim.Faults().Release("held"))
	if n := sim.Count("oss", "PutBucketReplication", ""); n != 0 {
		t.Errorf("the rule was sent %d times", n)
	}
	if cli.Resource(address) != nil {
		t.Errorf("the state holds %+v, want nothing", cli.Resource(address))
	}
}
