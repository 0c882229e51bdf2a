package backupreplication_test

import (
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

func cliOn(t *testing.T, config string) (*cloudsim.Simulator, *acctest.CLI) {
	t.Helper()
	sim := vaults(t, acctest.VaultSim(t, cbr.Options{}))
	cli := acctest.NewCLI(t, sim)
	cli.Write(config)
	return sim, cli
}

func noDiff(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	if plan := cli.Run("plan", "-detailed-exitcode", "-json"); plan.Exit != 0 {
		t.Errorf("the plan is not empty: exit code %d\n%s", plan.Exit, plan.All())
	}
}

// TestAccDeleteAcrossClouds needs the credentials of the other cloud to promise a deletion, which the plan checks.
func TestAccDeleteAcrossClouds(t *testing.T) {
	t.Parallel()
	withProject := strings.Replace(abroad(`  on_destroy = "delete"`), `credential_id = "key"`, `credential_id = "key", project_id = "PROJECT"`, 1)
	sim, cli := cliOn(t, "")
	withProject = strings.Replace(withProject, "PROJECT", sim.IAM().ProjectID(cloudsim.DefaultHCSOAccount, acctest.Site), 1)
	cli.Write(acctest.HuaweiProvider("", "") + withProject)
	cli.Run("plan", "-json").Fail().One("error", "huawei.destination", "on_destroy")
	cli.Write(acctest.HuaweiProvider("", "") + abroad(""))
	cli.Run("plan", "-json").Fail().One("error", "No Project at the Destination", "project_id")

	// Without the other cloud's credentials the replica can be made, but neither followed nor deleted.
	cli.Write(acctest.HuaweiProvider("", "") + strings.Replace(withProject, `"delete"`, `"keep"`, 1))
	cli.Apply()
	noDiff(t, cli)
	cli.Write(acctest.HuaweiProvider(acctest.HCSODestination(), "") + withProject)
	cli.Apply()
	noDiff(t, cli)
	// A destroy is never held up by a plan; without credentials it says what to do.
	cli.Write(acctest.HuaweiProvider("", "") + withProject)
	cli.Run("destroy", "-json", "-auto-approve").Fail().One("error", "keep")
	cli.Write(acctest.HuaweiProvider(acctest.HCSODestination(), "") + withProject)
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if left := sim.CBR().Backups("site"); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

// TestAccTimeout runs into the time-out, goes on with the next apply, and sends nothing twice.
func TestAccTimeout(t *testing.T) {
	t.Parallel()
	sim, cli := cliOn(t, acctest.HuaweiProvider("", "")+replica(`  timeouts = { create = "2s", update = "2s" }`))
	must(t, sim.CBR().SetStalled("monday", true))
	cli.Apply().One("warning", "Backup Replication Not Complete")
	if state := cli.Resource(address); state.AttributeValues["complete"] != false || state.AttributeValues["record_id"] == nil || state.AttributeValues["replica_id"] != nil {
		t.Errorf("the state holds %v", state.AttributeValues)
	}
	cli.Apply().One("warning", "Backup Replication Not Complete")
	must(t, sim.CBR().SetStalled("monday", false))
	sim.Clock().Advance(time.Hour)
	cli.Apply()
	if state := cli.Resource(address); state.AttributeValues["complete"] != true || state.AttributeValues["replica_id"] == nil {
		t.Errorf("the state holds %v", state.AttributeValues)
	}
	noDiff(t, cli)
	if count := sim.Count("cbr", "CopyBackup", ""); count != 1 {
		t.Errorf("%d replications were sent", count)
	}
}

// TestAccFailsLater fails after the time-out: the next refresh removes it from the state, and the next apply replicates again.
func TestAccFailsLater(t *testing.T) {
	t.Parallel()
	sim, cli := cliOn(t, acctest.HuaweiProvider("", "")+replica(`  timeouts = { create = "2s" }`))
	must(t, sim.CBR().SetStalled("monday", true))
	must(t, sim.CBR().FailNext("monday", cbr.Failure{Code: "BackupService.1006", Reason: "Importing the replica failed."}))
	cli.Apply().One("warning", "Backup Replication Not Complete")
	must(t, sim.CBR().SetStalled("monday", false))
	sim.Clock().Advance(time.Hour)
	plan, said := cli.Plan()
	if len(said.Find("warning", "Importing the replica failed")) != 1 || !plan.ResourceChanges[0].Change.Actions.Create() {
		t.Errorf("want the reason and a creation, got %v\n%s", plan.ResourceChanges[0].Change.Actions, said.All())
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	noDiff(t, cli)
}

// TestAccLostAnswer loses the answer to the replication: it is looked up, and not sent again.
func TestAccLostAnswer(t *testing.T) {
	t.Parallel()
	sim, cli := cliOn(t, acctest.HuaweiProvider("", "")+replica(""))
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CopyBackup", Count: 1})
	if applied := cli.Apply(); len(applied.Diagnostics()) != 0 {
		t.Errorf("the apply says\n%s", applied.All())
	}
	noDiff(t, cli)
	if count := sim.Count("cbr", "CopyBackup", ""); count != 1 || len(sim.CBR().Backups("east")) != 1 {
		t.Errorf("%d replications were sent, and there are %d replicas", count, len(sim.CBR().Backups("east")))
	}
}

// TestAccReplace cannot make another replica in the region while the first is there, unless it is deleted first.
func TestAccReplace(t *testing.T) {
	t.Parallel()
	sim, cli := cliOn(t, acctest.HuaweiProvider("", "")+replica(""))
	cli.Apply()
	cli.Write(acctest.HuaweiProvider("", "") + replica(`  name = "other"`))
	cli.Run("plan", "-json").Fail().One("error", "(H8)")
	cli.Write(acctest.HuaweiProvider("", "") + replica(`  on_destroy = "delete"`))
	cli.Apply()
	cli.Write(acctest.HuaweiProvider("", "") + replica("  on_destroy = \"delete\"\n  name = \"other\""))
	cli.Apply()
	if left := sim.CBR().Backups("east"); len(left) != 1 || left[0].Name != "other" {
		t.Errorf("replicas: %+v", left)
	}
	noDiff(t, cli)
}

// TestAccImport imports a replica in the other cloud: what an import cannot know is written by the configuration and changes nothing.
func TestAccImport(t *testing.T) {
	t.Parallel()
	config := acctest.HuaweiProvider(acctest.HCSODestination(), "") + abroad(`  name = "copy"`)
	sim, cli := cliOn(t, config)
	if _, err := sim.CBR().ReplicateBackup("monday", "site", "key"); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Minute)
	cli.Run("import", address, acctest.North+"/monday/"+acctest.Site).Succeed()
	plan, _ := cli.Plan()
	if actions := plan.ResourceChanges[0].Change.Actions; !actions.Update() {
		t.Errorf("planned %v, want an update", actions)
	}
	cli.Apply()
	noDiff(t, cli)
	if count := sim.Count("cbr", "CopyBackup", ""); count != 0 {
		t.Errorf("%d replications were sent", count)
	}
	cli.Run("state", "rm", address).Succeed()
	if gone := cli.Run("import", "-no-color", address, acctest.North+"/nowhere/"+acctest.Site).Fail(); !strings.Contains(gone.Stderr, "non-existent") {
		t.Errorf("importing what is not there: %s", gone.Stderr)
	}
}
