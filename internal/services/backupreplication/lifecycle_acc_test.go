package backupreplication_test

import (
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

const address = "multicloud_backup_replication.test"

// replica replicates the backup monday to a vault in the east, with more arguments.
func replica(arguments string) string {
	return `
resource "multicloud_backup_replication" "test" {
  source      = { backup_id = "monday" }
  destination = { vault_id = "east", region = "` + acctest.East + `" }
` + arguments + `
}
`
}

// abroad replicates it to the other cloud.
func abroad(arguments string) string {
	return `
resource "multicloud_backup_replication" "test" {
  source      = { backup_id = "monday" }
  destination = {
    vault_id = "site", region = "` + acctest.Site + `", target_cloud = "hcso", credential_id = "key"
  }
` + arguments + `
}
`
}

func vaults(t *testing.T, sim *cloudsim.Simulator) *cloudsim.Simulator {
	t.Helper()
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday", func(b *cbr.BackupSpec) { b.Encrypted = true })
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	acctest.ReplicaVault(t, sim, "site", acctest.Site, acctest.Encrypted("key-1"))
	acctest.Credential(t, sim, "key")
	return sim
}

func TestAccLifecycle(t *testing.T) {
	t.Parallel()
	sim := vaults(t, acctest.Sim(t))
	config := acctest.HuaweiProvider("", "") + replica(`  name = "copy-of-monday"`)
	empty := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: config,
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("complete"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("replica_id"), knownvalue.NotNull()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("record_id"), knownvalue.NotNull()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("protected_at"), knownvalue.NotNull()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("encrypted"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("on_destroy"), knownvalue.StringExact("keep")),
				},
				Check: func(s *terraform.State) error {
					b, ok := sim.CBR().Backup(s.RootModule().Resources[address].Primary.Attributes["replica_id"])
					if !ok || b.VaultID != "east" || b.Name != "copy-of-monday" {
						t.Errorf("the replica is %+v", b)
					}
					return nil
				},
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"name"}},
			{ // that the source expires is no drift
				PreConfig: func() { must(t, sim.CBR().DeleteBackupHard("monday")) },
				Config:    config, ConfigPlanChecks: empty,
			},
			{ // declarations and what happens at the end change in place, without a request
				Config: acctest.HuaweiProvider("", "") + replica("  name = \"copy-of-monday\"\n  on_destroy = \"delete\"\n  acceleration = true"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if left := sim.CBR().Backups("east"); len(left) != 0 {
				t.Errorf("left: %+v", left)
			}
			return nil
		},
	})
}

// TestAccReplicaGone deletes the replica: that is drift, and the next apply makes another.
func TestAccReplicaGone(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{
		"across regions": acctest.HuaweiProvider("", "") + replica(""),
		"across clouds":  acctest.HuaweiProvider(acctest.HCSODestination(), "") + abroad(""),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := vaults(t, acctest.Sim(t))
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: config},
					{
						PreConfig: func() {
							for _, vault := range []string{"east", "site"} {
								for _, b := range sim.CBR().Backups(vault) {
									must(t, sim.CBR().DeleteBackupHard(b.ID))
								}
							}
						},
						Config: config,
						ConfigPlanChecks: resource.ConfigPlanChecks{
							PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)},
							PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
						},
					},
				},
			})
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
