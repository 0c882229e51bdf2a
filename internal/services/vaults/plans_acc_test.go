package vaults_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// everything is one of each resource, where all that can be is not known before apply.
const everything = `
resource "terraform_data" "ids" {
  input = { orders = "orders", east = "east", site = "site", monday = "monday", name = "to-site", region = "cn-east-3", time = "04:00" }
}

locals {
  ids = terraform_data.ids.output
}

resource "multicloud_cross_cloud_credential" "test" {
  name                   = local.ids.name
  target_cloud           = "hcso"
  account_id             = "0b000000000000000000000000000001"
  access_key_wo          = "HPUASIMHCSO000000001"
  secret_key_wo          = "simulated-secret-of-hcs-online"
  credentials_wo_version = 1
}

resource "multicloud_replication_policy" "test" {
  name        = local.ids.name
  schedule    = { daily = { every_days = 1 }, times_utc = [local.ids.time] }
  destination = { region = local.ids.region }
}

resource "multicloud_vault_replication" "test" {
  source      = { vault_id = local.ids.orders }
  policy_id   = multicloud_replication_policy.test.id
  destination = { vault_id = local.ids.east }
}

resource "multicloud_vault_replication_run" "test" {
  source      = { vault_id = local.ids.orders }
  destination = { vault_id = local.ids.east, region = local.ids.region }
}

resource "multicloud_backup_replication" "test" {
  source      = { backup_id = local.ids.monday }
  destination = { vault_id = local.ids.site, region = "tr-central-201", target_cloud = "hcso", credential_id = multicloud_cross_cloud_credential.test.id }
  depends_on  = [multicloud_vault_replication_run.test] # CBR replicates a vault alone
}
`

// TestAccUnknown plans one of each resource before anything is known, without a word but Preview, and applies it.
func TestAccUnknown(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	vaultsOf(t, sim)
	cli := acctest.NewCLI(t, sim)
	cli.Write(provider("") + everything)
	_, planned := cli.Plan()
	if said := planned.Diagnostics(); len(said) != 1 || len(planned.Find("warning", "Preview")) != 1 {
		t.Errorf("want Preview only, once, got\n%s", planned.All())
	}
	cli.Apply()
	if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
		t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.All())
	}
	if destroyed := cli.Run("destroy", "-json", "-auto-approve").Succeed(); len(destroyed.Find("error", "")) != 0 {
		t.Errorf("destroying says\n%s", destroyed.All())
	}
}

// TestAccOffline plans what violates many constraints without a request, and hears of those that need none.
func TestAccOffline(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	cli := acctest.NewCLI(t, sim)
	want := map[string]string{"(H4)": "error", "(H5)": "error", "(H7)": "error", "(H11)": "error", "(H12)": "error", "(H15)": "error"}
	config := ""
	for i, c := range constraintCases() {
		if want["("+c.id+")"] != "" && c.severity == "error" {
			suffix := "-" + strings.Repeat("i", i+1) + `" {`
			config += strings.ReplaceAll(strings.ReplaceAll(c.config, `test" {`, "test"+suffix), `other" {`, "other"+suffix)
		}
	}
	config = strings.ReplaceAll(config, "backup_replication.other]", "backup_replication.none]")
	config = strings.ReplaceAll(config, "  depends_on = [multicloud_backup_replication.none]\n", "")
	cli.Write(provider(`preflight = "offline"`) + config)
	result := cli.Run("plan", "-json").Fail()
	for tag, severity := range want {
		if len(result.Find(severity, tag)) == 0 {
			t.Errorf("want %s %s, got\n%s", severity, tag, result.All())
		}
	}
	if requests := sim.Requests(); len(requests) != 0 {
		t.Errorf("%d requests, the first %+v", len(requests), requests[0])
	}
}

// TestAccAddresses moves what cannot be made twice to other addresses: by a moved block nothing happens, and under another key, which
// Terraform takes for another resource, the plan refuses what the cloud would.
func TestAccAddresses(t *testing.T) {
	t.Parallel()
	east := object("east", acctest.East, "")
	for name, test := range map[string]struct{ before, id string }{
		"run": {before: oneRun("test", east), id: "H9"}, "backup": {before: oneBackup("test", "monday", east), id: "H8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.VaultSim(t, cbr.Options{})
			vaultsOf(t, sim)
			cli := acctest.NewCLI(t, sim)
			cli.Write(provider("") + test.before)
			cli.Apply()
			elsewhere := strings.Replace(test.before, `"test"`, `"elsewhere"`, 1)
			kind := strings.Fields(test.before)[1]
			kind = strings.Trim(kind, `"`)
			cli.Write(provider("") + elsewhere + "\nmoved {\n  from = " + kind + ".test\n  to   = " + kind + ".elsewhere\n}\n")
			if moved := cli.Run("plan", "-json").Succeed(); len(moved.Diagnostics()) != 0 || !strings.Contains(moved.Stdout, `"add":0`) {
				t.Errorf("moving says\n%s", moved.Stdout)
			}
			cli.Write(provider("") + elsewhere)
			if again := cli.Run("plan", "-json").Fail(); len(again.Find("error", "("+test.id+")")) != 1 {
				t.Errorf("want an error %s, got\n%s", test.id, again.All())
			}
			for _, flag := range [][]string{{"plan", "-json", "-replace=" + kind + ".test"}} {
				cli.Write(provider("") + test.before)
				if again := cli.Run(flag...).Fail(); len(again.Find("error", "("+test.id+")")) != 1 {
					t.Errorf("%v: want an error %s, got\n%s", flag, test.id, again.All())
				}
			}
			cli.Run("destroy", "-json", "-auto-approve").Succeed()
		})
	}
}
