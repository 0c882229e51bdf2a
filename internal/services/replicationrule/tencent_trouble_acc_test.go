package replicationrule_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// cosDeny takes permissions away from the key for tencent; none gives all back.
func cosDeny(t *testing.T, sim *cloudsim.Simulator, permissions ...string) {
	t.Helper()
	key, ok := sim.Access().Find("tencent", cloudsim.DefaultTencentKeyID)
	if !ok {
		t.Fatal("the simulated clouds have lost their key")
	}
	key.Deny = permissions
	sim.Access().Put(key)
}

// TestAccTencentPermissions: what a check may not read is one warning; what an apply needs is an error that names the action.
func TestAccTencentPermissions(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		deny      string
		arguments string
		warning   string // of the plan
		refused   []string
	}{
		"a check's fact": {deny: "cos:GetBucketVersioning " + cosShanghai, warning: "name/cos:GetBucketVersioning on qcs::cos:ap-shanghai:uid/1250000000:" + cosShanghai},
		"the write":      {deny: "cos:PutBucketReplication", refused: []string{"name/cos:PutBucketReplication on qcs::cos:ap-guangzhou", "Request id: "}},
		"the owner":      {deny: "cos:GetService", refused: []string{"tencent.role", "name/cos:GetService"}},
		"the owner, where the role is said": {
			deny: "cos:GetService", arguments: `  tencent = { role = "` + cosOwner + `" }`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := cosBuckets(t, acctest.FastSim(t))
			cosDeny(t, sim, test.deny)
			cli := acctest.NewCLI(t, sim)
			cli.Write(cosProvider("") + cosRule("a", test.arguments))
			_, said := cli.Plan()
			if test.warning != "" {
				said.One("warning", "Checks Left Out", test.warning)
			} else if len(said.Diagnostics()) != 0 {
				t.Errorf("the plan says\n%s", said.All())
			}
			applied := cli.Run("apply", "-json", "plan.bin")
			if len(test.refused) > 0 {
				applied.Fail().One("error", test.refused...)
				if cli.Resource(cosAddress) != nil || len(cosIDs(sim, cosGuangzhou)) != 0 {
					t.Errorf("something was made: %q", cosIDs(sim, cosGuangzhou))
				}
				return
			}
			applied.Succeed()
		})
	}
}

// TestAccTencentInterrupted: Ctrl-C before the document is sent. Nothing was made, and the CLI ends at once.
func TestAccTencentInterrupted(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider("") + cosRule("a", ""))
	cli.Plan()
	// The apply reads once for its checks, then the creation reads.
	acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: cloudsim.KindBlock, Operation: "cos:GetBucketReplication", Host: cosGuangzhou + ".*", Skip: 1, Count: 1})
	process, wait := cli.Start("apply", "-json", "plan.bin")
	acctest.Held(t, sim, "held")
	start := time.Now()
	acctest.Signal(t, process, syscall.SIGINT)
	wait().Fail()
	if took := time.Since(start); took > prompt {
		t.Errorf("the CLI took %s to end after the interrupt", took)
	}
	if n := sim.Count("cos", "PutBucketReplication", ""); n != 0 || cli.Resource(cosAddress) != nil {
		t.Errorf("%d writes, state %+v", n, cli.Resource(cosAddress))
	}
	cli.Apply()
	cosConverged(t, cli)
}

// TestAccTencentKilled kills Terraform and the provider after the rule was made and before the state knows of it. The next plan
// warns, the apply refuses, and the steps that it prints lead to an empty plan.
func TestAccTencentKilled(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider("") + cosRule("a", `  prefixes = ["invoices/"]`))
	acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: cloudsim.KindBlockAfter, Operation: "cos:PutBucketReplication", Count: 1})
	process, wait := cli.Start("apply", "-json", "-auto-approve")
	acctest.Held(t, sim, "held")
	acctest.Signal(t, process, syscall.SIGKILL)
	wait()
	must(t, sim.Faults().Release("held"))
	if cli.Resource(cosAddress) != nil {
		t.Fatalf("the state holds %+v", cli.Resource(cosAddress))
	}
	refused := cli.Run("apply", "-json", "-auto-approve").Fail()
	if warned := refused.Find("warning", "(T4)"); len(warned) == 0 || !strings.Contains(warned[0].Text(), "terraform import") {
		t.Errorf("the plan does not warn of the rule:\n%s", refused.All())
	}
	refused.One("error", "(G2)")
	command := printedImport.FindString(refused.Find("error", "(G2)")[0].Detail)
	if command == "" {
		t.Fatalf("the error prints no command:\n%s", refused.All())
	}
	cli.Shell(strings.Replace(command, "multicloud_replication_rule.NAME", cosAddress, 1)).Succeed()
	cosConverged(t, cli)
	if ids := cosIDs(sim, cosGuangzhou); len(ids) != 1 {
		t.Errorf("rules in the cloud: %q, want one", ids)
	}
}
