package vaultreplicationrun_test

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

const address = "multicloud_vault_replication_run.test"

// run is a run from the vault orders to the vault replicas in the east, with more arguments.
func run(arguments string) string {
	return `
resource "multicloud_vault_replication_run" "test" {
  source      = { vault_id = "orders" }
  destination = { vault_id = "replicas", region = "` + acctest.East + `" }
` + arguments + `
}
`
}

// fortyBackups makes the vaults of run, with 40 backups: 10 that are not available, 10 without the system disk, 10 that have been
// replicated before, and 10 that can be replicated.
func fortyBackups(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.ReplicaVault(t, sim, "replicas", acctest.East)
	for i := range 10 {
		acctest.Backup(t, sim, "orders", fmt.Sprintf("broken-%d", i), func(b *cbr.BackupSpec) { b.Status = cbr.StatusError })
		acctest.Backup(t, sim, "orders", fmt.Sprintf("diskless-%d", i), func(b *cbr.BackupSpec) { b.NoSystemDisk = true })
		acctest.Backup(t, sim, "orders", fmt.Sprintf("old-%d", i))
		acctest.Backup(t, sim, "orders", fmt.Sprintf("new-%d", i), func(b *cbr.BackupSpec) { b.Encrypted = i == 0 })
		if _, err := sim.CBR().ReplicateBackup(fmt.Sprintf("old-%d", i), "replicas", ""); err != nil {
			t.Fatal(err)
		}
	}
	sim.Clock().Advance(time.Hour)
}

// entry is an attribute of the outcome of a backup.
func entry(backup, attribute string) tfjsonpath.Path {
	return tfjsonpath.New("backups").AtMapKey(backup).AtMapKey(attribute)
}

func TestAccRunOfFortyBackups(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	fortyBackups(t, sim)
	if err := sim.CBR().FailNext("new-9", cbr.Failure{Code: "BackupService.1006", Reason: "Importing the replica failed."}); err != nil {
		t.Fatal(err)
	}
	config := acctest.HuaweiProvider("", "") + run("")
	is := func(backup, attribute string, check knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, entry(backup, attribute), check)
	}
	word, says := knownvalue.StringExact, func(text string) knownvalue.Check { return contains(text) }
	outcomes := []statecheck.StateCheck{
		statecheck.ExpectKnownValue(address, tfjsonpath.New("backups"), knownvalue.MapSizeExact(40)),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("complete"), knownvalue.Bool(true)),
		is("new-0", "outcome", word("success")), is("new-0", "replica_id", knownvalue.NotNull()), is("new-0", "protected_at", knownvalue.NotNull()),
		is("new-0", "encrypted", knownvalue.Bool(true)), is("new-1", "encrypted", knownvalue.Bool(false)), is("new-0", "reason", knownvalue.Null()),
		is("new-9", "outcome", word("fail")), is("new-9", "reason", says("Importing the replica failed")),
		is("broken-3", "outcome", word("skip")), is("broken-3", "reason", says("available")),
		is("diskless-3", "outcome", word("skip")), is("diskless-3", "reason", says("system disk")),
		is("old-3", "outcome", word("skip")), is("old-3", "reason", says("before")), is("old-3", "replica_id", knownvalue.NotNull()),
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{Config: config, ConfigStateChecks: outcomes},
			{Config: config, PlanOnly: true},
			{ // retention removes the sources, and with them all records
				PreConfig: func() {
					for _, b := range sim.CBR().Backups("orders") {
						must(t, sim.CBR().DeleteBackupHard(b.ID))
					}
				},
				Config: config, ConfigStateChecks: outcomes,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if replicas := sim.CBR().Backups("replicas"); len(replicas) != 19 {
				t.Errorf("%d replicas, want the 10 from before and 9 of the run", len(replicas))
			}
			return nil
		},
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
