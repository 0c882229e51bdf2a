package acctest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

const (
	examples     = "../../examples"
	ruleExamples = examples + "/resources/multicloud_replication_rule"
	address      = "multicloud_replication_rule."
	importedID   = "5d6a7a52-1c0e-4f0b-9c55-2f8d3a6e9b10"
)

// example is what an example finds in the cloud, and what comes of it.
type example struct {
	buckets []oss.BucketSpec
	us3     []us3.BucketSpec
	cos     []cos.BucketSpec
	rules   int
	// warnings are what the plan says, each a part of one.
	warnings []string
}

func versioned(name, region string) oss.BucketSpec {
	return oss.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultAlibabaAccount, Versioning: oss.VersioningEnabled}
}

func orders() []oss.BucketSpec {
	return []oss.BucketSpec{versioned("orders-hz", "cn-hangzhou"), versioned("orders-bj", "cn-beijing")}
}

var resources = map[string]example{
	"resource.tf": {buckets: orders(), rules: 1},
	"resource-versioned.tf": {rules: 1, buckets: []oss.BucketSpec{
		versioned("invoices-hz", "cn-hangzhou"), versioned("invoices-bj", "cn-beijing"),
	}},
	"resource-kms.tf": {rules: 1, buckets: []oss.BucketSpec{
		versioned("contracts-hz", "cn-hangzhou"), versioned("contracts-bj", "cn-beijing"),
	}},
	"resource-cross-border.tf": {rules: 1, buckets: []oss.BucketSpec{
		versioned("catalogue-hz", "cn-hangzhou"), versioned("catalogue-hk", "cn-hongkong"),
	}},
	"resource-two-way.tf": {rules: 2, buckets: []oss.BucketSpec{
		versioned("shop-hz", "cn-hangzhou"), versioned("shop-bj", "cn-beijing"),
	}},
	"resource-ucloud.tf": {rules: 1, us3: []us3.BucketSpec{
		{Name: "media-bj", Region: "cn-bj2", Owner: cloudsim.DefaultUCloudAccount}, {Name: "media-sh", Region: "cn-sh2", Owner: cloudsim.DefaultUCloudAccount},
	}, warnings: []string{"Preview: Replication on UCloud US3", "(G10)"}},
	"resource-tencent.tf": {rules: 2, cos: []cos.BucketSpec{
		{Name: "files-gz-1250000000", Region: "ap-guangzhou", Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled},
		{Name: "files-sh-1250000000", Region: "ap-shanghai", Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled},
	}},
	"resource-same-region.tf": {rules: 1, buckets: []oss.BucketSpec{
		versioned("audit-hz", "cn-hangzhou"), versioned("audit-copy-hz", "cn-hangzhou"),
	}},
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// names are the files of a directory that match a pattern.
func names(t *testing.T, dir, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no file %s/%s: %v", dir, pattern, err)
	}
	for i, path := range paths {
		paths[i] = filepath.Base(path)
	}
	return paths
}

// cloudWith makes simulated clouds with buckets.
func cloudWith(t *testing.T, buckets []oss.BucketSpec) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.FastSim(t)
	for _, spec := range buckets {
		if err := sim.OSS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	return sim
}

func countRules(sim *cloudsim.Simulator) (count int) {
	for _, name := range sim.OSS().BucketNames() {
		count += len(sim.OSS().Rules(name))
	}
	for _, name := range sim.COS().BucketNames() {
		count += len(sim.COS().Rules(name))
	}
	for _, name := range sim.US3().BucketNames() {
		count += len(sim.US3().Rules(name))
	}
	return count
}

// TestAccExamplesOfResource plans, applies and destroys every example of the resource, each without a warning that is not its own.
func TestAccExamplesOfResource(t *testing.T) {
	t.Parallel()
	for _, name := range names(t, ruleExamples, "resource*.tf") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			example, ok := resources[name]
			if !ok {
				t.Fatalf("nobody has said which buckets %s needs", name)
			}
			sim := cloudWith(t, example.buckets)
			for _, spec := range example.us3 {
				if err := sim.US3().CreateBucket(spec); err != nil {
					t.Fatal(err)
				}
			}
			for _, spec := range example.cos {
				if err := sim.COS().CreateBucket(spec); err != nil {
					t.Fatal(err)
				}
			}
			cli := acctest.NewCLI(t, sim)
			cli.Env = append(cli.Env, "UCLOUD_PUBLIC_KEY="+cloudsim.DefaultUCloudPublicKey, "UCLOUD_PRIVATE_KEY="+cloudsim.DefaultUCloudPrivateKey,
				"TENCENTCLOUD_SECRET_ID="+cloudsim.DefaultTencentKeyID, "TENCENTCLOUD_SECRET_KEY="+cloudsim.DefaultTencentKeySecret)
			cli.Write(acctest.Provider("") + withStandIns(t, read(t, filepath.Join(ruleExamples, name))))
			if said := cli.Run("validate", "-json").Succeed().Stdout; !strings.Contains(said, `"error_count": 0`) || strings.Contains(said, address) {
				t.Errorf("validate: %s", said)
			}
			_, planned := cli.Plan()
			if len(planned.Diagnostics()) != len(example.warnings) {
				t.Errorf("the plan says something else:\n%s", planned.All())
			}
			for _, warning := range example.warnings {
				if len(planned.Find("warning", warning)) != 1 {
					t.Errorf("the plan does not say %q:\n%s", warning, planned.All())
				}
			}
			cli.Apply()
			if count := countRules(sim); count != example.rules {
				t.Errorf("%d rules, want %d", count, example.rules)
			}
			if again := cli.Run("plan", "-detailed-exitcode", "-json"); again.Exit != 0 {
				t.Errorf("a second plan is not empty: exit code %d\n%s", again.Exit, again.Stdout)
			}
			cli.Run("destroy", "-auto-approve", "-json").Succeed()
			if count := countRules(sim); count != 0 {
				t.Errorf("%d rules are left", count)
			}
		})
	}
}

// TestAccExamplesOfProvider plans with every example of the provider block. What they name does not exist here, so the
// plan is one of nothing, which configures no cloud.
func TestAccExamplesOfProvider(t *testing.T) {
	t.Parallel()
	for _, name := range names(t, examples+"/provider", "provider*.tf") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, cloudWith(t, nil))
			content := read(t, filepath.Join(examples, "provider", name))
			if strings.Contains(content, "required_providers") {
				// The test's own header names the provider already.
				if err := os.WriteFile(filepath.Join(cli.Dir, "main.tf"), []byte(strings.Replace(content,
					`"multicloud-replication/multicloud"`, `"registry.terraform.io/multicloud-replication/multicloud"`, 1)), 0o600); err != nil {
					t.Fatal(err)
				}
			} else {
				cli.Write(content)
			}
			if said := cli.Run("validate", "-json").Succeed().Stdout; !strings.Contains(said, `"error_count": 0`) {
				t.Errorf("validate: %s", said)
			}
			cli.Run("plan", "-json").Succeed()
		})
	}
}

// TestAccExamplesOfImport follows every way of importing that the examples show.
func TestAccExamplesOfImport(t *testing.T) {
	t.Parallel()
	for _, name := range names(t, ruleExamples, "import*") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := cloudWith(t, orders())
			if _, err := sim.OSS().AddRule("orders-hz", oss.Rule{ID: importedID, Bucket: "orders-bj", Historical: true}); err != nil {
				t.Fatal(err)
			}
			cli, content := acctest.NewCLI(t, sim), read(t, filepath.Join(ruleExamples, name))
			resource := acctest.Provider("") + read(t, filepath.Join(ruleExamples, "resource.tf"))
			if strings.HasSuffix(name, ".sh") {
				cli.Write(resource)
				cli.Run(command(t, content)...).Succeed()
			} else {
				if name == "import-by-identity.tf" {
					needIdentity(t, cli)
				}
				cli.Write(resource + content)
				if applied := cli.Apply(); !strings.Contains(applied.Stdout, `"import":1`) {
					t.Errorf("nothing was imported: %s", applied.Stdout)
				}
			}
			if plan := cli.Run("plan", "-detailed-exitcode", "-json"); plan.Exit != 0 {
				t.Errorf("a plan after the import is not empty: exit code %d\n%s", plan.Exit, plan.Stdout)
			}
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 || rules[0].ID != importedID {
				t.Errorf("rules in the cloud: %+v", rules)
			}
		})
	}
}

// command is the only command in a shell script, without the name of the program.
func command(t *testing.T, script string) []string {
	t.Helper()
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(script), "\n"), func(line string) bool { return strings.HasPrefix(line, "#") })
	if len(lines) != 1 || !strings.HasPrefix(lines[0], "terraform ") {
		t.Fatalf("the script is not one terraform command: %q", lines)
	}
	return strings.Fields(lines[0])[1:]
}

// needIdentity skips the test if the CLI cannot import by identity, which came with 1.12.
func needIdentity(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	var about struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal([]byte(cli.Run("version", "-json").Succeed().Stdout), &about); err != nil {
		t.Fatal(err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(about.Version, "%d.%d", &major, &minor); err != nil {
		t.Fatalf("the CLI's version is %q: %v", about.Version, err)
	}
	if major == 1 && minor < 12 {
		t.Skipf("version %s cannot import by identity", about.Version)
	}
}
