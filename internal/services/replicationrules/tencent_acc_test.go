package replicationrules_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// TestAccRulesOfATencentAccount reads the rules of every COS bucket, one that has no id among them.
func TestAccRulesOfATencentAccount(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	for name, region := range map[string]string{"orders-gz": "ap-guangzhou", "orders-sh": "ap-shanghai", "empty": "ap-beijing"} {
		spec := cos.BucketSpec{
			Name: name + "-" + cloudsim.DefaultTencentAppID, Region: region,
			Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled,
		}
		if err := sim.COS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	source, destination := "orders-gz-"+cloudsim.DefaultTencentAppID, "orders-sh-"+cloudsim.DefaultTencentAppID
	for _, rule := range []cos.Rule{{ID: "one", Prefix: "a/"}, {Prefix: "b/"}} {
		rule.Bucket, rule.Region = destination, "ap-shanghai"
		if err := sim.COS().AddRule(source, rule); err != nil {
			t.Fatal(err)
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: `
provider "multicloud" {
  tencent = {
    secret_id  = "` + cloudsim.DefaultTencentKeyID + `"
    secret_key = "` + cloudsim.DefaultTencentKeySecret + `"
  }
}

data "multicloud_replication_rules" "test" {
  cloud = "tencent"
}

output "ids" {
  value = [for r in data.multicloud_replication_rules.test.rules : r.id]
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("ids", knownvalue.ListExact([]knownvalue.Check{
					knownvalue.StringExact("tencent/ap-guangzhou/" + source + "/one"),
					knownvalue.StringExact("tencent/ap-guangzhou/" + source + "/unnamed:" + destination + ":b/"),
				})),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("unreadable"), knownvalue.ListSizeExact(0)),
			},
		}},
	})
	if lists, reads := sim.Count("cos", "GetService", "*"), sim.Count("cos", "GetBucketReplication", "*"); lists == 0 || reads != 3*lists {
		t.Errorf("%d lists of buckets and %d of rules, want three for each list", lists, reads)
	}
}
