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
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

func putUS3(t *testing.T, sim *cloudsim.Simulator, bucket, key string) {
	t.Helper()
	must(t, sim.US3().PutObject(bucket, key, us3.ObjectSpec{Content: []byte(key)}))
}

// replicated are the keys in orders-b a day later.
func replicated(sim *cloudsim.Simulator) []string {
	sim.Clock().Advance(24 * time.Hour)
	var keys []string
	for _, o := range sim.US3().Objects("orders-b") {
		keys = append(keys, o.Key)
	}
	return keys
}

func expectKeys(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("objects at the destination: %q, want %q", got, want)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("objects at the destination: %q, want %q", got, want)
			return
		}
	}
}

// TestAccUCloudLifecycle makes a rule, disables and enables it in place, imports it, mends drift, and destroys it, and looks at
// what arrives.
func TestAccUCloudLifecycle(t *testing.T) {
	t.Parallel()
	sim := us3Sim(t, acctest.Sim(t))
	putUS3(t, sim, "orders-a", "before")
	only := func() us3.RuleState {
		if rules := us3Rules(sim); len(rules) == 1 {
			return rules[0]
		}
		t.Errorf("rules in the cloud: %+v, want one", us3Rules(sim))
		return us3.RuleState{}
	}
	config := func(arguments string) string {
		return us3Provider("") + us3Rule("test", "orders-a", "orders-b", arguments)
	}
	planned := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
	}
	var id string
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config:           config(""),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^ucloud/cn-bj2/orders-a/[0-9a-f-]{36}$`))),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("enabled"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("replicate_deletes"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("replicate_existing_objects"), knownvalue.Bool(false)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("scope"), knownvalue.StringExact("cross_region")),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("ucloud"), knownvalue.Null()),
				},
				Check: func(*terraform.State) error {
					id = only().ID
					sim.Clock().Advance(time.Hour)
					putUS3(t, sim, "orders-a", "while-enabled")
					expectKeys(t, replicated(sim), "while-enabled")
					return nil
				},
			},
			{
				Config:           config("enabled = false"),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error {
					if r := only(); r.ID != id || r.Status != us3.StatusDisabled {
						t.Errorf("rule in the cloud: %+v, want %s disabled", r, id)
					}
					putUS3(t, sim, "orders-a", "in-the-gap")
					expectKeys(t, replicated(sim), "while-enabled")
					return nil
				},
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{ // enabling leaves the gap
				Config:           config(""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				Check: func(*terraform.State) error {
					if r := only(); r.ID != id || r.Status != us3.StatusEnabled {
						t.Errorf("rule in the cloud: %+v, want %s enabled", r, id)
					}
					expectKeys(t, replicated(sim), "while-enabled")
					return nil
				},
			},
			{ // somebody disables the rule at the console
				PreConfig:        func() { must(t, sim.US3().SetRuleStatus("orders-a", id, us3.StatusDisabled)) },
				Config:           config(""),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			},
			{ // somebody deletes it
				PreConfig:        func() { must(t, sim.US3().RemoveRule("orders-a", id)) },
				Config:           config(""),
				ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
				Check: func(*terraform.State) error {
					if r := only(); r.ID == id {
						t.Errorf("rule in the cloud: %+v, want another", r)
					}
					return nil
				},
			},
			{ // everything else replaces it
				Config:           us3Provider("") + us3Rule("test", "orders-a", "orders-c", ""),
				ConfigPlanChecks: planned(plancheck.ResourceActionDestroyBeforeCreate),
				Check: func(*terraform.State) error {
					if r := only(); r.DstBucket != "orders-c" {
						t.Errorf("rule in the cloud: %+v, want one to orders-c", r)
					}
					return nil
				},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if len(us3Rules(sim)) != 0 {
				t.Errorf("rules left in the cloud: %+v", us3Rules(sim))
			}
			expectKeys(t, replicated(sim), "while-enabled") // the replicas stay
			return nil
		},
	})
}

// TestAccUCloudCurrent makes rules as the current rule set allows them: in one region, with a prefix, history and without deletes.
func TestAccUCloudCurrent(t *testing.T) {
	t.Parallel()
	sim := us3Sim(t, acctest.Sim(t))
	must(t, sim.US3().MutateSwitches(func(s *us3.Switches) { s.RuleSet = us3.RuleSetCurrent }))
	putUS3(t, sim, "orders-a", "logs/before")
	putUS3(t, sim, "orders-a", "other/before")
	config := us3Provider(`rule_set = "current"`) + us3Rule("test", "orders-a", "orders-b", `
  prefixes                   = ["logs/"]
  replicate_deletes          = false
  replicate_existing_objects = true
`) + us3Rule("other", "orders-a", "orders-c", "") + us3Rule("within", "orders-b", "orders-d", `scope = "same_region"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: func(*terraform.State) error {
					if len(us3Rules(sim)) != 2 || len(sim.US3().Rules("orders-b")) != 1 {
						t.Errorf("rules in the cloud: %+v and %+v", us3Rules(sim), sim.US3().Rules("orders-b"))
					}
					expectKeys(t, replicated(sim), "logs/before")
					return nil
				},
			},
			{Config: config, PlanOnly: true},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
		},
	})
}

// TestAccUCloudProject: a rule in a project that is not the provider's.
func TestAccUCloudProject(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	for id, isDefault := range map[string]bool{"org-default": true, "org-orders": false} {
		must(t, sim.US3().CreateProject(us3.Project{ID: id, Account: cloudsim.DefaultUCloudAccount, Default: isDefault}))
	}
	for name, region := range us3Buckets {
		must(t, sim.US3().CreateBucket(us3.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultUCloudAccount, Project: "org-orders"}))
	}
	config := func(provider, object string) string {
		return us3Provider(provider) + us3Rule("test", "orders-a", "orders-b", object)
	}
	var id string
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{Config: config("", ""), ExpectError: regexp.MustCompile(`bucket not exist`)},
			{
				Config: config("", `ucloud = { project_id = "org-orders" }`),
				Check: func(*terraform.State) error {
					id = us3Rules(sim)[0].ID
					return nil
				},
			},
			{Config: config("", `ucloud = { project_id = "org-orders" }`), PlanOnly: true},
			{ // the provider's project serves as well, and the rule stays
				Config: config(`project_id = "org-orders"`, ""),
				Check: func(*terraform.State) error {
					if rules := us3Rules(sim); len(rules) != 1 || rules[0].ID != id {
						t.Errorf("rules in the cloud: %+v, want %s", rules, id)
					}
					return nil
				},
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
		},
	})
}
