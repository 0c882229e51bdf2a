package replicationprogress_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

const vaultID = "0ca3eb86-5a2c-4d5e-9c3a-6f1c58b0a001"

// ofVault is the data source for the vault, with more arguments.
func ofVault(arguments string) string {
	return acctest.HuaweiProvider("", "") + `
data "multicloud_replication_progress" "test" {
  cloud    = "huawei"
  vault_id = "` + vaultID + `"
` + arguments + `
}
`
}

func vaults(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	sim.Clock().Set(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)) // the policy fires at 3
	acctest.Vault(t, sim, cbr.VaultSpec{ID: vaultID})
	acctest.ReplicaVault(t, sim, "replicas", acctest.East)
	return sim
}

func bind(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	if _, err := sim.CBR().CreatePolicy(cbr.PolicySpec{
		ID: "nightly", Name: "nightly", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: "replication",
		Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=3;BYMINUTE=00"}, Destination: acctest.East,
	}); err != nil {
		t.Fatal(err)
	}
	if err := sim.CBR().BindPolicy(vaultID, "nightly", "replicas"); err != nil {
		t.Fatal(err)
	}
}

// backup makes a backup of a server now.
func backup(t *testing.T, sim *cloudsim.Simulator, id, server string) {
	t.Helper()
	acctest.Backup(t, sim, vaultID, id, func(b *cbr.BackupSpec) { b.ResourceID, b.ResourceName = server, "name of "+server })
}

func replicate(t *testing.T, sim *cloudsim.Simulator, id string) {
	t.Helper()
	if _, err := sim.CBR().ReplicateBackup(id, "replicas", ""); err != nil {
		t.Fatal(err)
	}
}

const daily = `rpo = "26h"`

func TestAccHuaweiVault(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	look(t, sim, ofVault(daily), expect{state: "initial_sync", rpo: "initial_sync", reason: "no resources and no backups yet"},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("resources"), knownvalue.MapSizeExact(0)))
	bind(t, sim)
	backup(t, sim, "first", "web")
	look(t, sim, ofVault(daily), expect{state: "initial_sync", rpo: "initial_sync", reason: `The backup "first" (first) waits`})
	replicate(t, sim, "first")
	sim.Clock().Advance(time.Minute)
	look(t, sim, ofVault(daily), expect{state: "initial_sync", rpo: "initial_sync", reason: "The first replication is under way. Its replication is at "})
	sim.Clock().Advance(59 * time.Minute)
	resource := tfjsonpath.New("resources").AtMapKey("web")
	look(t, sim, ofVault(daily), expect{state: "healthy", rpo: "met", reason: "The newest backup has a usable replica.", lag: 3600},
		statecheck.ExpectKnownValue(address, resource.AtMapKey("backup_id"), knownvalue.StringExact("first")),
		statecheck.ExpectKnownValue(address, resource.AtMapKey("replica_id"), knownvalue.StringExact(sim.CBR().Records("first")[0].ReplicaID)),
		statecheck.ExpectKnownValue(address, resource.AtMapKey("replica_region"), knownvalue.StringExact(acctest.East)),
		statecheck.ExpectKnownValue(address, resource.AtMapKey("name"), knownvalue.StringExact("name of web")),
		statecheck.ExpectKnownValue(address, resource.AtMapKey("historical_percent"), knownvalue.Null()),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("rules"), knownvalue.Null()),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("source_domain"), knownvalue.Null()))

	// A second server, a day later, whose backup is never replicated.
	sim.Clock().Advance(24 * time.Hour)
	backup(t, sim, "of-db", "db")
	if err := sim.CBR().SetStalled("of-db", true); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofVault(daily), expect{state: "initial_sync", rpo: "initial_sync", reason: "Resource db: The backup \"of-db\""})
	sim.Clock().Advance(3 * time.Hour)
	look(t, sim, ofVault(daily), expect{state: "initial_sync", rpo: "missed", reason: "Resource db: "},
		statecheck.ExpectKnownValue(address, resource.AtMapKey("rpo_status"), knownvalue.StringExact("missed")),
		statecheck.ExpectKnownValue(address, resource.AtMapKey("state"), knownvalue.StringExact("healthy")))
	sim.Clock().Advance(24 * time.Hour)
	look(t, sim, ofVault(daily), expect{state: "lagging", rpo: "missed", reason: "Resource db: The backup \"of-db\" (of-db) was written at"})
}

func TestAccHuaweiFailures(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	bind(t, sim)
	backup(t, sim, "first", "web")
	replicate(t, sim, "first")
	sim.Clock().Advance(time.Hour)
	backup(t, sim, "second", "web")
	if err := sim.CBR().FailNext("second", cbr.Failure{Code: "BackupService.1006", Reason: "the key is gone"}); err != nil {
		t.Fatal(err)
	}
	replicate(t, sim, "second")
	sim.Clock().Advance(time.Hour)
	look(t, sim, ofVault(daily), expect{
		state: "failing", rpo: "missed", reason: "The replication of the backup second failed. The cloud says: the key is gone", lag: 7200,
	}, statecheck.ExpectKnownValue(address, tfjsonpath.New("resources").AtMapKey("web").AtMapKey("backup_id"), knownvalue.StringExact("first")))
	// A replica that is gone is none.
	if err := sim.CBR().DeleteBackupHard(sim.CBR().Records("first")[0].ReplicaID); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofVault(daily), expect{state: "failing", rpo: "missed", reason: "second failed"},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("resources").AtMapKey("web").AtMapKey("replica_id"), knownvalue.Null()))
	if err := sim.CBR().DeleteBackupHard("second"); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofVault(daily), expect{state: "failing", rpo: "missed", reason: "The backup first was replicated, but the replica"})
}

func TestAccHuaweiWithoutPolicy(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	backup(t, sim, "first", "web")
	look(t, sim, ofVault(daily), expect{state: "failing", rpo: "missed", reason: "No replication policy is bound to the vault"})
	replicate(t, sim, "first")
	sim.Clock().Advance(time.Hour)
	look(t, sim, ofVault(""), expect{state: "healthy", rpo: "unknown", reason: "usable replica", lag: 3600})
	single := acctest.HuaweiProvider("", "") + `
data "multicloud_replication_progress" "test" {
  cloud     = "huawei"
  backup_id = "first"
  rpo       = "26h"
}
`
	look(t, sim, single, expect{state: "healthy", rpo: "met", reason: "usable replica", lag: 3600},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("resources"), knownvalue.Null()))
	if err := sim.CBR().DeleteVaultHard(vaultID); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofVault(daily), expect{state: "failing", rpo: "missed", reason: "does not exist"})
}

// A replica outlives the backup that it is of.
func TestAccHuaweiExpiredBackup(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	bind(t, sim)
	backup(t, sim, "first", "web")
	replicate(t, sim, "first")
	sim.Clock().Advance(time.Hour)
	if err := sim.CBR().DeleteBackupHard("first"); err != nil {
		t.Fatal(err)
	}
	look(t, sim, ofVault(daily), expect{state: "healthy", rpo: "met", reason: "The newest backup has a usable replica.", lag: 3600},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("resources").AtMapKey("web").AtMapKey("replica_region"), knownvalue.StringExact(acctest.East)))
}

func TestAccHuaweiAcrossClouds(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Vault(t, sim, cbr.VaultSpec{ID: vaultID})
	acctest.ReplicaVault(t, sim, "site-replicas", acctest.Site)
	acctest.Credential(t, sim, "cred")
	backup(t, sim, "first", "web")
	if _, err := sim.CBR().ReplicateBackup("first", "site-replicas", "cred"); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Hour)
	look(t, sim, ofVault(daily), expect{state: "healthy", rpo: "met", reason: "cannot be seen without `huawei.destination`", lag: 3600})
	with := strings.Replace(ofVault(daily), acctest.HuaweiProvider("", ""), acctest.HuaweiProvider(acctest.HCSODestination(), ""), 1)
	look(t, sim, with, expect{state: "healthy", rpo: "met", reason: "The newest backup has a usable replica.", lag: 3600},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("state_reason"), knownvalue.StringExact("The newest backup has a usable replica.")))
	if err := sim.CBR().DeleteBackupHard(sim.CBR().Records("first")[0].ReplicaID); err != nil {
		t.Fatal(err)
	}
	look(t, sim, with, expect{state: "failing", rpo: "missed", reason: "the replica"})
}
