package replicationrule_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccPlanTraces takes a rule that exists through every way in which Terraform plans it again, and expects no error from
// the ledger or the live checks, and one rule in the cloud at the end.
func TestAccPlanTraces(t *testing.T) {
	t.Parallel()
	before := rule(`prefixes = ["a/"]`)
	keyed := func(key string) string {
		return strings.Replace(rule(`prefixes = ["a/"]`), `cloud  `, `for_each = toset(["`+key+`"])
  cloud  `, 1)
	}
	moved := strings.Replace(before, `"test"`, `"elsewhere"`, 1)
	for name, test := range map[string]struct {
		before, after string
		commands      [][]string
		plan          []string // further arguments of plan
		address, want string
		warnings      int // that replication stops; none where the user asks for the replacement by name
	}{
		"replacement": {after: rule(`prefixes = ["b/"]`), address: address, want: "delete/create", warnings: 1},
		"-replace":    {after: before, plan: []string{"-replace=" + address}, address: address, want: "delete/create"},
		"taint":       {after: before, commands: [][]string{{"taint", address}}, address: address, want: "delete/create"},
		"-target": {
			after:   rule(`prefixes = ["b/"]`) + between("other", "orders-hz", "cn-hangzhou", "logs-sh", "cn-shanghai", ""),
			plan:    []string{"-target=multicloud_replication_rule.other"},
			address: "multicloud_replication_rule.other", want: "create",
		},
		"-refresh=false": {after: rule(`prefixes = ["b/"]`), plan: []string{"-refresh=false"}, address: address, want: "delete/create", warnings: 1},
		"moved address": {
			after: moved + `
moved {
  from = multicloud_replication_rule.test
  to   = multicloud_replication_rule.elsewhere
}`,
			address: "multicloud_replication_rule.elsewhere", want: "no-op",
		},
		"for_each with another key": {
			before: keyed("one"), after: keyed("two"), address: address + `["two"]`, want: "create", warnings: 1,
		},
		"pair moved between two addresses": {
			after:   between("elsewhere", "orders-hz", "cn-hangzhou", "orders-bj", "cn-beijing", `prefixes = ["b/"]`),
			address: "multicloud_replication_rule.elsewhere", want: "create", warnings: 1,
		},
		"destination changed": {
			after: between("test", "orders-hz", "cn-hangzhou", "logs-sh", "cn-shanghai", ""), address: address, want: "delete/create", warnings: 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			acctest.Bucket(t, sim, "logs-sh", "cn-shanghai", acctest.Versioned)
			cli := acctest.NewCLI(t, sim)
			if test.before == "" {
				test.before = before
			}
			cli.Write(acctest.Provider("") + test.before)
			cli.Apply()
			for _, command := range test.commands {
				cli.Run(command...).Succeed()
			}
			cli.Write(acctest.Provider("") + test.after)
			plan, said := cli.Plan(test.plan...)
			if got := actions(plan)[test.address]; got != test.want {
				t.Errorf("planned %v, want %s of %s\n%s", actions(plan), test.want, test.address, said.All())
			}
			if got := len(said.Find("warning", "Replication Stops While Rule")); got != test.warnings {
				t.Errorf("%d warnings that replication stops, want %d\n%s", got, test.warnings, said.All())
			}
			// A rule that moves to another address waits for the old one, and says so.
			if said := cli.Run("apply", "-json", "plan.bin").Succeed(); len(said.Find("", "is being deleted")) != len(said.Diagnostics()) && name != "-target" {
				t.Errorf("apply says\n%s", said.All())
			}
			if name == "-target" {
				return
			}
			if plan, _ := cli.Plan(); !onlyNoOps(plan) {
				t.Errorf("afterwards the plan is not empty: %v", actions(plan))
			}
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 {
				t.Errorf("rules in the cloud: %+v, want one", rules)
			}
		})
	}
}

// TestAccSameRuleTwice cannot be told from one resource planned twice as long as neither exists: it is told at apply,
// and nothing is lost. Once one exists, the plan refuses.
func TestAccSameRuleTwice(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	twice := rule("") + strings.Replace(rule(""), `"test"`, `"twin"`, 1)
	cli.Write(acctest.Provider("") + twice)
	cli.Plan()
	failed := cli.Run("apply", "-json", "-auto-approve").Fail()
	if len(failed.Find("error", "(G2)"))+len(failed.Find("error", "(A6)")) != 1 {
		t.Errorf("want one error G2 or A6, got\n%s", failed.All())
	}
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 {
		t.Fatalf("rules in the cloud: %+v, want one", rules)
	}
	refused := cli.Run("plan", "-json").Fail()
	if len(refused.Find("error", "(G2)")) != 1 {
		t.Errorf("want one error G2, got\n%s", refused.All())
	}
	cli.Write(acctest.Provider("") + rule("") + between("twin", "orders-hz", "cn-hangzhou", "orders-bj", "cn-beijing", `prefixes = ["x/"]`))
	if refused := cli.Run("plan", "-json").Fail(); len(refused.Find("error", "(A6)")) != 1 {
		t.Errorf("want one error A6, got\n%s", refused.All())
	}
	cli.Write(acctest.Provider("") + rule(""))
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
}

// TestAccAdoptsNothing: a rule that somebody made on the pair between plan and apply is left alone.
func TestAccAdoptsNothing(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Plan()
	foreignRule(t, sim, "orders-hz", oss.Rule{ID: "console-1", Bucket: "orders-bj", Location: "oss-cn-beijing"})
	failed := cli.Run("apply", "-json", "plan.bin").Fail()
	if len(failed.Find("error", "console-1")) == 0 {
		t.Errorf("want an error that names the rule, got\n%s", failed.All())
	}
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 || rules[0].ID != "console-1" {
		t.Errorf("rules in the cloud: %+v, want the foreign one only", rules)
	}
	if state := cli.State(); state.Values != nil && len(state.Values.RootModule.Resources) != 0 {
		t.Errorf("the state holds %+v, want nothing", state.Values.RootModule.Resources)
	}
}
