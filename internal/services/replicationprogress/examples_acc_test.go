package replicationprogress_test

import (
	"os"
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

func TestAccExampleAlibaba(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	at(sim, 3*time.Hour)
	put(t, sim, "existing", 100)
	addRule(t, sim, oss.Rule{ID: "orders", Historical: true, Location: "oss-cn-beijing"})
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + example(t, "alibaba"))
	at(sim, 3*time.Hour-4*time.Minute)
	silent(t, cli) // the first copy is under way
	at(sim, 2*time.Hour)
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

// A missing KMS grant: the check, which samples, finds it, while OSS calls all of it replicated.
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
	cli.Run("plan", "-json").Succeed().One("warning", "Check block assertion failed", "orders-hz is failing: The source bucket encrypts with KMS")
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
	at(sim, 50*time.Hour)
	backup(t, sim, "first", "web")
	replicate(t, sim, "first")
	at(sim, 10*time.Hour)
	backup(t, sim, "second", "web")
	replicate(t, sim, "second")
	at(sim, 0)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.HuaweiProvider("", "") + example(t, "huawei"))
	silent(t, cli)
	backup(t, sim, "third", "web")
	if err := sim.CBR().FailNext("third", cbr.Failure{Code: "BackupService.1006", Reason: "the key is gone"}); err != nil {
		t.Fatal(err)
	}
	replicate(t, sim, "third")
	sim.Clock().Advance(time.Hour)
	speaks(t, cli, "The cloud says: the key is gone")
}
