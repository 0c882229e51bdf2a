package acctest_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// The ids that the examples of vaults name.
const (
	ordersVault     = "2402058d-8373-4b0a-b848-d3c0dfdc86a8"
	eastVault       = "0ca3eb86-8800-46da-9c37-9d657a825274"
	siteVault       = "3b5816b5-f29c-4172-9d9a-76c719a659ce"
	cloudVault      = "ad7627ae-5b0b-492e-b6bd-cd809b745197"
	backVault       = "892a7d1e-16a3-4c67-8f0a-2f6f6e5a9d11"
	goldenBackup    = "6df2b54c-7a62-4fd1-b0f8-0f4d1ba6d2c9"
	replicaBackup   = "7558e1a3-8b1c-4d6e-9a55-3a1f6f0f2f11"
	nightlyPolicy   = "cbb3ce6f-3332-4e7c-b98e-77290d8471ff"
	keyOfSite       = "de128dfa-54b7-47c6-9e3f-1b2f6c6d7a21"
	vaultExampleDir = examples + "/resources/multicloud_"
)

// vaultExample is what an example of vaults finds, and what comes of it.
type vaultExample struct {
	site     bool // the provider acts for HCS Online
	preview  bool // the plan warns of the unpublished API, and of nothing else
	replicas map[string]int
	kept     bool // destroying keeps them, and says so
}

var vaultExamples = map[string]vaultExample{
	"cross_cloud_credential/resource.tf":        {site: true, preview: true},
	"replication_policy/resource.tf":            {},
	"replication_policy/resource-weekly.tf":     {},
	"vault_replication/resource.tf":             {replicas: map[string]int{eastVault: 1}},
	"vault_replication/resource-cross-cloud.tf": {site: true, preview: true, replicas: map[string]int{cloudVault: 1}},
	"vault_replication_run/resource.tf":         {replicas: map[string]int{eastVault: 1}, kept: true},
	"backup_replication/resource.tf":            {replicas: map[string]int{eastVault: 1}},
	"backup_replication/resource-back.tf":       {preview: true, replicas: map[string]int{backVault: 1}},
}

// vaultsOfExamples makes what the examples name, in both clouds.
func vaultsOfExamples(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.VaultSim(t, cbr.Options{})
	acctest.Vault(t, sim, cbr.VaultSpec{ID: ordersVault})
	acctest.Backup(t, sim, ordersVault, goldenBackup)
	acctest.ReplicaVault(t, sim, eastVault, acctest.East)
	acctest.Vault(t, sim, cbr.VaultSpec{ID: siteVault, Region: acctest.Site})
	acctest.Backup(t, sim, siteVault, "backup-of-site")
	acctest.ReplicaVault(t, sim, cloudVault, acctest.North, func(v *cbr.VaultSpec) { v.CloudType = cbr.CloudHybrid },
		acctest.Encrypted("0d0466b0-e727-4d9c-b35d-f84bb474a37f"))
	acctest.ReplicaVault(t, sim, backVault, acctest.Site)
	acctest.Backup(t, sim, cloudVault, replicaBackup, func(b *cbr.BackupSpec) {
		b.Replica = &cbr.Origin{Cloud: "hcso", Region: acctest.Site, BackupID: "backup-of-site"}
	})
	acctest.Credential(t, sim, keyOfSite)
	return sim
}

// TestAccExamplesOfVaults plans, applies and destroys every example of the resources of vaults, each without a warning that it does not
// mean, and lets policies act for a day.
func TestAccExamplesOfVaults(t *testing.T) {
	t.Parallel()
	for _, resource := range []string{"cross_cloud_credential", "replication_policy", "vault_replication", "vault_replication_run", "backup_replication"} {
		for _, file := range names(t, vaultExampleDir+resource, "resource*.tf") {
			name := resource + "/" + file
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				example, ok := vaultExamples[name]
				if !ok {
					t.Fatalf("nobody has said what %s does", name)
				}
				sim := vaultsOfExamples(t)
				cli := acctest.NewCLI(t, sim)
				before := map[string]int{}
				for vault := range example.replicas {
					before[vault] = len(sim.CBR().Backups(vault))
				}
				provider := acctest.HuaweiProvider(acctest.HCSODestination(), "")
				cli.Env = append(cli.Env, "TF_VAR_target_access_key="+cloudsim.DefaultHuaweiKeyID, "TF_VAR_target_secret_key="+cloudsim.DefaultHuaweiKeySecret)
				if example.site {
					provider = acctest.HCSOProvider("")
				}
				cli.Write(provider + read(t, vaultExampleDir+name))
				if said := cli.Run("validate", "-json").Succeed().Stdout; !strings.Contains(said, `"error_count": 0`) || strings.Contains(said, "multicloud_"+resource) {
					t.Errorf("validate: %s", said)
				}
				_, planned := cli.Plan()
				if previews := len(planned.Find("warning", "Preview")); len(planned.Diagnostics()) != previews || example.preview != (previews == 1) {
					t.Errorf("the plan says\n%s", planned.All())
				}
				cli.Apply()
				sim.Clock().Advance(25 * time.Hour)
				for vault, want := range example.replicas {
					if got := len(sim.CBR().Backups(vault)) - before[vault]; got != want {
						t.Errorf("%d replicas in vault %s, want %d", got, vault, want)
					}
				}
				if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
					t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.Stdout)
				}
				if destroyed := cli.Run("destroy", "-auto-approve", "-json").Succeed(); example.kept != (len(destroyed.Find("warning", "Replicas Are Kept")) > 0) {
					t.Errorf("destroying says\n%s", destroyed.All())
				}
			})
		}
	}
}

// TestAccImportsOfVaults follows every way of importing that the examples of vaults show.
func TestAccImportsOfVaults(t *testing.T) {
	t.Parallel()
	for _, resource := range []string{"cross_cloud_credential", "replication_policy", "vault_replication", "vault_replication_run", "backup_replication"} {
		for _, name := range names(t, vaultExampleDir+resource, "import*") {
			t.Run(resource+"/"+name, func(t *testing.T) {
				t.Parallel()
				sim := importedVaults(t)
				cli, content := acctest.NewCLI(t, sim), read(t, filepath.Join(vaultExampleDir+resource, name))
				example := read(t, filepath.Join(vaultExampleDir+resource, "resource.tf"))
				provider := acctest.HuaweiProvider(acctest.HCSODestination(), "")
				switch resource {
				case "cross_cloud_credential":
					provider = acctest.HCSOProvider("")
				case "vault_replication": // its policy is imported as well
					example = strings.Replace(example, "multicloud_replication_policy.nightly.id", `"`+nightlyPolicy+`"`, 1)
					example = example[strings.Index(example, `resource "multicloud_vault_replication"`):]
				}
				if strings.HasSuffix(name, ".sh") {
					cli.Write(provider + example)
					cli.Run(command(t, content)...).Succeed()
				} else {
					if name == "import-by-identity.tf" {
						needIdentity(t, cli)
					}
					cli.Write(provider + example + content)
					if applied := cli.Apply(); !strings.Contains(applied.Stdout, `"import":1`) {
						t.Errorf("nothing was imported: %s", applied.Stdout)
					}
				}
				cli.Apply() // what an import cannot know
				if plan := cli.Run("plan", "-detailed-exitcode", "-json"); plan.Exit != 0 {
					t.Errorf("a plan after the import is not empty: exit code %d\n%s", plan.Exit, plan.Stdout)
				}
				for _, operation := range []string{"CopyBackup", "CopyCheckpoint", "CreatePolicy", "CreateCrossCloudCredential", "AssociateVaultPolicy"} {
					if count := sim.Count("cbr", operation, ""); count != 0 {
						t.Errorf("%s was sent %d times", operation, count)
					}
				}
			})
		}
	}
}

// importedVaults is vaultsOfExamples, with all that the examples make made by somebody else.
func importedVaults(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.VaultSim(t, cbr.Options{})
	acctest.Vault(t, sim, cbr.VaultSpec{ID: ordersVault})
	acctest.Backup(t, sim, ordersVault, goldenBackup)
	acctest.ReplicaVault(t, sim, eastVault, acctest.East)
	_, err := sim.CBR().CreateCredential(cbr.CredentialSpec{
		ID: keyOfSite, Name: "to-huawei-cloud", Account: cloudsim.DefaultHCSOAccount, Region: acctest.Site, TargetCloud: "huaweicloud",
		TargetAccount: cloudsim.DefaultHuaweiAccount, AccessKey: "a", SecretKey: "b",
	})
	must(t, err)
	_, err = sim.CBR().CreatePolicy(cbr.PolicySpec{
		ID: nightlyPolicy, Name: "nightly-to-shanghai", Account: cloudsim.DefaultHuaweiAccount, Region: acctest.North, OperationType: cbr.OperationReplication,
		Pattern: []string{"FREQ=DAILY;INTERVAL=1;BYHOUR=20;BYMINUTE=00"}, Destination: acctest.East, MaxBackups: 14,
	})
	must(t, err)
	must(t, sim.CBR().BindPolicy(ordersVault, nightlyPolicy, eastVault))
	_, err = sim.CBR().ReplicateBackup(goldenBackup, eastVault, "")
	must(t, err)
	sim.Clock().Advance(time.Minute)
	return sim
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
