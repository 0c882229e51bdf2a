package vaultreplication_test

import (
	"fmt"
	"testing"
	"time"

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

const (
	address       = "multicloud_vault_replication.test"
	policyAddress = "multicloud_replication_policy.test"
)

// config is a policy to a region and the binding of the vault orders to it.
func config(region, destination, arguments string) string {
	return acctest.HuaweiProvider("", "") + fmt.Sprintf(`
resource "multicloud_replication_policy" "test" {
  name        = "nightly"
  schedule    = { daily = { every_days = 1 }, times_utc = ["04:00"] }
  destination = { region = %q }
}

resource "multicloud_vault_replication" "test" {
  source      = { vault_id = "orders" }
  policy_id   = multicloud_replication_policy.test.id
  destination = { vault_id = %q%s }
}
`, region, destination, arguments)
}

// vaults makes the source vault with a backup, and replication vaults in two regions.
func vaults(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	sim.CBR().SetDestinations("huaweicloud", acctest.North, acctest.East, "cn-south-1")
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	acctest.ReplicaVault(t, sim, "east-2", acctest.East)
	acctest.ReplicaVault(t, sim, "south", "cn-south-1")
	return sim
}

// bound is the binding that the vault orders has.
func bound(sim *cloudsim.Simulator) cbr.Binding {
	v, _ := sim.CBR().Vault("orders")
	return v.Bindings[cbr.OperationReplication]
}

func TestAccLifecycle(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	text := knownvalue.StringExact
	destination := func(attribute string) tfjsonpath.Path { return tfjsonpath.New("destination").AtMapKey(attribute) }
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: config(acctest.East, "east", ""),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, destination("region"), text(acctest.East)),
					statecheck.ExpectKnownValue(address, destination("project_id"), text(sim.IAM().ProjectID(cloudsim.DefaultHuaweiAccount, acctest.East))),
					statecheck.ExpectKnownValue(address, destination("target_cloud"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("source").AtMapKey("region"), text(acctest.North)),
				},
				Check: func(*terraform.State) error { // the policy fires, and replicates what there is
					sim.Clock().Advance(25 * time.Hour)
					if replicas := sim.CBR().Backups("east"); len(replicas) != 1 {
						t.Errorf("%d replicas after a day, want 1", len(replicas))
					}
					acctest.Backup(t, sim, "orders", "tuesday")
					sim.Clock().Advance(24 * time.Hour)
					if replicas := sim.CBR().Backups("east"); len(replicas) != 2 {
						t.Errorf("%d replicas after two days, want 2: the vault was replicated in part before", len(replicas))
					}
					return nil
				},
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{ // what is only declared makes no request
				Config: config(acctest.East, "east", `, account_id = "`+cloudsim.DefaultHuaweiAccount+`", vault_encryption = { enabled = false }`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
			},
			{ // another vault in the same region
				Config: config(acctest.East, "east-2", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction(policyAddress, plancheck.ResourceActionNoop),
				}},
				Check: func(*terraform.State) error {
					if b := bound(sim); b.DestinationVaultID != "east-2" {
						t.Errorf("bound to vault %q", b.DestinationVaultID)
					}
					return nil
				},
			},
			{ // another region: CBR refuses that while a vault is bound (6003), so the binding goes first and comes back
				Config: config("cn-south-1", "south", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(policyAddress, plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate),
				}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, destination("region"), text("cn-south-1")),
				},
				Check: func(*terraform.State) error {
					sim.Clock().Advance(25 * time.Hour)
					if replicas := sim.CBR().Backups("south"); len(replicas) != 2 {
						t.Errorf("%d replicas in the south, want 2", len(replicas))
					}
					return nil
				},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if b := bound(sim); b.PolicyID != "" {
				t.Errorf("still bound to %+v", b)
			}
			if replicas := sim.CBR().Backups("east"); len(replicas) != 2 {
				t.Errorf("%d replicas are left in the east, want 2", len(replicas))
			}
			return nil
		},
	})
}

// TestAccAnotherPolicy switches the vault to a policy that exists, in place, and to one that the same apply makes.
func TestAccAnotherPolicy(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	for _, id := range []string{"one", "two"} {
		if _, err := sim.CBR().CreatePolicy(cbr.PolicySpec{
			ID: id, Name: id, Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: cbr.OperationReplication,
			Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=4;BYMINUTE=00"}, Destination: acctest.East,
		}); err != nil {
			t.Fatal(err)
		}
	}
	to := func(policy string) string {
		return acctest.HuaweiProvider("", "") + `
resource "multicloud_vault_replication" "test" {
  source      = { vault_id = "orders" }
  policy_id   = "` + policy + `"
  destination = { vault_id = "east" }
}
`
	}
	action := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{Config: to("one")},
			{Config: to("two"), ConfigPlanChecks: action(plancheck.ResourceActionUpdate), Check: func(*terraform.State) error {
				if b := bound(sim); b.PolicyID != "two" {
					t.Errorf("bound to %q", b.PolicyID)
				}
				return nil
			}},
			{Config: config(acctest.East, "east", ""), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate)},
		},
	})
}
