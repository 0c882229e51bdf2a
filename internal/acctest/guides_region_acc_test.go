package acctest_test

import (
	"path/filepath"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccGuideRegionFails goes through the steps of the guide while Hangzhou does not answer.
func TestAccGuideRegionFails(t *testing.T) {
	t.Parallel()
	cli, sim := guideCLI(t)
	writeRoot(t, cli, roots(read(t, filepath.Join(top, "docs/guides/region-failure.md")))[0].config)
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

// TestAccGuideExistingRules writes down what was imported in bulk.
func TestAccGuideExistingRules(t *testing.T) {
	t.Parallel()
	cli, _ := guideCLI(t)
	steps := roots(read(t, filepath.Join(top, "docs/guides/existing-rules.md")))
	writeRoot(t, cli, steps[0].config)
	cli.Apply()
	writeRoot(t, cli, steps[1].config)
	plan, said := cli.Plan()
	if n := len(plan.ResourceChanges); n != 1 || !plan.ResourceChanges[0].Change.Actions.NoOp() || plan.ResourceChanges[0].PreviousAddress == "" {
		t.Errorf("the rule does not just move to its own name:\n%s", said.All())
	}
}
