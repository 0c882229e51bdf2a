package replicationprogress_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// example is an example as it stands in the documentation.
func example(t *testing.T, cloud string) string {
	t.Helper()
	content, err := os.ReadFile("../../../examples/data-sources/multicloud_replication_progress/" + cloud + ".tf")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestAccExampleFiles holds the tests below to the files: each is tried by the one of its cloud, and data-source.tf with
// the examples of the other data sources.
func TestAccExampleFiles(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir("../../../examples/data-sources/multicloud_replication_progress")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, file.Name())
	}
	if got := strings.Join(names, " "); got != "alibaba.tf data-source.tf huawei.tf tencent.tf ucloud.tf" {
		t.Errorf("the examples are %s", got)
	}
}

// silent runs a plan in which nothing is said.
func silent(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	if plan := cli.Run("plan", "-json").Succeed(); len(plan.Diagnostics()) > 0 {
		t.Errorf("the plan has something to say:\n%s", plan.All())
	}
}

// speaks runs a plan in which the check and the postcondition speak, and say why.
func speaks(t *testing.T, cli *acctest.CLI, why string) {
	t.Helper()
	plan := cli.Run("plan", "-json").Fail()
	if len(plan.Find("warning", "Check block assertion failed")) != 1 || len(plan.Find("error", "Resource postcondition failed")) != 1 || len(plan.Find("", why)) != 2 {
		t.Errorf("want a check and a postcondition that say %q\n%s", why, plan.All())
	}
}

// The provider's process has the wall clock, which the simulated clock is on as well. What lies in the past there is written
// in the past here.
func at(sim *cloudsim.Simulator, before time.Duration) { sim.Clock().Set(time.Now().Add(-before)) }

// Ten thousand objects on their way, a replication that stops, an idle bucket, one that is written to, and a rule that is gone.
func TestAccExampleAlibaba(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	at(sim, 6*time.Hour)
	put(t, sim, "existing", 10000)
	addRule(t, sim, oss.Rule{ID: "orders", Historical: true, Location: "oss-cn-beijing"})
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + example(t, "alibaba"))
	at(sim, 5*time.Hour)
	if rule := sim.OSS().Rules("orders-hz")[0]; rule.HistoricalLeft < 5000 || rule.HistoricalLeft == 10000 {
		t.Fatalf("%d objects are left to copy", rule.HistoricalLeft)
	}
	silent(t, cli) // the first copy is under way
	at(sim, 2*time.Hour)
	silent(t, cli)
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	at(sim, 0)
	silent(t, cli) // nothing was written
	at(sim, time.Hour)
	put(t, sim, "late", 1)
	at(sim, 0)
	speaks(t, cli, `orders-hz is lagging: The object "late-00000"`)
	sim.OSS().SetStalled("orders-hz", "orders-bj", false)
	silent(t, cli)
	if err := sim.OSS().RemoveRule("orders-hz", "orders"); err != nil {
		t.Fatal(err)
	}
	speaks(t, cli, "orders-hz is failing: The bucket orders-hz (cn-hangzhou) has no replication rule")
}

// A missing KMS grant: OSS leaves the objects out and calls all of them replicated, and the samples find it.
func TestAccExampleAlibabaWithoutKMS(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	if err := sim.OSS().MutateBucket("orders-hz", func(b *oss.BucketSpec) { b.Encryption = oss.Encryption{Algorithm: "KMS", KeyID: "key-1"} }); err != nil {
		t.Fatal(err)
	}
	at(sim, 3*time.Hour)
	addRule(t, sim, oss.Rule{ID: "orders", Historical: true, Location: "oss-cn-beijing"})
	put(t, sim, "secret", 3)
	at(sim, 0)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + example(t, "alibaba"))
	speaks(t, cli, "orders-hz is failing: The source bucket encrypts with KMS")
}

// A rule that may copy what KMS encrypts, by a role that may not use the key: what to look at is said.
func TestAccExampleAlibabaWithoutTheKey(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	at(sim, 3*time.Hour)
	addRule(t, sim, oss.Rule{ID: "orders", Location: "oss-cn-beijing", SyncRole: "copier", KMS: "Enabled", ReplicaKMSKeyID: "key-1"})
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	at(sim, 2*time.Hour)
	put(t, sim, "secret", 3)
	at(sim, 0)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + example(t, "alibaba"))
	speaks(t, cli, "may decrypt at the source and use the key key-1 at the destination")
}

// No condition of an example meets a null: each goes by what is never null, which the table of nulls shows.
func TestExampleConditionsMeetNoNull(t *testing.T) {
	t.Parallel()
	uses := regexp.MustCompile(`(?:data\.multicloud_replication_progress\.\w+|\bself)\.(\w+)`)
	for _, cloud := range []string{"alibaba", "tencent", "ucloud", "huawei"} {
		found := uses.FindAllStringSubmatch(example(t, cloud), -1)
		for _, use := range found {
			if !slices.Contains(neverNull, use[1]) {
				t.Errorf("%s: %s may be null", cloud, use[0])
			}
		}
		if len(found) < 4 {
			t.Errorf("%s: %d attributes are used", cloud, len(found))
		}
	}
}

func TestAccExampleUCloud(t *testing.T) {
	t.Parallel()
	sim := us3Pair(t)
	provider := `
provider "multicloud" {
  ucloud = {
    public_key  = "` + cloudsim.DefaultUCloudPublicKey + `"
    private_key = "` + cloudsim.DefaultUCloudPrivateKey + `"
  }
}
`
	cli := acctest.NewCLI(t, sim)
	cli.Write(provider + example(t, "ucloud") + `
output "told" {
  value = data.multicloud_replication_progress.orders_bucket
}
`)
	speaks(t, cli, "orders-bj is failing: The bucket orders-bj (cn-bj2) has no replication rule")
	id, err := sim.US3().AddRule("orders-bj", us3.Rule{DstBucket: "orders-gd", DstRegion: "cn-gd"})
	if err != nil {
		t.Fatal(err)
	}
	silent(t, cli)
	cli.Apply()
	told, _ := cli.State().Values.Outputs["told"].Value.(map[string]any)
	for name, want := range map[string]any{
		"state": "unknown", "rpo_status": "unknown", "historical_percent": nil, "synced_until": nil, "lag_seconds": nil,
		"source_domain": "orders-bj.cn-bj.ufileos.com", "destination_domain": "orders-gd.cn-gd.ufileos.com",
	} {
		if got, ok := told[name]; !ok || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if reason, _ := told["state_reason"].(string); !strings.Contains(reason, "UCloud US3 does not tell") {
		t.Errorf("reason %q", reason)
	}
	if err := sim.US3().SetRuleStatus("orders-bj", id, us3.StatusDisabled); err != nil {
		t.Fatal(err)
	}
	cli.Run("plan", "-json").Succeed().One("warning", "Check block assertion failed", "orders-bj is paused: The rule is disabled.")
}

func TestAccExampleTencent(t *testing.T) {
	t.Parallel()
	sim := cosPair(t)
	at(sim, 10*time.Hour)
	cosRule(t, sim, cos.Rule{ID: "orders"})
	cosPut(t, sim, "early", 50)
	at(sim, 0)
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider + example(t, "tencent"))
	silent(t, cli)
	sim.COS().SetStalled(guangzhou, shanghai, true)
	silent(t, cli) // nothing was written
	at(sim, 3*time.Hour)
	cosPut(t, sim, "late", 3)
	at(sim, 0)
	speaks(t, cli, `orders-gz is lagging: The object "late-`)
	if err := sim.COS().RemoveRule(guangzhou, "orders"); err != nil {
		t.Fatal(err)
	}
	speaks(t, cli, "orders-gz is failing: The bucket orders-gz-1250000000 (ap-guangzhou) has no replication rule")
}

func TestAccExampleHuawei(t *testing.T) {
	t.Parallel()
	sim := vaults(t)
	bind(t, sim)
	at(sim, 80*time.Hour)
	backup(t, sim, "first", "web")
	replicate(t, sim, "first")
	at(sim, 70*time.Hour)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.HuaweiProvider("", "") + example(t, "huawei"))
	at(sim, 10*time.Hour)
	backup(t, sim, "second", "web")
	replicate(t, sim, "second")
	at(sim, 0)
	silent(t, cli)

	at(sim, 30*time.Hour)
	backup(t, sim, "of-db", "db")
	if err := sim.CBR().SetStalled("of-db", true); err != nil {
		t.Fatal(err)
	}
	at(sim, 0)
	speaks(t, cli, `The replicas of the vault are lagging: Resource db: The backup "of-db" (of-db) was written at`)
	if err := sim.CBR().DeleteBackupHard("of-db"); err != nil {
		t.Fatal(err)
	}
	silent(t, cli)

	backup(t, sim, "third", "web")
	if err := sim.CBR().FailNext("third", cbr.Failure{Code: "BackupService.1006", Reason: "the key is gone"}); err != nil {
		t.Fatal(err)
	}
	replicate(t, sim, "third")
	sim.Clock().Advance(time.Hour)
	speaks(t, cli, "The cloud says: the key is gone")
}
