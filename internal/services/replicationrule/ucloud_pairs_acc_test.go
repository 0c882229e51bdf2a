package replicationrule_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

const theSwitch = `ucloud = { rule_set = "current" }`

// TestAccUCloudPairsRefused: a bucket in two pairs is refused in the plan, whatever its roles are, and both parties and the
// switch are named. Under the current rule set the same plan passes.
func TestAccUCloudPairsRefused(t *testing.T) {
	t.Parallel()
	first := us3Rule("first", "orders-a", "orders-b", "")
	for name, test := range map[string]struct {
		config  string
		foreign func(*testing.T, *cloudsim.Simulator)
		parties []string
	}{
		"chain":        {config: first + us3Rule("second", "orders-b", "orders-c", ""), parties: []string{"orders-b (cn-gd)", "orders-a (cn-bj2)", "orders-c (cn-sh2)"}},
		"fan out":      {config: first + us3Rule("second", "orders-a", "orders-c", ""), parties: []string{"orders-a (cn-bj2)", "orders-b (cn-gd)", "orders-c (cn-sh2)"}},
		"fan in":       {config: first + us3Rule("second", "orders-c", "orders-b", ""), parties: []string{"orders-b (cn-gd)", "orders-a (cn-bj2)", "orders-c (cn-sh2)"}},
		"for_each":     {config: us3ForEach, parties: []string{"orders-a (cn-bj2)", "orders-b (cn-gd)", "orders-c (cn-sh2)"}},
		"source taken": {config: first, foreign: foreignUS3("orders-a", "orders-c"), parties: []string{"rule by-hand from orders-a (cn-bj2) to orders-c (cn-sh2)"}},
		"source is a destination elsewhere": {
			config: first, foreign: foreignUS3("orders-c", "orders-a"), parties: []string{"rule by-hand from orders-c (cn-sh2) to orders-a (cn-bj2)"},
		},
		"destination is a source elsewhere": {
			config: first, foreign: foreignUS3("orders-b", "orders-c"), parties: []string{"rule by-hand from orders-b (cn-gd) to orders-c (cn-sh2)"},
		},
		"destination taken": {
			config: first, foreign: foreignUS3("orders-c", "orders-b"), parties: []string{"rule by-hand from orders-c (cn-sh2) to orders-b (cn-gd)"},
		},
		"the pair itself": {
			config: first, foreign: foreignUS3("orders-a", "orders-b"),
			parties: []string{"rule by-hand", "terraform import multicloud_replication_rule.NAME 'ucloud/cn-bj2/orders-a/by-hand'"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim, cli := us3CLI(t)
			if test.foreign != nil {
				test.foreign(t, sim)
			}
			cli.Write(us3Provider("") + test.config)
			refused := cli.Run("plan", "-json").Fail()
			errors := refused.Find("error", "(U2)")
			if len(errors) == 0 || len(errors) != len(refused.Texts("error")) {
				t.Fatalf("want errors U2 and no other, got\n%s", refused.All())
			}
			for _, part := range append(test.parties, theSwitch) {
				if !strings.Contains(errors[0].Text(), part) {
					t.Errorf("the error does not name %q: %s", part, errors[0].Text())
				}
			}
			if sim.Count("us3", "CreateUFileReplicationRule", "") != 0 {
				t.Error("a rule was made")
			}
			if name == "the pair itself" {
				return
			}
			cli.Write(us3Provider(`rule_set = "current"`) + test.config)
			if plan, said := cli.Plan(); len(said.Texts("error")) != 0 || onlyNoOps(plan) {
				t.Errorf("under the current rule set:\n%s", said.All())
			}
		})
	}
}

const us3ForEach = `
resource "multicloud_replication_rule" "each" {
  for_each    = { "orders-b" = "cn-gd", "orders-c" = "cn-sh2" }
  cloud       = "ucloud"
  source      = { bucket = "orders-a", region = "cn-bj2" }
  destination = { bucket = each.key, region = each.value }
}
`

func foreignUS3(from, to string) func(*testing.T, *cloudsim.Simulator) {
	return func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		_, err := sim.US3().AddRule(from, us3.Rule{ID: "by-hand", DstBucket: to})
		must(t, err)
	}
}

// TestAccUCloudBothWays: the rule back is of the same pair. It warns, and both are made.
func TestAccUCloudBothWays(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	cli.Write(us3Provider("") + us3Rule("there", "orders-a", "orders-b", "") + us3Rule("back", "orders-b", "orders-a", ""))
	if _, said := cli.Plan(); len(said.Find("warning", "(U2)")) == 0 || len(said.Find("warning", "Preview: Replication on UCloud US3")) != 1 {
		t.Errorf("want a warning U2 and one of the preview, got\n%s", said.All())
	}
	cli.Apply()
	if len(us3Rules(sim)) != 1 || len(sim.US3().Rules("orders-b")) != 1 {
		t.Errorf("rules in the cloud: %+v and %+v", us3Rules(sim), sim.US3().Rules("orders-b"))
	}
	if plan, said := cli.Plan(); !onlyNoOps(plan) || len(said.Texts("error")) != 0 {
		t.Errorf("the next plan is not empty: %v\n%s", actions(plan), said.All())
	}
	cli.Run("destroy", "-auto-approve", "-json").Succeed()
	if len(us3Rules(sim)) != 0 || len(sim.US3().Rules("orders-b")) != 0 {
		t.Error("rules are left in the cloud")
	}
}

// TestAccUCloudStolenPair: while the rule is in the state, somebody else pairs its destination under relaxed rules. The settled
// rule may stay and be destroyed; so may it be disabled; what makes a rule is refused.
func TestAccUCloudStolenPair(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	cli.Write(us3Provider("") + us3Rule("first", "orders-a", "orders-b", ""))
	cli.Apply()
	foreignUS3("orders-c", "orders-b")(t, sim)
	if plan, said := cli.Plan(); !onlyNoOps(plan) || len(said.Texts("error")) != 0 {
		t.Errorf("a settled rule is held up: %v\n%s", actions(plan), said.All())
	}
	cli.Write(us3Provider("") + us3Rule("first", "orders-a", "orders-b", "enabled = false"))
	cli.Apply() // in an incident it can be switched off
	cli.Run("plan", "-json", "-replace=multicloud_replication_rule.first").Fail().One("error", "(U2)", "rule by-hand from orders-c (cn-sh2) to orders-b (cn-gd)")
	cli.Run("destroy", "-auto-approve", "-json").Succeed()
}

// TestAccUCloudMovedPair: a pair moves between two addresses in one apply. The plan passes, and the new rule waits for the old one
// to go.
func TestAccUCloudMovedPair(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	cli.Write(us3Provider("") + us3Rule("old", "orders-a", "orders-b", ""))
	cli.Apply()
	was := us3Rules(sim)[0].ID
	cli.Write(us3Provider("") + us3Rule("new", "orders-a", "orders-c", ""))
	cli.Apply()
	if rules := us3Rules(sim); len(rules) != 1 || rules[0].ID == was || rules[0].DstBucket != "orders-c" {
		t.Errorf("rules in the cloud: %+v", rules)
	}
}

// TestAccUCloudModules: the other party may be in a module.
func TestAccUCloudModules(t *testing.T) {
	t.Parallel()
	_, cli := us3CLI(t)
	must(t, os.Mkdir(filepath.Join(cli.Dir, "pair"), 0o700))
	must(t, os.WriteFile(filepath.Join(cli.Dir, "pair", "main.tf"), []byte(`
terraform {
  required_providers {
    multicloud = { source = "registry.terraform.io/multicloud-replication/multicloud" }
  }
}
`+us3Rule("inner", "orders-c", "orders-a", "")), 0o600))
	cli.Write(us3Provider("") + us3Rule("outer", "orders-a", "orders-b", "") + `
module "pair" {
  source = "./pair"
}
`)
	cli.Run("get").Succeed()
	cli.Run("plan", "-json").Fail().One("error", "(U2)", "orders-a (cn-bj2)", "orders-b (cn-gd)", "orders-c (cn-sh2)")
}
