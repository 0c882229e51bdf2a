package acctest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
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

// TestAccGuideExistingRulesElsewhere takes over the rules of the other clouds as the guide says.
func TestAccGuideExistingRulesElsewhere(t *testing.T) {
	t.Parallel()
	config := roots(read(t, filepath.Join(top, "docs/guides/existing-rules.md")))[0].config
	for _, cloud := range []string{"tencent", "ucloud"} {
		t.Run(cloud, func(t *testing.T) {
			t.Parallel()
			cli, sim := guideCLI(t)
			_, err := sim.US3().AddRule("media-bj", us3.Rule{DstBucket: "media-sh", DstRegion: "cn-sh2"})
			must(t, err)
			there := strings.ReplaceAll(config, "alibaba", cloud)
			writeRoot(t, cli, strings.Replace(there, "rule_id     = each", "enabled = each.value.enabled\nrule_id = each", 1))
			noChanges(t, cli)
			if applied := cli.Apply(); !strings.Contains(applied.Stdout, `"add":0,"change":0`) || strings.Contains(applied.Stdout, `"import":0`) {
				t.Errorf("this was no mere import:\n%s", applied.Stdout)
			}
			noChanges(t, cli)
		})
	}
}

// TestAccGuideImport runs the command of the guide on active and standby for a rule without an id.
func TestAccGuideImport(t *testing.T) {
	t.Parallel()
	cli, sim := guideCLI(t)
	page := read(t, filepath.Join(top, "docs/guides/active-standby.md"))
	writeRoot(t, cli, roots(page)[0].config)
	must(t, sim.COS().AddRule("shop-gz-1250000000", cos.Rule{Bucket: "shop-sh-1250000000", Region: "ap-shanghai"}))
	words := command(t, shellBlock.FindStringSubmatch(page)[1])
	for i := range words {
		words[i] = strings.Trim(words[i], "'")
	}
	cli.Run(words...).Succeed()
	cli.Apply()
	if rules := sim.COS().Rules("shop-gz-1250000000"); len(rules) != 1 {
		t.Errorf("rules in the primary: %+v", rules)
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
