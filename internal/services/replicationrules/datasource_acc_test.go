package replicationrules_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const address = "data.multicloud_replication_rules.test"

func addRule(t *testing.T, sim *cloudsim.Simulator, bucket string, rule oss.Rule) {
	t.Helper()
	if _, err := sim.OSS().AddRule(bucket, rule); err != nil {
		t.Fatal(err)
	}
}

func TestAccRulesOfOneBucket(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	addRule(t, sim, "orders-hz", oss.Rule{
		ID: "a/b:1", Bucket: "orders-bj", Location: "oss-cn-beijing", Action: "PUT", Prefixes: []string{"x/"}, Historical: true,
		SyncRole: "copier", KMS: "Enabled", ReplicaKMSKeyID: "key-1",
	})
	rule := tfjsonpath.New("rules").AtSliceIndex(0)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: acctest.Provider("") + `data "multicloud_replication_rules" "test" {
  cloud  = "alibaba"
  bucket = "orders-hz"
  region = "cn-hangzhou"
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("rules"), knownvalue.ListSizeExact(1)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("unreadable"), knownvalue.ListSizeExact(0)),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("id"), knownvalue.StringExact("alibaba/cn-hangzhou/orders-hz/a/b:1")),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("status"), knownvalue.StringExact("starting")),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("replicate_deletes"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("prefixes"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("x/")})),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("alibaba").AtMapKey("sync_role"), knownvalue.StringExact("copier")),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("alibaba").AtMapKey("replication_time_control"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, rule.AtMapKey("encryption").AtMapKey("replica_kms_key_id"), knownvalue.StringExact("key-1")),
			},
		}},
	})
}

// TestAccRulesOfAnAccount reads 500 buckets with 1,200 rules in one request for each bucket and one for the list.
func TestAccRulesOfAnAccount(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	for i := range 500 {
		acctest.Bucket(t, sim, fmt.Sprintf("bucket-%03d", i), "cn-hangzhou")
	}
	for i := range 400 {
		for _, to := range []string{"one", "two", "three"} {
			addRule(t, sim, fmt.Sprintf("bucket-%03d", i), oss.Rule{Bucket: "replica-" + to, Location: "oss-cn-beijing"})
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			PreConfig: sim.ResetCounts,
			Config: acctest.Provider("") + `data "multicloud_replication_rules" "test" {
  cloud = "alibaba"
}
output "requests" {
  value = length(data.multicloud_replication_rules.test.rules)
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("requests", knownvalue.Int64Exact(1200)),
			},
		}},
	})
	// Each walk of the test reads it once.
	lists, reads := sim.Count("oss", "ListBuckets", "*"), sim.Count("oss", "GetBucketReplication", "*")
	if lists == 0 || reads != 500*lists || len(sim.Requests()) != lists+reads {
		t.Errorf("%d lists of buckets, %d of rules, %d requests in all: want one list and 500 reads each time", lists, reads, len(sim.Requests()))
	}
}

// TestAccRulesUnreadable tells of the buckets that could not be read, and reads the others.
func TestAccRulesUnreadable(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou")
	acctest.Bucket(t, sim, "secret-hz", "cn-hangzhou")
	addRule(t, sim, "orders-hz", oss.Rule{Bucket: "orders-bj", Location: "oss-cn-beijing"})
	sim.Access().Put(world.Key{
		Cloud: "alibaba", Account: cloudsim.DefaultAlibabaAccount, ID: cloudsim.DefaultAlibabaKeyID, Secret: cloudsim.DefaultAlibabaKeySecret,
		Deny: []string{"oss:GetBucketReplication secret-hz"},
	})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: acctest.Provider("") + `data "multicloud_replication_rules" "test" {
  cloud  = "alibaba"
  region = "cn-hangzhou"
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("rules"), knownvalue.ListSizeExact(1)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("unreadable"), knownvalue.ListPartial(map[int]knownvalue.Check{
					0: knownvalue.ObjectPartial(map[string]knownvalue.Check{"bucket": knownvalue.StringExact("secret-hz")}),
				})),
			},
		}},
	})
}
