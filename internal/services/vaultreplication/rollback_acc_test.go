package vaultreplication_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// TestAccRollback gives the binding another destination vault that is deleted between plan and apply: the former binding is put back, and
// the error says what was wrong.
func TestAccRollback(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	acctest.ReplicaVault(t, sim, "east-2", acctest.East)
	cli := acctest.NewCLI(t, sim)
	cli.Env = append(cli.Env, "MULTICLOUD_CHECKS=H10=off") // it would be found just before
	cli.Write(config(acctest.East, "east", ""))
	cli.Apply()
	cli.Write(config(acctest.East, "east-2", ""))
	cli.Plan()
	must(t, sim.CBR().DeleteVaultHard("east-2"))
	cli.Run("apply", "-json", "plan.bin").Fail().One("error", "6120", "H10")
	if b := bound(sim); b.DestinationVaultID != "east" {
		t.Errorf("bound to %+v, want the former vault", b)
	}
	cli.Write(config(acctest.East, "east", ""))
	if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
		t.Errorf("the plan of what there was is not empty: exit code %d\n%s", again.Exit, again.All())
	}
}

// TestAccReplacesNothingSilently: a policy that somebody binds between plan and apply stays.
func TestAccReplacesNothingSilently(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	cli := acctest.NewCLI(t, sim)
	cli.Write(config(acctest.East, "east", ""))
	cli.Plan()
	consolePolicy(t, sim)
	must(t, sim.CBR().BindPolicy("orders", "console", "east"))
	cli.Run("apply", "-json", "plan.bin").Fail().One("error", "console (console)", "H15")
	if b := bound(sim); b.PolicyID != "console" {
		t.Errorf("bound to %+v", b)
	}
}
