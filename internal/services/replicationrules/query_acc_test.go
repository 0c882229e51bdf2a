package replicationrules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// queryCLI works on the provider and one list of the rules of the whole account. Without `query`, which came with Terraform 1.14, the
// test is skipped.
func queryCLI(t *testing.T, sim *cloudsim.Simulator, provider, cloud string) *acctest.CLI {
	t.Helper()
	cli := acctest.NewCLI(t, sim)
	if help := cli.Run("-help").Stdout; !strings.Contains(help, "\n  query ") {
		t.Skip("this CLI has no query")
	}
	cli.Write(provider)
	list := fmt.Sprintf("list \"multicloud_replication_rule\" \"all\" {\n  provider = multicloud\n  config {\n    cloud = %q\n  }\n}\n", cloud)
	if err := os.WriteFile(filepath.Join(cli.Dir, "all.tfquery.hcl"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	return cli
}

// TestAccQueryImports takes over the rules of an account as Terraform writes them down: the configuration that it generates imports
// them all and changes nothing.
func TestAccQueryImports(t *testing.T) {
	t.Parallel()
	for _, a := range accounts {
		t.Run(a.cloud, func(t *testing.T) {
			t.Parallel()
			sim := acctest.FastSim(t)
			a.make(t, sim)
			cli := queryCLI(t, sim, a.provider, a.cloud)
			cli.Run("query", "-generate-config-out=rules.tf").Succeed()
			applied := cli.Apply()
			if want := fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed", a.rules); !strings.Contains(applied.Stdout, want) {
				t.Errorf("apply did more than import %d rules:\n%s\n%s", a.rules, applied.Stdout, cli.Files()["rules.tf"])
			}
			if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
				t.Errorf("a second plan is not empty: %s", again.Stdout)
			}
		})
	}
}

// TestAccQueryUnreadable shows the rules of the other buckets, and says why one is missing.
func TestAccQueryUnreadable(t *testing.T) {
	t.Parallel()
	sim := acctest.FastSim(t)
	accounts[0].make(t, sim)
	cli := queryCLI(t, sim, accounts[0].provider, "alibaba")
	acctest.Deny(t, sim, "oss:GetBucketReplication source-b")
	shown := cli.Run("query", "-json").Succeed()
	if len(shown.Find("warning", "- source-b (cn-hangzhou): ")) != 1 {
		t.Errorf("what could not be read is not said:\n%s", shown.All())
	}
	for rule, want := range map[string]bool{"source-a (cn-hangzhou)": true, "source-b (cn-hangzhou)": false, "source-d (cn-hangzhou)": true} {
		if got := strings.Contains(shown.Stdout, `"display_name":"`+rule+" to "); got != want {
			t.Errorf("shows the rule of %s: %v\n%s", rule, got, shown.Stdout)
		}
	}
}
