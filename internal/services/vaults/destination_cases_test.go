package vaults_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

func destinationCases() []constraintCase {
	account := func(id string) string { return `, account_id = "` + id + `"` }
	east, site := object("east", acctest.East, ""), object("site", acctest.Site, across)
	return []constraintCase{
		{
			id: "H6", name: "region that does not replicate", severity: "error", text: "ap-southeast-1", on: "destination",
			config: oneRun("test", object("hongkong", "ap-southeast-1", "")),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				sim.CBR().SetDestinations("huaweicloud", acctest.North, acctest.East)
				acctest.ReplicaVault(t, sim, "hongkong", "ap-southeast-1")
			},
		},
		{
			id: "H6", name: "its own region", severity: "error", text: "both in cn-north-4", on: "destination",
			config: oneBackup("test", "monday", object("north", acctest.North, "")),
			setup:  func(t *testing.T, sim *cloudsim.Simulator) { acctest.ReplicaVault(t, sim, "north", acctest.North) },
		},
		{
			id: "H6", name: "region that the other cloud does not have", severity: "error", text: "tr-central-999", on: "destination",
			config: oneRun("test", object("site", "tr-central-999", across+`, project_id = "p"`)),
		},
		{
			id: "H6", name: "policy", severity: "error", text: "both in cn-north-4", on: "destination", config: policy("test", acctest.North, "", ""),
		},
		{
			id: "H7", name: "two accounts", severity: "error", text: "account-2", on: "destination",
			config: oneBackup("test", "monday", object("site", acctest.Site, across+account("account-1"))) +
				oneBackup("other", "monday", object("locked", acctest.Site, across+account("account-2"))),
		},
		{
			id: "H7", name: "another account within a cloud", severity: "error", text: "somebody", on: "destination",
			config: oneBackup("test", "monday", object("east", acctest.East, account("somebody"))),
		},
		{
			id: "H10", name: "backup vault", severity: "error", text: "not for replication", on: "destination",
			config: oneRun("test", object("other", acctest.East, "")),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.Vault(t, sim, cbr.VaultSpec{ID: "other", Region: acctest.East})
			},
		},
		{
			id: "H10", name: "vault for another type", severity: "error", text: "turbo", on: "destination",
			config: oneBackup("test", "monday", object("files", acctest.Site, across)),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "files", acctest.Site, func(v *cbr.VaultSpec) { v.ObjectType = cbr.ObjectTurbo })
			},
		},
		{
			id: "H10", name: "no such vault", severity: "error", text: "no vault nowhere", on: "destination", config: oneRun("test", object("nowhere", acctest.East, "")),
		},
		{
			id: "H10", name: "full", severity: "error", text: "full", on: "destination", config: oneRun("test", site),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				must(t, sim.CBR().MutateVault("site", func(v *cbr.VaultSpec) { v.Size, v.UsedMB = 10, 10240 }))
			},
		},
		{
			id: "H10", name: "full and growing", severity: "warning", text: "full", on: "destination", config: oneRun("test", east),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				must(t, sim.CBR().MutateVault("east", func(v *cbr.VaultSpec) { v.Size, v.UsedMB, v.AutoExpand = 10, 10240, true }))
			},
		},
		{
			id: "H10", name: "hybrid vault across clouds", severity: "warning", text: "hybrid", on: "destination", config: oneRun("test", object("hybrid", acctest.Site, across)),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "hybrid", acctest.Site, func(v *cbr.VaultSpec) { v.ProtectType = cbr.ProtectHybrid })
			},
		},
	}
}

func policyCases() []constraintCase {
	credential := func(name string) string {
		return `
resource "multicloud_cross_cloud_credential" "test" {
  name                   = "` + name + `"
  target_cloud           = "hcso"
  account_id             = "` + cloudsim.DefaultHCSOAccount + `"
  access_key_wo          = "a"
  secret_key_wo          = "b"
  credentials_wo_version = 1
}
`
	}
	times := func(schedule, arguments string) string {
		return `
resource "multicloud_replication_policy" "test" {
  name        = "test"
  destination = { region = "` + acctest.East + `" }
  schedule    = ` + schedule + `
` + arguments + `
}
`
	}
	const daily = `{ daily = { every_days = 1 }, times_utc = ["04:00"] }`
	return []constraintCase{
		{id: "H11", name: "half an hour apart", severity: "error", text: "04:00 and 04:30", on: "schedule", config: times(`{ daily = { every_days = 1 }, times_utc = ["04:00", "04:30"] }`, "")},
		{id: "H11", name: "no time", severity: "error", text: "25:00", on: "schedule", config: times(`{ weekly = { days_utc = ["MO"] }, times_utc = ["25:00"] }`, "")},
		{id: "H11", name: "no day", severity: "error", text: "Monday", on: "schedule", config: times(`{ weekly = { days_utc = ["Monday"] }, times_utc = ["04:00"] }`, "")},
		{id: "H11", name: "every 31 days", severity: "error", text: "31 days", on: "schedule", config: times(`{ daily = { every_days = 31 }, times_utc = ["04:00"] }`, "")},
		{id: "H11", name: "not on the hour", severity: "warning", text: "04:30", on: "schedule", config: times(`{ daily = { every_days = 1 }, times_utc = ["04:30"] }`, "")},
		{id: "H11", name: "count and days", severity: "error", text: "both", on: "retention", config: times(daily, `  retention = { count = 3, days = 7 }`)},
		{id: "H11", name: "no time zone", severity: "error", text: "time zone", on: "retention", config: times(daily, `  retention = { count = 3, monthly = 6 }`)},
		{id: "H12", name: "name", severity: "error", text: "to site", on: "name", config: credential("to site")},
		{
			id: "H15", name: "in the configuration", severity: "error", text: "another policy", on: "policy_id",
			config: binding("test", "orders", `"one"`, "east", "") + binding("other", "orders", `"two"`, "east", ""),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				makePolicy(t, sim, "one", acctest.East, "")
				makePolicy(t, sim, "two", acctest.East, "")
			},
		},
		{
			id: "H15", name: "in the cloud", severity: "error", text: "console (console)", on: "policy_id", config: binding("test", "orders", `"one"`, "east", ""),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				makePolicy(t, sim, "one", acctest.East, "")
				makePolicy(t, sim, "console", acctest.East, "")
				must(t, sim.CBR().BindPolicy("orders", "console", "east"))
			},
		},
		{
			id: "H16", severity: "warning", text: "03:30", on: "policy_id", config: binding("test", "orders", `"one"`, "east", ""),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				makePolicy(t, sim, "one", acctest.East, "")
				makePolicy(t, sim, "backups", "", "", func(p *cbr.PolicySpec) {
					p.OperationType, p.Pattern = cbr.OperationBackup, []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=3;BYMINUTE=30"}
				})
				must(t, sim.CBR().BindPolicy("orders", "backups", ""))
			},
		},
	}
}
