package replicationrule_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

const cosAddress = "multicloud_replication_rule.a"

// TestAccTencentLifecycle changes everything of a rule in place but its ends and its id, back and forth.
func TestAccTencentLifecycle(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.Sim(t))
	first := ""
	kept := func(want cos.Rule) func(*terraform.State) error {
		return func(*terraform.State) error {
			rules := sim.COS().Rules(cosGuangzhou)
			if len(rules) != 1 {
				t.Errorf("rules in the cloud: %+v, want one", rules)
				return nil
			}
			got := rules[0].Rule
			if first == "" {
				first = got.ID
			}
			if got.ID != first {
				t.Errorf("the rule %s has become %s", first, got.ID)
			}
			want.ID, want.Bucket, want.Region = got.ID, cosShanghai, "ap-shanghai"
			if !sameCOSRule(got, want) {
				t.Errorf("the rule is %+v, want %+v", got, want)
			}
			return nil
		}
	}
	inPlace := resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(cosAddress, plancheck.ResourceActionUpdate)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: cosProvider("") + cosRule("a", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectKnownValue(cosAddress, tfjsonpath.New("replicate_deletes"), knownvalue.Bool(true)),
					plancheck.ExpectKnownValue(cosAddress, tfjsonpath.New("replicate_existing_objects"), knownvalue.Bool(false)),
				}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(cosAddress, tfjsonpath.New("rule_id"), knownvalue.StringRegexp(regexp.MustCompile(`^mcr-[a-z2-7]{26}$`))),
					statecheck.ExpectKnownValue(cosAddress, tfjsonpath.New("tencent"), knownvalue.Null()),
					statecheck.ExpectKnownValue(cosAddress, tfjsonpath.New("prefixes"), knownvalue.Null()),
				},
				Check: kept(cos.Rule{Status: "Enabled", DeleteMarkers: "Enabled"}),
			},
			{ResourceName: cosAddress, ImportState: true, ImportStateVerify: true},
			{
				Config: cosProvider("") + cosRule("a", `
  enabled           = false
  prefixes          = ["invoices/"]
  replicate_deletes = false
  encryption        = { replicate_kms_objects = true, replica_kms_key_id = "key-1" }
  tencent           = { priority = 7, tags = { team = "a", stage = "prod" }, storage_class = "STANDARD_IA" }`),
				ConfigPlanChecks: inPlace,
				Check: kept(cos.Rule{
					Status: "Disabled", Prefix: "invoices/", DeleteMarkers: "Disabled", Priority: 7, StorageClass: "STANDARD_IA", KMS: "Enabled", ReplicaKMSKeyID: "key-1",
					Tags: []cos.Tag{{Key: "stage", Value: "prod"}, {Key: "team", Value: "a"}},
				}),
			},
			{
				ResourceName: cosAddress, ImportState: true, ImportStateVerify: true,
			},
			{ // the only rule of its bucket may have another role
				Config:           cosProvider("") + cosRule("a", `  tencent = { role = "qcs::cam::uin/100000000001:uin/100000000077" }`),
				ConfigPlanChecks: inPlace,
				Check: func(s *terraform.State) error {
					onDocument(t, sim, cosGuangzhou, "<Role>qcs::cam::uin/100000000001:uin/100000000077</Role>")
					return kept(cos.Rule{Status: "Enabled", DeleteMarkers: "Enabled", KMS: "Disabled"})(s)
				},
			},
			{ // left out, the role stays
				Config: cosProvider("") + cosRule("a", ""),
				Check: func(s *terraform.State) error {
					onDocument(t, sim, cosGuangzhou, ":uin/100000000077</Role>")
					return nil
				},
			},
			{ // another end is another rule
				Config: cosProvider("") + cosBetween("a", cosGuangzhou, cosChengdu, ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(cosAddress, plancheck.ResourceActionDestroyBeforeCreate),
				}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if document := sim.COS().Document(cosGuangzhou); document != "" {
				t.Errorf("left in the cloud: %s", document)
			}
			return nil
		},
	})
}

// sameCOSRule compares what two rules do; elements that are not there and the default that they stand for are the same.
func sameCOSRule(a, b cos.Rule) bool {
	if len(a.Tags) != len(b.Tags) {
		return false
	}
	for i := range a.Tags {
		if a.Tags[i] != b.Tags[i] {
			return false
		}
	}
	off := func(s string) bool { return s == "" || s == "Disabled" }
	return a.ID == b.ID && a.Status == b.Status && a.Priority == b.Priority && a.Prefix == b.Prefix && a.Bucket == b.Bucket && a.Region == b.Region &&
		a.StorageClass == b.StorageClass && a.DeleteMarkers == b.DeleteMarkers && (a.KMS == b.KMS || off(a.KMS) && off(b.KMS)) && a.ReplicaKMSKeyID == b.ReplicaKMSKeyID
}

// TestAccTencentReplicates writes objects to the source: what the rule is about arrives once, and destroying keeps it.
func TestAccTencentReplicates(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.Sim(t))
	put := func(key string) {
		t.Helper()
		if _, err := sim.COS().PutObject(cosGuangzhou, key, cos.ObjectSpec{Content: []byte(key)}); err != nil {
			t.Fatal(err)
		}
	}
	arrived := func(want ...string) {
		t.Helper()
		var got []string
		for _, o := range sim.COS().Objects(cosShanghai) {
			got = append(got, o.Key)
		}
		if len(got) != len(want) {
			t.Errorf("arrived: %q, want %q", got, want)
			return
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("arrived: %q, want %q", got, want)
			}
		}
	}
	put("invoices/before")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: cosProvider("") + cosRule("a", `prefixes = ["invoices/"]`),
			Check: func(*terraform.State) error {
				put("invoices/1")
				put("other/1")
				sim.Clock().Advance(time.Hour)
				arrived("invoices/1")
				return nil
			},
		}},
		CheckDestroy: func(*terraform.State) error {
			put("invoices/2")
			sim.Clock().Advance(time.Hour)
			arrived("invoices/1")
			return nil
		},
	})
}
