package acctest_test

import (
	"path/filepath"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// guide is the first configuration of a guide, on the clouds of the guides.
func guide(t *testing.T, name string) (*acctest.CLI, *cloudsim.Simulator) {
	t.Helper()
	sim := acctest.FastSim(t)
	if err := sim.LoadSeedFile("testdata/guides.yaml"); err != nil {
		t.Fatal(err)
	}
	cli := guideCLI(t, sim)
	config := roots(read(t, filepath.Join("../../templates/guides", name)))[0].config
	cli.Write(config)
	return cli, sim
}

// TestAccGuideRegionFails goes through the steps of the guide while Hangzhou does not answer.
func TestAccGuideRegionFails(t *testing.T) {
	t.Parallel()
	cli, sim := guide(t, "region-failure.md")
	cli.Apply()

	acctest.Arm(t, sim, cloudsim.Fault{Name: "hangzhou", Kind: cloudsim.KindResetBefore, Host: "*.oss-cn-hangzhou.aliyuncs.com"})
	if whole := cli.Run("plan", "-json", "-var=failed_over=true"); whole.Exit != 1 {
		t.Errorf("a plan of everything gets by without Hangzhou: exit code %d\n%s", whole.Exit, whole.All())
	}
	cli.Apply("-var=failed_over=true", "-target=multicloud_replication_rule.back[0]")
	if rules := sim.OSS().Rules("orders-bj"); len(rules) != 1 || rules[0].Bucket != "orders-hz" {
		t.Fatalf("the rule back is not there: %+v", rules)
	}

	if err := sim.Faults().Remove("hangzhou"); err != nil {
		t.Fatal(err)
	}
	if plan := cli.Run("plan", "-detailed-exitcode", "-json", "-var=failed_over=true"); plan.Exit != 0 {
		t.Errorf("the plan is not empty when the region is back: exit code %d\n%s", plan.Exit, plan.Stdout)
	}
	cli.Apply()
	if rules := sim.OSS().Rules("orders-bj"); len(rules) != 0 {
		t.Errorf("the rule back is still there: %+v", rules)
	}
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 {
		t.Errorf("the rule out: %+v", rules)
	}
}
