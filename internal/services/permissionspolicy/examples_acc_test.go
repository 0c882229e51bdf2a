package permissionspolicy_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

const examples = "../../../examples/data-sources/multicloud_permissions_policy"

// TestAccExamples applies every example, none of which makes a request.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(filepath.Join(examples, "*.tf"))
	if err != nil || len(paths) != 5 {
		t.Fatalf("examples %v, %v", paths, err)
	}
	sim := acctest.Sim(t)
	cli := acctest.NewCLI(t, sim)
	var all strings.Builder
	all.WriteString(`provider "multicloud" {}` + "\n") // without credentials
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(content)
	}
	cli.Write(all.String())
	cli.Apply()
	if n := len(sim.Requests()); n != 0 {
		t.Errorf("%d requests were made", n)
	}
	outputs := cli.State().Values.Outputs
	for name, parts := range map[string][]string{
		"ram_policies":  {"acs:oss:*:*:orders-hz", "oss:PutBucketReplication", "oss:ReplicateGet", "oss.aliyuncs.com", "acs:kms:cn-beijing:1000000000000001:key/c4d49f85-ee30-426b-a5ed-95e9139d0001"},
		"ram_policy":    {"acs:oss:*:*:orders-hz", "oss:DeleteBucketReplication", "acs:oss:*:*:orders-bj"},
		"bucket_policy": {"arn:sts::1000000000000001:assumed-role/orders-replication/*", "acs:oss:*:1000000000000002:orders-other"},
		"cam_policy":    {"qcs::cos:ap-guangzhou:uid/1250000000:orders-gz-1250000000/"},
		"iam_policies":  {"5.0", "cbr::createThirdAuth", "cbr:vaults:associatePolicy", "1.1", "cbr:thirdAuth:create", "cbr:snapshotMetadata:create"},
	} {
		text := ""
		switch v := outputs[name].Value.(type) {
		case string:
			text = v
		case map[string]any:
			for _, one := range v {
				document, _ := one.(string)
				text += document
			}
		}
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s has no %s\n%s", name, part, text)
			}
		}
	}
}

func TestAccArguments(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou")
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing")
	const ends = `source = { bucket = "orders-hz", region = "cn-hangzhou" }
destination = { bucket = "orders-bj", region = "cn-beijing" }`
	var steps []resource.TestStep
	for config, want := range map[string]string{
		"cloud = \"ucloud\"\npurpose = \"plan\"":  "UCloud does not document",
		"cloud = \"alibaba\"\npurpose = \"see\"":  "value must be one of",
		"cloud = \"alibaba\"\npurpose = \"plan\"": "`rules` is needed",
		"cloud = \"huawei\"\npurpose = \"plan\"":  "`huawei` is needed",
		"cloud = \"alibaba\"\npurpose = \"plan\"\nrules = [{\n" + ends + "\n}]\nhuawei = { form = \"role_policy\", resources = [] }": "`huawei` has no meaning",
		"cloud = \"alibaba\"\npurpose = \"copy\"\ndestination_account_id = \"2\"\nrules = [{\n" + ends + "\n}]":                      "set `alibaba.sync_role`",
		"cloud = \"alibaba\"\npurpose = \"plan\"\nrules = [{}]":                                                                      "needs `source` and `destination`",
	} {
		steps = append(steps, resource.TestStep{
			Config:      "data \"multicloud_permissions_policy\" \"test\" {\n" + config + "\n}\n",
			ExpectError: regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(want), " ", `\s+`)),
		})
	}
	// A rule stands here as it is in the configuration.
	steps = append(steps, resource.TestStep{Config: acctest.Provider("") + `
resource "multicloud_replication_rule" "orders" {
  cloud   = "alibaba"
  rule_id = "orders"
  ` + ends + `
}

data "multicloud_permissions_policy" "test" {
  cloud   = "alibaba"
  purpose = "plan"
  rules   = [multicloud_replication_rule.orders]
}
`, PlanOnly: true, ExpectNonEmptyPlan: true})
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: acctest.Factories(sim), Steps: steps})
}
