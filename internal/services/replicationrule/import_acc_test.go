package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccImport takes rules that others made: with a configuration that says the same, or says nothing, the plan imports and
// changes nothing, and the rule in the cloud is not touched.
func TestAccImport(t *testing.T) {
	t.Parallel()
	const location = "oss-cn-beijing"
	for name, test := range map[string]struct {
		rule   oss.Rule
		config string
	}{
		"slashes and colons in the id": {oss.Rule{ID: "team/a:b:c/1", Historical: true}, rule("")},
		"blank in the id":              {oss.Rule{ID: "by hand, 2024", Historical: true}, rule("")},
		"everything, said": {
			oss.Rule{
				ID: "console-1", Prefixes: []string{"b/", "a/"}, Action: "PUT,DELETE", Historical: false, SyncRole: "copier", KMS: "Enabled",
				ReplicaKMSKeyID: "key-1", RTC: true, TransferType: "oss_acc",
			},
			rule(`prefixes = ["a/", "b/"]
  replicate_existing_objects = false
  encryption = { replicate_kms_objects = true, replica_kms_key_id = "key-1" }
  alibaba = { actions = ["DELETE", "PUT"], sync_role = "copier", replication_time_control = true, transfer_acceleration = true }`),
		},
		"neither deletes nor existing objects, unsaid": {oss.Rule{ID: "console-1", Action: "PUT", Historical: false}, rule("")},
		"the API's own spellings":                      {oss.Rule{ID: "console-1", Action: "ALL", Historical: true, KMS: "Disabled", TransferType: "internal"}, rule("")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			test.rule.Bucket, test.rule.Location = "orders-bj", location
			foreignRule(t, sim, "orders-hz", test.rule)
			before := fmt.Sprintf("%+v", sim.OSS().Rules("orders-hz")[0].Rule)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + test.config + fmt.Sprintf(`
import {
  to = %s
  id = "alibaba/cn-hangzhou/orders-hz/%s"
}`, address, test.rule.ID))
			plan, said := cli.Plan()
			if !onlyNoOps(plan) || plan.ResourceChanges[0].Change.Importing == nil || len(said.Diagnostics()) != 0 {
				t.Errorf("planned %v, want an import alone: %+v\n%s", actions(plan), plan.ResourceChanges[0].Change, said.All())
			}
			cli.Run("apply", "-json", "plan.bin").Succeed()
			expectConverged(t, sim, cli)
			if after := fmt.Sprintf("%+v", sim.OSS().Rules("orders-hz")[0].Rule); after != before {
				t.Errorf("the rule was %s and is %s", before, after)
			}
		})
	}
}

// TestAccImportOfWhatIsNotThere, and of what is on its way out.
func TestAccImportOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	foreignRule(t, sim, "orders-hz", oss.Rule{ID: "closing", Bucket: "orders-bj", Location: "oss-cn-beijing"})
	must(t, sim.OSS().CloseRule("orders-hz", "closing"))
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	for _, id := range []string{"cn-hangzhou/orders-hz/nobody", "cn-hangzhou/orders-hz/closing", "cn-hangzhou/no-such-bucket/r"} {
		result := cli.Run("import", "-no-color", address, "alibaba/"+id).Fail()
		if !strings.Contains(result.Stderr, "Cannot import non-existent remote object") || strings.Count(result.Stderr, "Error: ") != 1 {
			t.Errorf("import of %s says\n%s", id, result.Stderr)
		}
	}
}

// TestAccImportByIdentity imports by the four parts of the identity, which Terraform keeps from 1.12 on.
func TestAccImportByIdentity(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{Config: acctest.Provider("") + rule(`rule_id = "team/a:1"`)},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 {
				return fmt.Errorf("rules left: %+v", rules)
			}
			return nil
		},
	})
}
