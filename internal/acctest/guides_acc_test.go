package acctest_test

import (
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
	// A guide's configuration stands in blocks of this language; all of them together are one root, unless a comment before
	// a block gives the rest to another one. Blocks that say `hcl` need a provider that is not at hand here.
	terraformBlock = regexp.MustCompile("(?ms)<!-- root: ([a-z-]+)([^>]*?) *-->|^```terraform\n(.*?)^```$")
	refused        = regexp.MustCompile(`refused: "([^"]+)"`)
)

// root is a configuration of a guide. With refused its plan fails and says that; with unchanged it may import and move, but
// changes nothing in the clouds.
type root struct {
	name, config, refused string
	unchanged             bool
}

func roots(guide string) []root {
	all := []root{{name: "main"}}
	for _, match := range terraformBlock.FindAllStringSubmatch(guide, -1) {
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

// TestAccGuides plans, applies and destroys every configuration in every guide.
func TestAccGuides(t *testing.T) {
	t.Parallel()
	const guides = "../../templates/guides"
	for _, name := range names(t, guides, "*.md") {
		if name == "getting-started.md" { // followed word for word by a test of its own
			continue
		}
		for _, r := range roots(read(t, filepath.Join(guides, name))) {
			t.Run(strings.TrimSuffix(name, ".md")+"/"+r.name, func(t *testing.T) {
				t.Parallel()
				sim := acctest.FastSim(t)
				if err := sim.LoadSeedFile("testdata/guides.yaml"); err != nil {
					t.Fatal(err)
				}
				follow(t, guideCLI(t, sim), r)
			})
		}
	}
}

// guideCLI has the credentials of all clouds where their own tools have them.
func guideCLI(t *testing.T, sim *cloudsim.Simulator) *acctest.CLI {
	t.Helper()
	cli := acctest.NewCLI(t, sim)
	cli.Env = append(cli.Env,
		"ALIBABA_CLOUD_ACCESS_KEY_ID="+cloudsim.DefaultAlibabaKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET="+cloudsim.DefaultAlibabaKeySecret,
		"TENCENTCLOUD_SECRET_ID=AKIDSimulatedKey000001", "TENCENTCLOUD_SECRET_KEY=simulated-secret-of-uin-1",
		"UCLOUD_PUBLIC_KEY="+cloudsim.DefaultUCloudPublicKey, "UCLOUD_PRIVATE_KEY="+cloudsim.DefaultUCloudPrivateKey,
		"HW_ACCESS_KEY=HPUASIMHUAWEI0000001", "HW_SECRET_KEY=simulated-secret-of-huawei-cloud",
	)
	return cli
}

// follow goes through the life of a configuration.
func follow(t *testing.T, cli *acctest.CLI, r root) {
	t.Helper()
	if strings.Contains(r.config, "required_providers") {
		full := strings.Replace(r.config, `"multicloud-replication/multicloud"`, `"registry.terraform.io/multicloud-replication/multicloud"`, 1)
		if err := os.WriteFile(filepath.Join(cli.Dir, "main.tf"), []byte(full), 0o600); err != nil {
			t.Fatal(err)
		}
	} else {
		cli.Write(r.config)
	}
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

// noChanges fails the test if a plan does more than read: the data source within a check is read again by every apply.
func noChanges(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	plan, said := cli.Plan()
	for _, r := range plan.ResourceChanges {
		if c := r.Change; !c.Actions.NoOp() && !c.Actions.Read() {
			t.Errorf("%s: %v, from %v to %v\n%s", r.Address, c.Actions, c.Before, c.After, said.All())
		}
	}
}
