package provider_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// The resources that plans without usable credentials are made for.
const (
	ruleOfOSS = `
resource "multicloud_replication_rule" "test" {
  cloud       = "alibaba"
  source      = { bucket = "orders-hz", region = "cn-hangzhou" }
  destination = { bucket = "orders-bj", region = "cn-beijing" }
}
`
	ruleOfCOS = `
resource "multicloud_replication_rule" "test" {
  cloud       = "tencent"
  source      = { bucket = "orders-gz-1250000000", region = "ap-guangzhou" }
  destination = { bucket = "orders-sh-1250000000", region = "ap-shanghai" }
}
`
	ruleOfUS3 = `
resource "multicloud_replication_rule" "test" {
  cloud       = "ucloud"
  source      = { bucket = "orders-a", region = "cn-bj2" }
  destination = { bucket = "orders-b", region = "cn-gd" }
}
`
	runOfCBR = `
resource "multicloud_vault_replication_run" "test" {
  source      = { vault_id = "orders" }
  destination = { vault_id = "east", region = "cn-east-3" }
}
`
)

// everywhere makes what those resources are about in all clouds.
func everywhere(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := buckets(t)
	for name, region := range map[string]string{"orders-gz-1250000000": "ap-guangzhou", "orders-sh-1250000000": "ap-shanghai"} {
		if err := sim.COS().CreateBucket(cos.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}); err != nil {
			t.Fatal(err)
		}
	}
	for name, region := range map[string]string{"orders-a": "cn-bj2", "orders-b": "cn-gd"} {
		if err := sim.US3().CreateBucket(us3.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultUCloudAccount}); err != nil {
			t.Fatal(err)
		}
	}
	acctest.Vault(t, sim, cbr.VaultSpec{ID: "orders"})
	acctest.Backup(t, sim, "orders", "monday")
	acctest.ReplicaVault(t, sim, "east", acctest.East)
	return sim
}

// TestAccNoCredentials: a plan for which there are no usable credentials says so, in every cloud and for either side.
func TestAccNoCredentials(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ provider, resource, says string }{
		"alibaba":             {`alibaba = { profile = "nobody" }`, ruleOfOSS, "No usable credentials for Alibaba Cloud OSS:"},
		"alibaba destination": {"alibaba = {\n" + defaultKey + ` destination = { profile = "nobody" } }`, ruleOfOSS, "No usable credentials for Alibaba Cloud OSS (`destination`):"},
		"tencent":             {`tencent = { profile = "nobody" }`, ruleOfCOS, "No usable credentials for Tencent Cloud COS:"},
		"ucloud":              {`ucloud = { profile = "nobody" }`, ruleOfUS3, "No usable credentials for UCloud US3:"},
		"huawei":              {`huawei = { region = "cn-north-4", profile = "nobody" }`, runOfCBR, "No usable credentials for Huawei Cloud CBR:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := acctest.NewCLI(t, everywhere(t))
			cli.Write("provider \"multicloud\" {\n" + test.provider + "\n}\n" + test.resource)
			if result := cli.Run("plan", "-json").Fail(); len(result.Find("error", test.says)) == 0 {
				t.Errorf("want an error with %q, got\n%s", test.says, result.All())
			}
		})
	}
}
