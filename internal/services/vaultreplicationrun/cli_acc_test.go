package vaultreplicationrun_test

import (
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// twoBackups makes the vaults of run with two backups.
func twoBackups(t *testing.T, options cbr.Options) (*cloudsim.Simulator, *acctest.CLI) {
	t.Helper()
	sim := acctest.VaultSim(t, options)
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.Backup(t, sim, "orders", "tuesday")
	acctest.ReplicaVault(t, sim, "replicas", acctest.East)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.HuaweiProvider("", "") + run(""))
	return sim, cli
}

// sent is how many runs were asked for.
func sent(sim *cloudsim.Simulator) int { return sim.Count("cbr", "CopyCheckpoint", "") }

func noDiff(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	if plan := cli.Run("plan", "-detailed-exitcode", "-json"); plan.Exit != 0 {
		t.Errorf("the plan is not empty: exit code %d\n%s", plan.Exit, plan.All())
	}
}

// TestAccOnce destroys a run, which keeps the replicas and says so, and is refused another one by H9, also after the replicas are gone.
func TestAccOnce(t *testing.T) {
	t.Parallel()
	sim, cli := twoBackups(t, cbr.Options{})
	cli.Apply()
	noDiff(t, cli)
	destroyed := cli.Run("destroy", "-json", "-auto-approve").Succeed()
	destroyed.One("warning", "Replicas Are Kept", "2 replicas", "replicas (cn-east-3)")
	if got := len(sim.CBR().Backups("replicas")); got != 2 {
		t.Errorf("%d replicas after destroying, want 2", got)
	}
	cli.Run("plan", "-json").Fail().One("error", "(H9)")
	for _, b := range sim.CBR().Backups("replicas") {
		must(t, sim.CBR().DeleteBackupHard(b.ID))
	}
	cli.Run("plan", "-json").Fail().One("error", "(H9)")
	if sent(sim) != 1 {
		t.Errorf("%d runs were sent", sent(sim))
	}
	// What was made can be imported instead.
	cli.Run("import", address, acctest.North+"/orders/"+acctest.East).Succeed()
	noDiff(t, cli)
}

// TestAccTimeout runs into the time-out: a warning with what is known, and the next apply goes on. Nothing is sent twice.
func TestAccTimeout(t *testing.T) {
	t.Parallel()
	sim, cli := twoBackups(t, cbr.Options{})
	must(t, sim.CBR().SetStalled("tuesday", true))
	cli.Write(acctest.HuaweiProvider("", "") + run(`  timeouts = { create = "3s", update = "2s" }`))
	cli.Apply().One("warning", "Vault Replication Not Complete", "1 of 2 backups")
	if complete := cli.Resource(address).AttributeValues["complete"]; complete != false {
		t.Errorf("complete is %v", complete)
	}
	cli.Apply().One("warning", "Vault Replication Not Complete")
	must(t, sim.CBR().SetStalled("tuesday", false))
	sim.Clock().Advance(time.Hour)
	// A refresh sees the end, so that the apply after it has nothing to do.
	cli.Apply()
	if complete := cli.Resource(address).AttributeValues["complete"]; complete != true {
		t.Errorf("complete is %v", complete)
	}
	noDiff(t, cli)
	if sent(sim) != 1 {
		t.Errorf("%d runs were sent", sent(sim))
	}
}

// TestAccLostAnswer loses the answer to the run: it is looked up, and not sent again.
func TestAccLostAnswer(t *testing.T) {
	t.Parallel()
	sim, cli := twoBackups(t, cbr.Options{})
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CopyCheckpoint", Count: 1})
	if applied := cli.Apply(); len(applied.Diagnostics()) != 0 {
		t.Errorf("the apply says\n%s", applied.All())
	}
	noDiff(t, cli)
	if sent(sim) != 1 || len(sim.CBR().Backups("replicas")) != 2 {
		t.Errorf("%d runs were sent, and there are %d replicas", sent(sim), len(sim.CBR().Backups("replicas")))
	}
}

// TestAccNothingReplicated ends without a replica: an error, nothing in the state, and the reasons.
func TestAccNothingReplicated(t *testing.T) {
	t.Parallel()
	sim, cli := twoBackups(t, cbr.Options{})
	for _, id := range []string{"monday", "tuesday"} {
		must(t, sim.CBR().FailNext(id, cbr.Failure{Code: "BackupService.1006", Reason: "Importing the replica failed."}))
	}
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "Vault Not Replicated", "Importing the replica failed", "monday", "tuesday")
	if state := cli.Resource(address); state != nil {
		t.Errorf("the state holds %+v", state)
	}
	cli.Apply()
	noDiff(t, cli)
}

// TestAccSkippedAsAWhole is a run across clouds that CBR accepts and skips as a whole, which it tells by a task alone.
func TestAccSkippedAsAWhole(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.ReplicaVault(t, sim, "site", acctest.Site)
	acctest.Credential(t, sim, "key")
	cli := acctest.NewCLI(t, sim)
	config := strings.NewReplacer(`"replicas"`, `"site"`, `region = "`+acctest.East+`"`,
		`region = "`+acctest.Site+`", target_cloud = "hcso", credential_id = "key"`).Replace(run(""))
	cli.Write(acctest.HuaweiProvider(acctest.HCSODestination(), "") + config)
	cli.Apply()
	acctest.Backup(t, sim, "orders", "tuesday")
	cli.Run("state", "rm", address).Succeed()
	failed := cli.Run("apply", "-json", "-auto-approve").Fail()
	if len(failed.Find("warning", "(H9)")) == 0 || len(failed.Find("error", "The vault has been replicated to the destination region")) != 1 {
		t.Errorf("want a warning at plan and the reason of the task, got\n%s", failed.All())
	}
	if state := cli.Resource(address); state != nil {
		t.Errorf("the state holds %+v", state)
	}
}
