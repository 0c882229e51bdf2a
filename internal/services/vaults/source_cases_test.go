package vaults_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// withVault makes a further source vault with one backup.
func withVault(spec cbr.VaultSpec, backup ...func(*cbr.BackupSpec)) func(*testing.T, *cloudsim.Simulator) {
	return func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		acctest.Vault(t, sim, spec)
		acctest.Backup(t, sim, spec.ID, spec.ID+"-1", backup...)
	}
}

// runOf is a run of another vault than orders.
func runOf(vault, destination string) string {
	return `
resource "multicloud_vault_replication_run" "test" {
  source      = { vault_id = "` + vault + `" }
  destination = ` + destination + `
}
`
}

func sourceCases() []constraintCase {
	disks := cbr.VaultSpec{ID: "disks", ObjectType: cbr.ObjectDisk}
	servers := cbr.VaultSpec{ID: "servers"}
	east, site := object("east", acctest.East, ""), object("site", acctest.Site, across)
	oldPolicy := func(t *testing.T, sim *cloudsim.Simulator) { makePolicy(t, sim, "daily", acctest.East, "") }
	return []constraintCase{
		{
			id: "H1", name: "disk vault across clouds", setup: withVault(disks), config: runOf("disks", site), severity: "error", text: "disk", on: "source",
		},
		{
			id: "H1", name: "disk vault across regions", setup: withVault(disks), config: runOf("disks", east), severity: "error", text: "disk", on: "source",
		},
		{
			id: "H1", name: "disk vault bound", config: binding("test", "disks", `"daily"`, "east", ""), severity: "error", text: "disk", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) { withVault(disks)(t, sim); oldPolicy(t, sim) },
		},
		{
			id: "H1", name: "backup of a disk", setup: withVault(disks), config: oneBackup("test", "disks-1", site), severity: "error", text: "disk", on: "source",
		},
		{
			id: "H2", name: "server that is no ECS", config: oneBackup("test", "servers-1", site), severity: "error", text: "BareMetal", on: "source",
			setup: withVault(servers, func(b *cbr.BackupSpec) { b.ResourceType = cbr.TypeBareMetal }),
		},
		{
			id: "H2", name: "no system disk", config: oneBackup("test", "servers-1", east), severity: "error", text: "system disk", on: "source",
			setup: withVault(servers, func(b *cbr.BackupSpec) { b.NoSystemDisk = true }),
		},
		{
			id: "H2", name: "not available", config: oneBackup("test", "servers-1", site), severity: "error", text: "available", on: "source",
			setup: withVault(servers, func(b *cbr.BackupSpec) { b.Status = cbr.StatusError }),
		},
		{
			id: "H2", name: "none in the vault", config: runOf("servers", east), severity: "error", text: "None of the 1 backups", on: "source",
			setup: withVault(servers, func(b *cbr.BackupSpec) { b.Status = cbr.StatusError }),
		},
		{
			id: "H2", name: "some in the vault", config: oneRun("test", east), severity: "warning", text: "1 cannot be replicated", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.Backup(t, sim, "orders", "broken", func(b *cbr.BackupSpec) { b.Status = cbr.StatusError })
			},
		},
		{
			id: "H3", name: "run", config: runOf("empty", site), severity: "error", text: "no backup", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) { acctest.Vault(t, sim, cbr.VaultSpec{ID: "empty"}) },
		},
		{
			id: "H3", name: "binding", config: binding("test", "empty", `"daily"`, "east", ""), severity: "warning", text: "no backup", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.Vault(t, sim, cbr.VaultSpec{ID: "empty"})
				oldPolicy(t, sim)
			},
		},
		{id: "H3", name: "no such vault", config: runOf("server", site), severity: "error", text: "There is no vault server in cn-north-4. Correct the id", on: "source"},
		{
			id: "H3", name: "no such vault to bind", config: binding("test", "server", `"daily"`, "east", ""), severity: "error", text: "There is no vault server in cn-north-4.",
			on: "source", setup: oldPolicy,
		},
		{id: "H3", name: "no such backup", config: oneBackup("test", "sunday", east), severity: "error", text: "There is no backup sunday in cn-north-4.", on: "source"},
		{
			id: "H8", name: "replica exists", config: oneBackup("test", "monday", site), severity: "error", text: "replica", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) { replicated(t, sim, "monday", "site", "key") },
		},
		{
			id: "H8", name: "twice in one region", config: oneBackup("test", "monday", object("east-2", acctest.East, "")), severity: "error", text: "replica", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "east-2", acctest.East)
				replicated(t, sim, "monday", "east", "")
			},
		},
		{
			id: "H9", name: "everything replicated", config: oneRun("test", site), severity: "error", text: "All 2 backups", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				replicated(t, sim, "monday", "site", "key")
				replicated(t, sim, "tuesday", "site", "key")
			},
		},
		{
			id: "H9", name: "replicas deleted meanwhile", config: oneRun("test", east), severity: "error", text: "All 2 backups", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				must(t, sim.CBR().DeleteBackupHard(replicated(t, sim, "monday", "east", "")))
				must(t, sim.CBR().DeleteBackupHard(replicated(t, sim, "tuesday", "east", "")))
			},
		},
		{
			id: "H9", name: "some replicated", config: oneRun("test", east), severity: "warning", text: "1 have been replicated", on: "source",
			setup: func(t *testing.T, sim *cloudsim.Simulator) { replicated(t, sim, "monday", "east", "") },
		},
		{
			id: "H13", name: "replica within the cloud", severity: "error", text: "replica itself", on: "source",
			config: `
resource "multicloud_backup_replication" "test" {
  source      = { backup_id = "copy-1", region = "` + acctest.East + `" }
  destination = { vault_id = "north", region = "` + acctest.North + `" }
}
`,
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "copy", acctest.East)
				acctest.ReplicaVault(t, sim, "north", acctest.North)
				acctest.Backup(t, sim, "copy", "copy-1", func(b *cbr.BackupSpec) {
					b.Replica = &cbr.Origin{Cloud: "huaweicloud", Region: acctest.North, BackupID: "monday"}
				})
			},
		},
	}
}

// makePolicy makes a replication policy as somebody at the console would; with a credential it goes to the other cloud.
func makePolicy(t *testing.T, sim *cloudsim.Simulator, id, region, credential string, settings ...func(*cbr.PolicySpec)) {
	t.Helper()
	spec := cbr.PolicySpec{
		ID: id, Name: id, Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: cbr.OperationReplication,
		Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=4;BYMINUTE=00"}, Destination: region, Credential: credential,
	}
	for _, set := range settings {
		set(&spec)
	}
	if _, err := sim.CBR().CreatePolicy(spec); err != nil {
		t.Fatal(err)
	}
}
