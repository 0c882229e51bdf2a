package provider_test

import (
	"strings"
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

// refusedKeys are configurations whose key the cloud refuses: for who it is, and for its signature.
func refusedKeys() map[string]struct{ provider, resource, cloud, code string } {
	huawei := func(id, secret string) string {
		return `huawei = { region = "cn-north-4", project_id = "p", access_key = "` + id + `", secret_key = "` + secret + `" }`
	}
	return map[string]struct{ provider, resource, cloud, code string }{
		"alibaba key":    {"alibaba = {\n" + static("nobody", planted, "") + "}", ruleOfOSS, "Alibaba Cloud OSS", "(InvalidAccessKeyId)"},
		"alibaba secret": {"alibaba = {\n" + static(cloudsim.DefaultAlibabaKeyID, planted, "") + "}", ruleOfOSS, "Alibaba Cloud OSS", "(SignatureDoesNotMatch)"},
		"alibaba at STS": {"alibaba = {\n" + static("nobody", planted, `assume_role = { role_arn = "acs:ram::1:role/r" }`) + "}", ruleOfOSS, "Alibaba Cloud OSS", "(InvalidAccessKeyId"},
		"tencent key":    {`tencent = { secret_id = "nobody", secret_key = "` + planted + `" }`, ruleOfCOS, "Tencent Cloud COS", "(InvalidAccessKeyId)"},
		"tencent secret": {`tencent = { secret_id = "` + cloudsim.DefaultTencentKeyID + `", secret_key = "` + planted + `" }`, ruleOfCOS, "Tencent Cloud COS", "(SignatureDoesNotMatch)"},
		"ucloud key":     {`ucloud = { public_key = "nobody", private_key = "` + planted + `" }`, ruleOfUS3, "UCloud US3", "(172)"},
		"ucloud secret":  {`ucloud = { public_key = "` + cloudsim.DefaultUCloudPublicKey + `", private_key = "` + planted + `" }`, ruleOfUS3, "UCloud US3", "(171)"},
		"huawei key":     {huawei("nobody", planted), runOfCBR, "Huawei Cloud CBR", "(APIGW.0301)"},
		"huawei secret":  {huawei(cloudsim.DefaultHuaweiKeyID, planted), runOfCBR, "Huawei Cloud CBR", "(APIGW.0301)"},
	}
}

// TestAccKeyRefused: a plan to make something with a key that the cloud refuses is refused, once, with what to do. Without requests
// nothing is said.
func TestAccKeyRefused(t *testing.T) {
	t.Parallel()
	for name, test := range refusedKeys() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := everywhere(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write("provider \"multicloud\" {\n" + test.provider + "\n}\n" + test.resource)
			result := cli.Run("plan", "-json").Fail()
			result.One("error", "Access Key Refused", test.cloud+" refuses the access key: correct the credentials first; none of these checks was made.", test.code, "Request id: ")
			if len(result.Find("", "Grant the permission")) != 0 || len(result.Find("", planted)) != 0 {
				t.Errorf("permission or secret in\n%s", result.All())
			}
			cli.Write("provider \"multicloud\" {\n" + test.provider + "\n  preflight = \"offline\"\n}\n" + test.resource)
			asked := len(sim.Requests())
			if planned := cli.Run("plan", "-json").Succeed(); len(planned.Find("", "Access Key Refused")) != 0 || len(sim.Requests()) != asked {
				t.Errorf("offline: %d requests, and\n%s", len(sim.Requests())-asked, planned.All())
			}
		})
	}
}

// TestAccDestinationKeyRefused: what needs only the source's key is planned, and made, with a warning.
func TestAccDestinationKeyRefused(t *testing.T) {
	t.Parallel()
	sim := everywhere(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(providerBlock(defaultKey+"destination = {\n"+static("nobody", planted, "")+"}", "") + ruleOfOSS)
	cli.Run("plan", "-json").Succeed().One("warning", "Access Key Refused", "destination bucket", "(InvalidAccessKeyId)", "Request id: ")
	cli.Run("apply", "-json", "-auto-approve").Succeed()
}

// TestAccKeyRefusedAtDestroy: what a destroy would be kept from by a new resource in a cloud that refuses its key says how to go on.
func TestAccKeyRefusedAtDestroy(t *testing.T) {
	t.Parallel()
	sim := everywhere(t)
	cli := acctest.NewCLI(t, sim)
	clouds := "  tencent = { secret_id = \"nobody\", secret_key = \"" + planted + "\" }"
	cli.Write(providerBlock(defaultKey, clouds) + ruleOfOSS)
	cli.Apply()
	other := strings.Replace(ruleOfCOS, `"test"`, `"other"`, 1)
	cli.Write(providerBlock(defaultKey, clouds) + ruleOfOSS + other)
	cli.Run("destroy", "-json", "-auto-approve").Fail().One("error", "Access Key Refused", "`terraform destroy -refresh=false`")
	cli.Run("destroy", "-json", "-auto-approve", "-refresh=false").Succeed()
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 {
		t.Errorf("rules in the cloud: %+v", rules)
	}
}
