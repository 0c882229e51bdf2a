package vaults_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
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

// TestAccNoRegion: where nothing names a region, the plan says in which places one can stand, and each of them will do.
func TestAccNoRegion(t *testing.T) {
	t.Parallel()
	block := func(huawei string) string {
		return "provider \"multicloud\" {\n  huawei = { access_key = \"" + cloudsim.DefaultHuaweiKeyID + "\", secret_key = \"" + cloudsim.DefaultHuaweiKeySecret + "\"" + huawei + " }\n}\n"
	}
	resource := oneRun("test", object("east", acctest.East, ""))
	inResource := strings.Replace(resource, `"orders" }`, `"orders", region = "`+acctest.North+`" }`, 1)
	for name, test := range map[string]struct{ config, environment string }{
		"nowhere":              {block("") + resource, ""},
		"the resource":         {block("") + inResource, ""},
		"the provider":         {block(`, region = "`+acctest.North+`"`) + resource, ""},
		"the environment":      {block("") + resource, "HW_REGION_NAME=" + acctest.North},
		"the environment, too": {block("") + resource, "OS_REGION_NAME=" + acctest.North},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.VaultSim(t, cbr.Options{})
			vaultsOf(t, sim)
			cli := acctest.NewCLI(t, sim)
			cli.Env = append(cli.Env, test.environment)
			cli.Write(test.config)
			if result := cli.Run("plan", "-json"); name == "nowhere" {
				result.Fail().One("error", "No Region", "Set `region` here or in `huawei = { region = … }` of the provider, or HW_REGION_NAME in the environment.")
			} else if len(result.Succeed().Diagnostics()) != 0 {
				t.Errorf("the plan says\n%s", result.All())
			}
		})
	}
}
