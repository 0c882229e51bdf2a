package vaults_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// shared declares that another account owns the key of the destination vault.
const shared = `, account_id = "` + cloudsim.DefaultHCSOAccount + `", vault_encryption = { enabled = true, kms_key_id = "key-1", key_owner_account_id = "somebody" }`

func encryptionCases() []constraintCase {
	site := func(more string) string { return object("site", acctest.Site, across+more) }
	locked := func(more string) string { return object("locked", acctest.Site, across+more) }
	toLocked := func(t *testing.T, sim *cloudsim.Simulator) { replicated(t, sim, "monday", "locked", "key") }
	toPlain := func(t *testing.T, sim *cloudsim.Simulator) { replicated(t, sim, "monday", "site", "key") }
	abroad := func(t *testing.T, sim *cloudsim.Simulator) { makePolicy(t, sim, "abroad", acctest.Site, "key") }
	return []constraintCase{
		{
			id: "H4", name: "shared key across clouds", config: oneRun("test", locked(shared)), severity: "error", text: "somebody", on: "destination",
		},
		{
			id: "H4", name: "binding", setup: abroad, severity: "error", text: "somebody", on: "destination",
			config: binding("test", "orders", `"abroad"`, "locked", shared),
		},
		{
			id: "H4", name: "SFS Turbo across regions", severity: "error", text: "somebody", on: "destination",
			config: oneBackup("test", "files-1", object("files-east", acctest.East, `, account_id = "`+cloudsim.DefaultHuaweiAccount+
				`", vault_encryption = { enabled = true, kms_key_id = "key-1", key_owner_account_id = "somebody" }`)),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				withVault(cbr.VaultSpec{ID: "files", ObjectType: cbr.ObjectTurbo})(t, sim)
				acctest.ReplicaVault(t, sim, "files-east", acctest.East, func(v *cbr.VaultSpec) { v.ObjectType = cbr.ObjectTurbo })
			},
		},
		{
			id: "H5", name: "backup: encrypted before, plain now", setup: toLocked, severity: "error", text: "plain here and encrypted there", on: "destination",
			config: oneBackup("test", "tuesday", site(plain)),
		},
		{
			id: "H5", name: "run: encrypted before, plain now", setup: toLocked, severity: "error", text: "plain here and encrypted there", on: "destination",
			config: oneRun("test", site(plain)),
		},
		{
			id: "H5", name: "backup: another key", severity: "error", text: "key-1 here and key-2 there", on: "destination",
			// How the vault that holds the earlier replica is encrypted is known from a resource that replicates something else there.
			config: after("other", oneBackup("test", "tuesday", locked(encrypted("key-1")))) + oneBackup("other", "mail", object("locked-2", acctest.Site, across+encrypted("key-2"))),
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.ReplicaVault(t, sim, "locked-2", acctest.Site, acctest.Encrypted("key-2"))
				acctest.Backup(t, sim, "orders", "mail")
				replicated(t, sim, "monday", "locked-2", "key")
			},
		},
		{
			id: "H5", name: "backup: plain before, encrypted now", setup: toPlain, severity: "error", text: "encrypted here and plain there", on: "destination",
			config: oneBackup("test", "tuesday", locked(encrypted("key-1"))),
		},
		{
			id: "H5", name: "run: plain before, encrypted now", setup: toPlain, severity: "error", text: "encrypted here and plain there", on: "destination",
			config: oneRun("test", locked(encrypted("key-1"))),
		},
		{
			id: "H5", name: "binding", severity: "warning", text: "plain here and encrypted there", on: "destination",
			setup:  func(t *testing.T, sim *cloudsim.Simulator) { toLocked(t, sim); abroad(t, sim) },
			config: binding("test", "orders", `"abroad"`, "site", plain),
		},
		{
			id: "H5", name: "within the configuration", severity: "error", text: "Another resource of this configuration", on: "destination",
			config: oneRun("test", site(plain)) + oneBackup("other", "monday", locked(encrypted("key-1"))),
		},
		{
			id: "H14", name: "backup", severity: "error", text: "declared plain", on: "destination",
			config: oneBackup("test", "secret-1", site(plain)),
			setup:  withVault(cbr.VaultSpec{ID: "secret"}, func(b *cbr.BackupSpec) { b.Encrypted = true }),
		},
		{
			id: "H14", name: "run", severity: "error", text: "declared plain", on: "destination",
			config: runOf("secret", site(plain)),
			setup:  withVault(cbr.VaultSpec{ID: "secret"}, func(b *cbr.BackupSpec) { b.Encrypted = true }),
		},
	}
}
