package vaultreplication_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// TestAccDrift changes the binding behind Terraform's back, in every way in which it can, and expects the plan that mends it.
func TestAccDrift(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		happen func(t *testing.T, sim *cloudsim.Simulator, policy string)
		action plancheck.ResourceActionType
	}{
		"unbound": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, policy string) {
				must(t, sim.CBR().UnbindPolicy("orders", policy))
			},
			action: plancheck.ResourceActionCreate,
		},
		"another policy has replaced ours": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, _ string) {
				consolePolicy(t, sim)
				must(t, sim.CBR().BindPolicy("orders", "console", "east-2"))
			}, action: plancheck.ResourceActionUpdate,
		},
		"bound to another vault": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, policy string) {
				must(t, sim.CBR().BindPolicy("orders", policy, "east-2"))
			},
			action: plancheck.ResourceActionUpdate,
		},
		"policy deleted": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, policy string) {
				must(t, sim.CBR().DeletePolicyHard(policy))
			},
			action: plancheck.ResourceActionCreate,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := vaults(t)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: config(acctest.East, "east", "")},
					{
						PreConfig: func() { test.happen(t, sim, bound(sim).PolicyID) },
						Config:    config(acctest.East, "east", ""),
						ConfigPlanChecks: resource.ConfigPlanChecks{
							PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, test.action)},
							PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
						},
						Check: func(*terraform.State) error {
							if b := bound(sim); b.PolicyID == "console" || b.DestinationVaultID != "east" {
								t.Errorf("bound to %+v", b)
							}
							return nil
						},
					},
				},
			})
		})
	}
}

// consolePolicy makes a policy as somebody at the console would.
func consolePolicy(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	if _, err := sim.CBR().CreatePolicy(cbr.PolicySpec{
		ID: "console", Name: "console", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: cbr.OperationReplication,
		Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=4;BYMINUTE=00"}, Destination: acctest.East,
	}); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
