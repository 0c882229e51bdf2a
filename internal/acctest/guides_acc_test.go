package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

var (
	// The terraform blocks of a page; all of them together are one root, unless a comment before a block gives the rest to another one.
	terraformBlock = regexp.MustCompile("(?ms)<!-- root: ([a-z-]+)([^>]*?) *-->|^```terraform\n(.*?)^```$")
	refused        = regexp.MustCompile(`refused: "([^"]+)"`)
)

// root is a configuration of a page. With refused its plan fails and says that; with unchanged it may import and move, but
// changes nothing in the clouds.
type root struct {
	name, config, refused string
	unchanged             bool
}

func roots(page string) []root {
	all := []root{{name: "main"}}
	for _, match := range terraformBlock.FindAllStringSubmatch(page, -1) {
		if match[1] == "" {
			all[len(all)-1].config += match[3] + "\n"
			continue
		}
		next := root{name: match[1], unchanged: strings.Contains(match[2], "changes nothing")}
		if told := refused.FindStringSubmatch(match[2]); told != nil {
			next.refused = told[1]
		}
		all = append(all, next)
	}
	return slices.DeleteFunc(all, func(r root) bool { return r.config == "" })
}

// pages are the ones whose every terraform block is tried by TestAccGuides.
func pages(t *testing.T) []string {
	t.Helper()
	all := []string{"README.md"}
	for _, name := range names(t, filepath.Join(top, "docs/guides"), "*.md") {
		all = append(all, "docs/guides/"+name)
	}
	return all
}

// TestAccGuides plans, applies and destroys every configuration in every guide, and in the README.
func TestAccGuides(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		for _, r := range roots(read(t, filepath.Join(top, page))) {
			t.Run(strings.TrimSuffix(filepath.Base(page), ".md")+"/"+r.name, func(t *testing.T) {
				t.Parallel()
				if page == "docs/guides/cross-cloud-backup.md" {
					follow(t, crossCloudCLI(t), r)
					return
				}
				cli, _ := guideCLI(t)
				follow(t, cli, r)
			})
		}
	}
}

// guideCLI works on the clouds of the guides, and has the credentials of each where its own tools have them.
func guideCLI(t *testing.T) (*acctest.CLI, *cloudsim.Simulator) {
	t.Helper()
	sim := acctest.FastSim(t)
	if err := sim.LoadSeedFile("testdata/guides.yaml"); err != nil {
		t.Fatal(err)
	}
	cli := acctest.NewCLI(t, sim)
	cli.Env = append(cli.Env,
		"ALIBABA_CLOUD_ACCESS_KEY_ID="+cloudsim.DefaultAlibabaKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET="+cloudsim.DefaultAlibabaKeySecret,
		"TENCENTCLOUD_SECRET_ID="+cloudsim.DefaultTencentKeyID, "TENCENTCLOUD_SECRET_KEY="+cloudsim.DefaultTencentKeySecret,
		"UCLOUD_PUBLIC_KEY="+cloudsim.DefaultUCloudPublicKey, "UCLOUD_PRIVATE_KEY="+cloudsim.DefaultUCloudPrivateKey,
		"HW_ACCESS_KEY="+cloudsim.DefaultHuaweiKeyID, "HW_SECRET_KEY="+cloudsim.DefaultHuaweiKeySecret,
	)
	return cli, sim
}

// crossCloudCLI works on HCS Online, whose keys are in the environment, and Huawei Cloud, with a profile for each.
func crossCloudCLI(t *testing.T) *acctest.CLI {
	t.Helper()
	home := t.TempDir()
	profiles := fmt.Sprintf(`{"profiles": [
  {"name": "site", "mode": "AKSK", "accessKeyId": %q, "secretAccessKey": %q},
  {"name": "dr", "mode": "AKSK", "accessKeyId": %q, "secretAccessKey": %q}
]}`, cloudsim.DefaultHCSOKeyID, cloudsim.DefaultHCSOKeySecret, cloudsim.DefaultHuaweiKeyID, cloudsim.DefaultHuaweiKeySecret)
	must(t, os.Mkdir(filepath.Join(home, ".hcloud"), 0o700))
	must(t, os.WriteFile(filepath.Join(home, ".hcloud", "config.json"), []byte(profiles), 0o600))
	cli := acctest.NewCLI(t, vaultsOfExamples(t))
	cli.Env = append(cli.Env,
		"HOME="+home, "HW_ACCESS_KEY="+cloudsim.DefaultHCSOKeyID, "HW_SECRET_KEY="+cloudsim.DefaultHCSOKeySecret,
		"TF_VAR_target_access_key="+cloudsim.DefaultHuaweiKeyID, "TF_VAR_target_secret_key="+cloudsim.DefaultHuaweiKeySecret,
	)
	return cli
}

// writeRoot makes a configuration of a page the one of the CLI.
func writeRoot(t *testing.T, cli *acctest.CLI, config string) {
	t.Helper()
	config = withStandIns(t, config)
	if !strings.Contains(config, "required_providers") {
		cli.Write(config)
		return
	}
	full := strings.Replace(config, `"multicloud-replication/multicloud"`, `"registry.terraform.io/multicloud-replication/multicloud"`, 1)
	must(t, os.WriteFile(filepath.Join(cli.Dir, "main.tf"), []byte(full), 0o600))
}

// follow goes through the life of a configuration.
func follow(t *testing.T, cli *acctest.CLI, r root) {
	t.Helper()
	writeRoot(t, cli, r.config)
	if r.refused != "" {
		said := cli.Run("plan", "-json")
		if said.Exit == 0 || !strings.Contains(strings.Join(said.Texts("error"), "\n"), r.refused) {
			t.Errorf("the plan was to be refused with %q: exit code %d\n%s", r.refused, said.Exit, said.All())
		}
		return
	}
	if r.unchanged {
		noChanges(t, cli)
	}
	cli.Apply()
	noChanges(t, cli)
	cli.Run("destroy", "-auto-approve", "-json").Succeed()
}

// noChanges fails the test if a plan does more in the clouds than read: the data source within a check is read again by every apply.
func noChanges(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	plan, said := cli.Plan()
	for _, r := range plan.ResourceChanges {
		if c := r.Change; !c.Actions.NoOp() && !c.Actions.Read() && r.Type != "terraform_data" {
			t.Errorf("%s: %v, from %v to %v\n%s", r.Address, c.Actions, c.Before, c.After, said.All())
		}
	}
}
