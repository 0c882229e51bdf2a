package replicationrule_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccDriftRemadeByHand: somebody deleted the rule and made one of their own on the same pair. The plan refuses, and
// its printed steps lead to an empty plan.
func TestAccDriftRemadeByHand(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	must(t, sim.OSS().RemoveRule("orders-hz", sim.OSS().Rules("orders-hz")[0].ID))
	foreignRule(t, sim, "orders-hz", oss.Rule{ID: "by/hand:1", Bucket: "orders-bj", Location: "oss-cn-beijing", Historical: true})

	refused := cli.Run("plan", "-json").Fail()
	if len(refused.Find("error", "A6")) != 1 || len(refused.Find("error", "terraform import multicloud_replication_rule")) != 1 {
		t.Fatalf("want one error A6 with the command to import, got\n%s", refused.All())
	}
	if gone := refused.Find("warning", "Replication Rule Is Gone"); len(gone) != 1 {
		t.Errorf("want one warning that the old rule is gone, got\n%s", refused.All())
	}
	cli.Run("state", "rm", address).Succeed()
	cli.Run("import", address, "alibaba/cn-hangzhou/orders-hz/by/hand:1").Succeed()
	if plan, _ := cli.Plan(); !onlyNoOps(plan) {
		t.Errorf("after the printed steps the plan is not empty: %+v", plan.ResourceChanges[0].Change)
	}
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 || rules[0].ID != "by/hand:1" {
		t.Errorf("rules in the cloud: %+v, want the one made by hand untouched", rules)
	}
}

// TestAccDriftBucketGone: without its source bucket the rule leaves the state, and the plan warns and makes it anew.
func TestAccDriftBucketGone(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	must(t, sim.OSS().DeleteBucketHard("orders-hz"))

	plan, said := cli.Plan()
	if got := actions(plan); got[address] != "create" {
		t.Errorf("actions %v, want create", got)
	}
	if len(said.Find("warning", "G6")) != 1 {
		t.Errorf("want the warning G6, got\n%s", said.All())
	}
	if failed := cli.Run("apply", "-json", "-auto-approve").Fail(); len(failed.Find("error", "does not exist")) != 1 {
		t.Errorf("want one error that the bucket does not exist, got\n%s", failed.All())
	}
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	cli.Apply()
	if plan, _ := cli.Plan(); !onlyNoOps(plan) {
		t.Errorf("the plan is not empty: %v", actions(plan))
	}
}
