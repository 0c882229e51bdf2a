package vaults_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// across are the arguments of a destination at the other cloud, by the credential "key".
const across = `, target_cloud = "hcso", credential_id = "key"`

// object is an object named kind that holds the arguments.
func object(id, region, more string) string {
	return fmt.Sprintf(`{ vault_id = %q, region = %q%s }`, id, region, more)
}

// oneRun is a run of the vault orders.
func oneRun(name, destination string) string {
	return fmt.Sprintf(`
resource "multicloud_vault_replication_run" %q {
  source      = { vault_id = "orders" }
  destination = %s
}
`, name, destination)
}

// oneBackup replicates a backup.
func oneBackup(name, backup, destination string) string {
	return fmt.Sprintf(`
resource "multicloud_backup_replication" %q {
  source      = { backup_id = %q }
  destination = %s
}
`, name, backup, destination)
}

// after makes the one backup replicated by a configuration wait for another that is.
func after(name, config string) string {
	return strings.Replace(config, "{\n", "{\n  depends_on = [multicloud_backup_replication."+name+"]\n", 1)
}

// policy is a policy to a region.
func policy(name, region, more, arguments string) string {
	return fmt.Sprintf(`
resource "multicloud_replication_policy" %[1]q {
  name        = %[1]q
  schedule    = { daily = { every_days = 1 }, times_utc = ["04:00"] }
  destination = { region = %[2]q%[3]s }
%[4]s
}
`, name, region, more, arguments)
}

// binding binds a vault to a policy; more is within the destination.
func binding(name, vault, policyID, destination, more string) string {
	return fmt.Sprintf(`
resource "multicloud_vault_replication" %q {
  source      = { vault_id = %q }
  policy_id   = %s
  destination = { vault_id = %q%s }
}
`, name, vault, policyID, destination, more)
}

// encrypted and plain declare the encryption of a destination vault.
func encrypted(key string) string {
	return fmt.Sprintf(`, vault_encryption = { enabled = true, kms_key_id = %q }`, key)
}

const plain = `, vault_encryption = { enabled = false }`

// vaultsOf makes the vaults that most tests need: orders with two backups, replication vaults east and site, and a credential
// for the other cloud.
func vaultsOf(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday", of("shop"))
	acctest.Backup(t, sim, "orders", "tuesday", of("shop"))
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	acctest.ReplicaVault(t, sim, "site", acctest.Site)
	acctest.ReplicaVault(t, sim, "locked", acctest.Site, acctest.Encrypted("key-1"))
	acctest.Credential(t, sim, "key")
}

// of makes a backup one of a server.
func of(server string) func(*cbr.BackupSpec) {
	return func(b *cbr.BackupSpec) { b.ResourceID, b.ResourceName = server, server }
}

// replicated replicates a backup as somebody at the console would.
func replicated(t *testing.T, sim *cloudsim.Simulator, backup, vault, credential string) string {
	t.Helper()
	if _, err := sim.CBR().ReplicateBackup(backup, vault, credential); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Minute)
	records := sim.CBR().Records(backup)
	last := records[len(records)-1]
	if last.Status != "success" {
		t.Fatalf("backup %s was not replicated: %+v", backup, last)
	}
	return last.ReplicaID
}

// provider is the provider block, with the other cloud.
func provider(arguments string) string {
	return acctest.HuaweiProvider(acctest.HCSODestination(), arguments)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
