package replicationrule_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

const address = "multicloud_replication_rule.test"

// rule is a rule from orders-hz to orders-bj with more arguments.
func rule(arguments string) string {
	return `
resource "multicloud_replication_rule" "test" {
  cloud       = "alibaba"
  source      = { bucket = "orders-hz", region = "cn-hangzhou" }
  destination = { bucket = "orders-bj", region = "cn-beijing" }
` + arguments + `
}
`
}

// twoBuckets makes the buckets of rule, versioned.
func twoBuckets(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	return sim
}

func put(t *testing.T, sim *cloudsim.Simulator, bucket, key string) {
	t.Helper()
	if _, err := sim.OSS().PutObject(bucket, key, oss.ObjectSpec{Content: []byte(key)}); err != nil {
		t.Fatal(err)
	}
}

// TestAccLifecycle runs on a real cloud, too.
func TestAccLifecycle(t *testing.T) {
	t.Parallel()
	world := acctest.NewWorld(t)
	source, destination := world.Bucket("cn-hangzhou"), world.Bucket("cn-beijing")
	world.Put(source, "invoices/old")
	config := func(arguments string) string {
		return world.Provider("") + between("test", source, "cn-hangzhou", destination, "cn-beijing", arguments)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: world.Factories(),
		Steps: []resource.TestStep{
			{
				Config: config(`prefixes = ["invoices/", "receipts/"]`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate),
					plancheck.ExpectKnownValue(address, tfjsonpath.New("replicate_deletes"), knownvalue.Bool(true)),
					plancheck.ExpectKnownValue(address, tfjsonpath.New("replicate_existing_objects"), knownvalue.Bool(true)),
					plancheck.ExpectKnownValue(address, tfjsonpath.New("scope"), knownvalue.StringExact("cross_region")),
					plancheck.ExpectUnknownValue(address, tfjsonpath.New("rule_id")),
				}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("rule_id"), knownvalue.StringRegexp(regexp.MustCompile(`^mcr-[a-z2-7]{26}$`))),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^alibaba/cn-hangzhou/`+source+`/mcr-`))),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("enabled"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("alibaba"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("encryption"), knownvalue.Null()),
				},
				Check: func(*terraform.State) error {
					world.Put(source, "receipts/new")
					world.Put(source, "other/new")
					world.WaitForObjects(destination, "invoices/old", "receipts/new")
					return nil
				},
			},
			{ // replication time control changes in place
				Config: config(`prefixes = ["invoices/", "receipts/"]
  alibaba = { replication_time_control = true }`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
				Check: func(*terraform.State) error {
					if rules := world.Rules(source); len(rules) != 1 || rules[0].RTC == nil {
						t.Errorf("rules in the cloud: %+v, want one with RTC", rules)
					}
					return nil
				},
			},
			{
				ResourceName: address, ImportState: true, ImportStateVerify: true,
			},
			{ // and back, by leaving the object out
				Config: config(`prefixes = ["invoices/", "receipts/"]`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
			},
			{ // fewer prefixes replace the rule
				Config: config(`prefixes = ["invoices/"]`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate),
				}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if rules := world.Rules(source); len(rules) != 0 {
				t.Errorf("rules left in the cloud: %+v", rules)
			}
			world.WaitForObjects(destination, "invoices/old", "receipts/new") // the replicas stay
			return nil
		},
	})
}

func expectObjects(t *testing.T, sim *cloudsim.Simulator, bucket string, want ...string) {
	t.Helper()
	var got []string
	for _, o := range sim.OSS().Objects(bucket) {
		got = append(got, o.Key)
	}
	if len(got) != len(want) {
		t.Errorf("objects in %s: %q, want %q", bucket, got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("objects in %s: %q, want %q", bucket, got, want)
			return
		}
	}
}
