package replicationpolicy_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

const address = "multicloud_replication_policy.test"

// policy is a policy to the east with a schedule and more arguments.
func policy(schedule, arguments string) string {
	return acctest.HuaweiProvider("", "") + `
resource "multicloud_replication_policy" "test" {
  name        = "nightly"
  destination = { region = "` + acctest.East + `" }
  schedule    = ` + schedule + `
` + arguments + `
}
`
}

const (
	daily  = `{ daily = { every_days = 1 }, times_utc = ["04:00"] }`
	weekly = `{ weekly = { days_utc = ["SU", "WE"] }, times_utc = ["16:00", "04:00"] }`
)

// only is the one replication policy in the cloud.
func only(t *testing.T, sim *cloudsim.Simulator, s *terraform.State) cbr.PolicyState {
	t.Helper()
	p, ok := sim.CBR().Policy(s.RootModule().Resources[address].Primary.ID)
	if !ok {
		t.Fatal("the policy of the state is not in the cloud")
	}
	return p
}

func action(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func TestAccLifecycle(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	patterns := func(want ...string) resource.TestCheckFunc {
		return func(s *terraform.State) error {
			got := only(t, sim, s).Pattern
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("patterns %q, want %q", got, want)
			}
			return nil
		}
	}
	var id string
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: policy(daily, ""),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("enabled"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("region"), knownvalue.StringExact(acctest.North)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("retention"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("acceleration"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("destination").AtMapKey("project_id"),
						knownvalue.StringExact(sim.IAM().ProjectID(cloudsim.DefaultHuaweiAccount, acctest.East))),
				},
				Check: resource.ComposeTestCheckFunc(patterns("FREQ=DAILY;INTERVAL=1;BYHOUR=4;BYMINUTE=00"), func(s *terraform.State) error {
					id = only(t, sim, s).ID
					return nil
				}),
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdPrefix: acctest.North + "/"},
			{
				Config: policy(weekly, `  retention = { count = 3, monthly = 6, time_zone = "UTC+08:00" }`), ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check: patterns("FREQ=WEEKLY;BYDAY=WE,SU;BYHOUR=16;BYMINUTE=00", "FREQ=WEEKLY;BYDAY=WE,SU;BYHOUR=4;BYMINUTE=00"),
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdPrefix: acctest.North + "/"},
			{ // retention by days instead, then none
				Config: policy(weekly, `  retention = { days = 7 }`), ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
			},
			{
				Config: policy(weekly, ""), ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check: func(s *terraform.State) error {
					if p := only(t, sim, s); p.RetentionDays != 0 || p.MaxBackups != 0 {
						t.Errorf("retention was not taken back: %+v", p.PolicySpec)
					}
					return nil
				},
			},
			{
				Config: policy(weekly, "  enabled = false\n  acceleration = true"), ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check: func(s *terraform.State) error {
					if p := only(t, sim, s); !p.Disabled || p.ID != id {
						t.Errorf("want the same policy, disabled: %+v", p.PolicySpec)
					}
					return nil
				},
			},
			{ // how it is written: all days of the week are every day
				Config:           policy(`{ weekly = { days_utc = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] }, times_utc = ["04:00"] }`, "  retention = {}"),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
			},
			{ // nothing is bound, so that another region is a change in place
				Config:           policyTo("cn-south-1"),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if _, ok := sim.CBR().Policy(id); ok {
				t.Error("the policy is still there")
			}
			return nil
		},
	})
}

func policyTo(region string) string {
	return acctest.HuaweiProvider("", "") + `
resource "multicloud_replication_policy" "test" {
  name        = "nightly"
  destination = { region = "` + region + `" }
  schedule    = ` + daily + `
}
`
}
