package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// TestAccRekeyMany gives 60 rules other for_each keys: more than Terraform plans at the same time, so that the new addresses
// may be planned long before the old ones are read.
func TestAccRekeyMany(t *testing.T) {
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
	t.Logf("warnings at plan: %d", len(said.Find("warning", "")))
	if applied := cli.Run("apply", "-json", "plan.bin").Succeed(); len(applied.Find("error", "")) != 0 {
		t.Errorf("apply says\n%s", applied.All())
	}
	if plan, _ := cli.Plan(); !onlyNoOps(plan) {
		t.Errorf("afterwards the plan is not empty: %v", actions(plan))
	}
}
