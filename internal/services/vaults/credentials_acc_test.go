package vaults_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// TestAccNoCredentials: a plan that finds no credentials, for one side or the other, says so and does not pass in silence.
func TestAccNoCredentials(t *testing.T) {
	t.Parallel()
	site := object("site", acctest.Site, `, project_id = "p"`+across)
	configs := map[string]string{
		"run": oneRun("test", site), "backup": oneBackup("test", "monday", site), "policy": policy("test", acctest.Site, `, project_id = "p"`+across, ""),
		"binding": policy("test", acctest.Site, `, project_id = "p"`+across, "") +
			binding("test", "orders", "multicloud_replication_policy.test.id", "site", ""),
	}
	for name, side := range map[string]struct{ provider, says string }{
		"destination": {acctest.HuaweiProvider(`destination = { profile = "site" }`, ""), "No usable credentials for Huawei Cloud CBR (`destination`)"},
		"source":      {`provider "multicloud" { huawei = { region = "cn-north-4", profile = "nobody" } }`, "No usable credentials for Huawei Cloud CBR:"},
	} {
		for kind, config := range configs {
			t.Run(name+" of a "+kind, func(t *testing.T) {
				t.Parallel()
				sim := acctest.VaultSim(t, cbr.Options{})
				vaultsOf(t, sim)
				cli := acctest.NewCLI(t, sim)
				cli.Write(side.provider + config)
				result := cli.Run("plan", "-json").Fail()
				if len(result.Find("error", side.says)) == 0 || len(result.Find("error", "config.json")) == 0 {
					t.Errorf("want an error with %q, got\n%s", side.says, result.All())
				}
			})
		}
	}
}

// TestAccDestinationGone: once the other cloud cannot be used any more, changing what exists is refused, and destroying it is not.
func TestAccDestinationGone(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	vaultsOf(t, sim)
	makePolicy(t, sim, "daily", acctest.Site, "key")
	cli := acctest.NewCLI(t, sim)
	bound := func(more string) string { return binding("test", "orders", `"daily"`, "site", more) }
	cli.Write(provider("") + bound(""))
	cli.Apply()
	gone := acctest.HuaweiProvider(`destination = { profile = "site" }`, "")
	cli.Write(gone + bound(plain))
	if refused := cli.Run("plan", "-json").Fail(); len(refused.Find("error", "`terraform destroy -refresh=false`")) != 1 {
		t.Errorf("want an error that says how to destroy, got\n%s", refused.All())
	}
	cli.Run("destroy", "-json", "-auto-approve", "-refresh=false").Succeed()

	cli.Write(provider("") + bound(""))
	cli.Apply()
	cli.Write(gone + bound(""))
	if destroyed := cli.Run("destroy", "-json", "-auto-approve").Succeed(); len(destroyed.Find("error", "")) != 0 {
		t.Errorf("destroying says\n%s", destroyed.All())
	}
}
