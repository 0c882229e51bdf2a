package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// prefixed is a rule with a prefix, and a priority unless that is 0.
func prefixed(name, prefix string, priority int) string {
	arguments := fmt.Sprintf("  prefixes = [%q]\n", prefix)
	if priority != 0 {
		arguments += fmt.Sprintf("  tencent = { priority = %d }", priority)
	}
	return cosRule(name, arguments)
}

// TestAccTencentTogether changes rules that only fit together: two priorities swapped, priorities for all, a prefix handed on.
func TestAccTencentTogether(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after string
		want          map[string]int // priorities by prefix
		serial        string         // what an apply with -parallelism=1 says; empty: it works too
		ordered       bool           // with -parallelism=1 it works in one of the orders in which Terraform may go
	}{
		"priorities swapped": {
			before: prefixed("a", "a/", 1) + prefixed("other", "b/", 2), after: prefixed("a", "a/", 2) + prefixed("other", "b/", 1),
			want: map[string]int{"a/": 2, "b/": 1}, serial: "(T3)",
		},
		"priorities for all": {
			before: prefixed("a", "a/", 0) + prefixed("other", "b/", 0), after: prefixed("a", "a/", 10) + prefixed("other", "b/", 20),
			want: map[string]int{"a/": 10, "b/": 20}, serial: "(T3)",
		},
		"priorities for none": {
			before: prefixed("a", "a/", 1) + prefixed("other", "b/", 2), after: prefixed("a", "a/", 0) + prefixed("other", "b/", 0),
			want: map[string]int{"a/": 0, "b/": 0}, serial: "(T3)",
		},
		"a prefix handed on": {
			before: prefixed("a", "a/", 0) + prefixed("other", "b/", 0), after: prefixed("a", "c/", 0) + prefixed("other", "a/", 0),
			want: map[string]int{"c/": 0, "a/": 0}, serial: "(T4)", ordered: true,
		},
		"a prefix handed on in a circle": {
			before: prefixed("a", "a/", 0) + prefixed("other", "b/", 0), after: prefixed("a", "b/", 0) + prefixed("other", "a/", 0),
			want: map[string]int{"b/": 0, "a/": 0}, serial: "(T4)",
		},
		"priorities and a new rule": {
			before: prefixed("a", "a/", 0), after: prefixed("a", "a/", 1) + prefixed("other", "a/b/", 2),
			want: map[string]int{"a/": 1, "a/b/": 2}, serial: "(T3)", ordered: true,
		},
	} {
		for _, parallelism := range []string{"10", "1"} {
			t.Run(name+", "+parallelism, func(t *testing.T) {
				t.Parallel()
				sim := cosBuckets(t, acctest.FastSim(t))
				cli := acctest.NewCLI(t, sim)
				cli.Write(cosProvider("") + test.before)
				cli.Apply()
				cli.Write(cosProvider("") + test.after)
				if parallelism == "1" && test.serial != "" {
					failed := cli.Run("apply", "-json", "-auto-approve", "-parallelism=1")
					if !test.ordered {
						failed.Fail()
					}
					found := failed.Find("error", test.serial)
					if failed.Exit != 0 && (len(found) == 0 || !strings.Contains(found[0].Text(), "-parallelism")) {
						t.Errorf("want an error %s that says what to do, got\n%s", test.serial, failed.All())
					}
				}
				cli.Apply("-parallelism=" + map[bool]string{true: "10", false: parallelism}[test.serial != ""])
				cosConverged(t, cli)
				got := map[string]int{}
				for _, r := range sim.COS().Rules(cosGuangzhou) {
					got[r.Prefix] = r.Priority
				}
				if fmt.Sprint(got) != fmt.Sprint(test.want) {
					t.Errorf("priorities by prefix: %v, want %v", got, test.want)
				}
			})
		}
	}
}

// TestAccTencentTwoWay applies both directions in one run, and loses one half to somebody's hand.
func TestAccTencentTwoWay(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider("") + cosRule("a", "") + cosBetween("back", cosShanghai, cosGuangzhou, ""))
	if _, said := cli.Plan(); len(said.Diagnostics()) != 0 {
		t.Errorf("the plan says\n%s", said.All())
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	cosConverged(t, cli)

	must(t, sim.COS().RemoveRule(cosShanghai, cosRuleOf(t, sim, cosShanghai, func(cos.Rule) bool { return true }).ID))
	plan, said := cli.Plan()
	if got := actions(plan); got["multicloud_replication_rule.back"] != "create" || got[cosAddress] != "no-op" {
		t.Errorf("planned %v, want only the lost half made again\n%s", got, said.All())
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	cosConverged(t, cli)
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	for bucket := range cosRegions {
		if document := sim.COS().Document(bucket); document != "" {
			t.Errorf("left in %s: %s", bucket, document)
		}
	}
}
