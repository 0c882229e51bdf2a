package replicationrule_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccDrift changes the cloud behind Terraform's back, in every way in which a rule can vanish or change, and
// expects the plan that mends it.
func TestAccDrift(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		happen func(t *testing.T, sim *cloudsim.Simulator, id string)
		action plancheck.ResourceActionType
	}{
		"deleted, the only rule": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().RemoveRule("orders-hz", id))
			},
			action: plancheck.ResourceActionCreate,
		},
		"deleted beside another rule": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				acctest.Bucket(t, sim, "logs-sh", "cn-shanghai", acctest.Versioned)
				foreignRule(t, sim, "orders-hz", oss.Rule{ID: "console-1", Bucket: "logs-sh", Location: "oss-cn-shanghai"})
				must(t, sim.OSS().RemoveRule("orders-hz", id))
			},
			action: plancheck.ResourceActionCreate,
		},
		"closing": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().CloseRule("orders-hz", id))
			},
			action: plancheck.ResourceActionCreate,
		},
		"prefix changed by hand under the same id": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) { r.Prefixes = []string{"other/"} }))
			},
			action: plancheck.ResourceActionDestroyBeforeCreate,
		},
		"action changed by hand": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) { r.Action = "PUT,DELETE" }))
			},
			action: plancheck.ResourceActionDestroyBeforeCreate,
		},
		"replication time control switched on by hand": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) { r.RTC = true }))
			},
			action: plancheck.ResourceActionUpdate,
		},
		"encryption set by hand": {
			happen: func(t *testing.T, sim *cloudsim.Simulator, id string) {
				must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) {
					r.SyncRole, r.KMS, r.ReplicaKMSKeyID = "copier", "Enabled", "key-1"
				}))
			},
			action: plancheck.ResourceActionDestroyBeforeCreate,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := twoBuckets(t)
			config := acctest.Provider("") + rule(`prefixes = ["invoices/"]`)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: config},
					{
						PreConfig: func() { test.happen(t, sim, sim.OSS().Rules("orders-hz")[0].ID) },
						Config:    config,
						ConfigPlanChecks: resource.ConfigPlanChecks{
							PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, test.action)},
							PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
						},
						ConfigStateChecks: []statecheck.StateCheck{
							statecheck.ExpectKnownValue(address, tfjsonpath.New("prefixes"),
								knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("invoices/")})),
							statecheck.ExpectKnownValue(address, tfjsonpath.New("alibaba"), knownvalue.Null()),
							statecheck.ExpectKnownValue(address, tfjsonpath.New("encryption"), knownvalue.Null()),
						},
					},
				},
			})
		})
	}
}

// TestAccDriftGrownResponse expects no diff where the cloud shows something new: it is kept, not judged.
func TestAccDriftGrownResponse(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	config := acctest.Provider("") + rule("")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					id := sim.OSS().Rules("orders-hz")[0].ID
					must(t, sim.OSS().MutateRule("orders-hz", id, func(r *oss.Rule) {
						r.FilterType, r.Tags = "AND", []oss.Tag{{Key: "team", Value: "a"}}
					}))
				},
				Config:   config,
				PlanOnly: true,
			},
		},
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// foreignRule adds a rule as somebody at the console would.
func foreignRule(t *testing.T, sim *cloudsim.Simulator, bucket string, r oss.Rule) {
	t.Helper()
	if _, err := sim.OSS().AddRule(bucket, r); err != nil {
		t.Fatal(err)
	}
}
