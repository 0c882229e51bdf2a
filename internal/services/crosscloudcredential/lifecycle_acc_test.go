package crosscloudcredential_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

const address = "multicloud_cross_cloud_credential.test"

// credential is a credential with keys from ephemeral variables, a policy that uses it, and more arguments of the credential.
func credential(version, arguments string) string {
	return acctest.HuaweiProvider(acctest.HCSODestination(), "") + `
variable "access_key" {
  type      = string
  ephemeral = true
  default   = null
}

variable "secret_key" {
  type      = string
  ephemeral = true
  default   = null
}

resource "multicloud_cross_cloud_credential" "test" {
  name                   = "to-site"
  target_cloud           = "hcso"
  account_id             = "` + cloudsim.DefaultHCSOAccount + `"
  access_key_wo          = var.access_key
  secret_key_wo          = var.secret_key
  credentials_wo_version = ` + version + `
` + arguments + `
}

resource "multicloud_replication_policy" "test" {
  name        = "abroad"
  schedule    = { daily = { every_days = 1 }, times_utc = ["04:00"] }
  destination = { region = "` + acctest.Site + `", target_cloud = "hcso", credential_id = multicloud_cross_cloud_credential.test.id }
}
`
}

// keys are the arguments of the CLI that pass keys.
func keys(access, secret string) []string {
	return []string{"-var=access_key=" + access, "-var=secret_key=" + secret}
}

// only is the one credential in the cloud.
func only(t *testing.T, sim *cloudsim.Simulator) cbr.CredentialState {
	t.Helper()
	all := sim.CBR().Credentials()
	if len(all) != 1 {
		t.Fatalf("%d credentials, want one", len(all))
	}
	return all[0]
}

// TestAccKeys takes the keys through their life: none at hand for a new credential, creation, a nightly plan without them, rotation in
// place, and a new version without keys.
func TestAccKeys(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	cli := acctest.NewCLI(t, sim)
	cli.Write(credential("1", ""))
	cli.Run("plan", "-json").Fail().One("error", "No Keys for a New Credential")

	planned := cli.Run(append([]string{"plan", "-json"}, keys("AK1", "SK1")...)...).Succeed()
	if preview := planned.Find("warning", "Preview"); len(preview) != 1 {
		t.Errorf("%d warnings of the unpublished API, want one for both resources\n%s", len(preview), planned.All())
	}
	cli.Apply(keys("AK1", "SK1")...)
	made := only(t, sim)
	if made.AccessKey != "AK1" || made.SecretKey != "SK1" {
		t.Errorf("the cloud has the keys %q, %q", made.AccessKey, made.SecretKey)
	}
	if nightly := cli.Run("plan", "-json", "-detailed-exitcode"); nightly.Exit != 0 {
		t.Errorf("a plan without keys is not empty: exit code %d\n%s", nightly.Exit, nightly.All())
	}
	// Other keys without another version are not seen.
	if same := cli.Run(append([]string{"plan", "-json", "-detailed-exitcode"}, keys("AK2", "SK2")...)...); same.Exit != 0 {
		t.Errorf("keys without a version change something: exit code %d\n%s", same.Exit, same.All())
	}

	cli.Write(credential("2", ""))
	cli.Run("plan", "-json").Fail().One("error", "No Keys for a New Version", "credentials_wo_version")
	cli.Apply(keys("AK2", "SK2")...)
	if rotated := only(t, sim); rotated.ID != made.ID || rotated.AccessKey != "AK2" || rotated.SecretKey != "SK2" {
		t.Errorf("after the rotation: %+v", rotated)
	}
	if puts := sim.Count("cbr", "UpdatePolicy", ""); puts != 0 {
		t.Errorf("the rotation changed the policy %d times", puts)
	}

	cli.Write(credential("2", `  description = "for disaster recovery"`))
	cli.Apply()
	if changed := only(t, sim); changed.Description != "for disaster recovery" || changed.SecretKey != "SK2" {
		t.Errorf("after a change without keys: %+v", changed)
	}
	destroyed := cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if len(destroyed.Find("warning", "(H12)")) != 1 || !strings.Contains(destroyed.All(), "abroad") {
		t.Errorf("want a warning that names the policy, got\n%s", destroyed.All())
	}
	if left := sim.CBR().Credentials(); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
}

// TestAccDrift changes the credential behind Terraform's back.
func TestAccDrift(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	cli := acctest.NewCLI(t, sim)
	cli.Write(credential("1", ""))
	cli.Apply(keys("AK1", "SK1")...)
	// Another endpoint, that does not know the API, is an error and never "gone".
	acctest.Arm(t, sim, cloudsim.Fault{Name: "unknown", Kind: cloudsim.KindStatus, Operation: "*Credential*", Status: 404, Code: "APIGW.0101", Message: "The API does not exist"})
	cli.Run("plan", "-json").Fail().One("error", "not available on this endpoint")
	must(t, sim.Faults().Remove("unknown"))
	if plan := cli.Run("plan", "-json", "-detailed-exitcode"); plan.Exit != 0 {
		t.Errorf("exit code %d\n%s", plan.Exit, plan.All())
	}
}

// TestAccImport imports a credential: its keys stay as they are, until there is another version with keys.
func TestAccImport(t *testing.T) {
	t.Parallel()
	sim := acctest.VaultSim(t, cbr.Options{})
	id, err := sim.CBR().CreateCredential(cbr.CredentialSpec{
		Name: "to-site", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, TargetCloud: "hcso", TargetAccount: cloudsim.DefaultHCSOAccount,
		AccessKey: "AK0", SecretKey: "SK0",
	})
	must(t, err)
	cli := acctest.NewCLI(t, sim)
	cli.Write(credential("1", ""))
	cli.Run("import", address, acctest.North+"/"+id).Succeed()
	cli.Apply()
	if kept := only(t, sim); kept.SecretKey != "SK0" {
		t.Errorf("an import without keys changed them: %+v", kept)
	}
	cli.Run("plan", "-json", "-detailed-exitcode").Succeed()
	cli.Write(credential("2", ""))
	cli.Apply(keys("AK1", "SK1")...)
	if rotated := only(t, sim); rotated.ID != id || rotated.SecretKey != "SK1" {
		t.Errorf("after the rotation: %+v", rotated)
	}
	for name, id := range map[string]string{"no region": id, "too much": "a/b/c/d", "empty part": acctest.North + "/"} {
		if refused := cli.Run("import", "-no-color", address, id).Fail(); !strings.Contains(refused.Stderr, "region/project_id/id") && !strings.Contains(refused.Stderr, "already managed") {
			t.Errorf("%s: %s", name, refused.Stderr)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
