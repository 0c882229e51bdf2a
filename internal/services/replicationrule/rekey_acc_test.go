package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// TestAccRekeyMany gives 60 rules other for_each keys: more than Terraform works on at the same time, so that the new
// addresses may come long before the old ones. Where Terraform has a place for each, nothing fails. By default it has ten, and
// creations may hold them all: then some make room for deletions, say so, and the next apply makes them.
func TestAccRekeyMany(t *testing.T) {
	t.Parallel()
	for name, places := range map[string]int{"a place for each": 130, "ten places": 10} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.FastSim(t)
			for i := range 6 {
				acctest.Bucket(t, sim, fmt.Sprintf("source-%d", i), "cn-hangzhou", acctest.Versioned)
			}
			for i := range 10 {
				acctest.Bucket(t, sim, fmt.Sprintf("destination-%d", i), "cn-beijing", acctest.Versioned)
			}
			config := strings.Replace(scaleConfig, "range(20)", "range(6)", 1)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + config)
			cli.Apply()
			cli.Write(acctest.Provider("") + strings.Replace(config, `"${p[0]}-${p[1]}"`, `"key-${p[0]}-${p[1]}"`, 1))
			plan, said := cli.Plan()
			if got := len(plan.ResourceChanges); got != 120 {
				t.Errorf("%d changes, want 60 rules created and 60 destroyed", got)
			}
			if got := len(said.Find("warning", "creates the same rule at another address")); got != 60 {
				t.Errorf("%d warnings that a `moved` block would keep the rule, want 60\n%s", got, said.All())
			}
			applied := cli.Run("apply", "-json", fmt.Sprintf("-parallelism=%d", places), "plan.bin")
			if crowded := applied.Find("error", "apply again: the creations that wait for deletions"); applied.Exit != 0 && places == 10 &&
				len(crowded) == len(applied.Find("error", "")) {
				t.Logf("%d creations made room", len(crowded))
				applied = cli.Run("apply", "-json", "-auto-approve")
			}
			applied.Succeed()
			if plan, _ := cli.Plan(); !onlyNoOps(plan) {
				t.Errorf("afterwards the plan is not empty: %v", actions(plan))
			}
			for i := range 6 {
				if got := len(sim.OSS().Rules(fmt.Sprintf("source-%d", i))); got != 10 {
					t.Errorf("source-%d has %d rules, want 10", i, got)
				}
			}
		})
	}
}
