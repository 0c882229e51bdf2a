package replicationpolicy_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// TestAccDrift changes the policy behind Terraform's back and expects the plan that mends it.
func TestAccDrift(t *testing.T) {
	t.Parallel()
	replace := func(change func(*cbr.PolicySpec)) func(*testing.T, *cloudsim.Simulator, string) {
		return func(t *testing.T, sim *cloudsim.Simulator, id string) {
			t.Helper()
			was, _ := sim.CBR().Policy(id)
			must(t, sim.CBR().DeletePolicyHard(id))
			change(&was.PolicySpec)
			if _, err := sim.CBR().CreatePolicy(was.PolicySpec); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, test := range map[string]struct {
		happen func(*testing.T, *cloudsim.Simulator, string)
		action plancheck.ResourceActionType
	}{
		"deleted": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) { must(t, sim.CBR().DeletePolicyHard(id)) },
			action: plancheck.ResourceActionCreate,
		},
		"disabled":        {happen: replace(func(p *cbr.PolicySpec) { p.Disabled = true }), action: plancheck.ResourceActionUpdate},
		"renamed":         {happen: replace(func(p *cbr.PolicySpec) { p.Name = "other" }), action: plancheck.ResourceActionUpdate},
		"other retention": {happen: replace(func(p *cbr.PolicySpec) { p.MaxBackups = 9 }), action: plancheck.ResourceActionUpdate},
		"other region": {
			happen: replace(func(p *cbr.PolicySpec) { p.Destination, p.DestProject = "cn-south-1", "" }), action: plancheck.ResourceActionUpdate,
		},
		"other time": {
			happen: replace(func(p *cbr.PolicySpec) { p.Pattern = []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=9;BYMINUTE=00"} }), action: plancheck.ResourceActionUpdate,
		},
		"schedule that cannot be typed": {
			happen: replace(func(p *cbr.PolicySpec) {
				p.Pattern = []string{"FREQ=WEEKLY;BYDAY=MO;BYHOUR=4;BYMINUTE=00", "FREQ=DAILY;INTERVAL=3;BYHOUR=9;BYMINUTE=00"}
			}),
			action: plancheck.ResourceActionUpdate,
		},
		"the same schedule, spelled otherwise": {
			happen: replace(func(p *cbr.PolicySpec) {
				p.Pattern = []string{"FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=4;BYMINUTE=00"}
			}),
			action: plancheck.ResourceActionNoop,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			var id string
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: policy(daily, "  retention = { count = 3 }"), Check: func(s *terraform.State) error {
						id = only(t, sim, s).ID
						return nil
					}},
					{
						PreConfig: func() { test.happen(t, sim, id) },
						Config:    policy(daily, "  retention = { count = 3 }"),
						ConfigPlanChecks: resource.ConfigPlanChecks{
							PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, test.action)},
							PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
						},
						Check: func(s *terraform.State) error {
							p := only(t, sim, s)
							if test.action != plancheck.ResourceActionNoop && (p.Name != "nightly" || p.Disabled || p.MaxBackups != 3 || p.Destination != acctest.East ||
								len(p.Pattern) != 1 || p.Pattern[0] != "FREQ=DAILY;INTERVAL=1;BYHOUR=4;BYMINUTE=00") {
								text, _ := json.Marshal(p)
								t.Errorf("not mended: %s", text)
							}
							return nil
						},
					},
				},
			})
		})
	}
}

// TestAccLostAnswer loses the answer to the creation: one policy is there, and Terraform knows it.
func TestAccLostAnswer(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	cli := acctest.NewCLI(t, sim)
	cli.Write(policy(daily, ""))
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CreatePolicy", Count: 1})
	cli.Apply()
	if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
		t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.All())
	}
	if count := sim.Count("cbr", "CreatePolicy", ""); count != 1 {
		t.Errorf("%d creations were sent", count)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
