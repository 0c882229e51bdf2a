package replicationrule_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// TestAccUnknownValues plans what is known only during the apply: nothing is judged that is not known, and the apply makes it.
func TestAccUnknownValues(t *testing.T) {
	t.Parallel()
	values := `
resource "terraform_data" "later" {
  input = {
    cloud = "alibaba", source = "orders-hz", destination = "orders-bj", region = "cn-beijing", versioning = "Enabled"
    prefixes = ["a/"], on = true, actions = ["ALL"], id = "chosen-later"
  }
}

locals { later = terraform_data.later.output }
`
	for name, config := range map[string]string{
		"buckets":  strings.NewReplacer(`"orders-hz"`, "local.later.source", `"orders-bj"`, "local.later.destination").Replace(rule("")),
		"region":   strings.Replace(rule(""), `"cn-beijing"`, "local.later.region", 1),
		"prefixes": rule("prefixes = local.later.prefixes"),
		"one prefix": rule(`prefixes = ["b/", local.later.prefixes[0]]
  rule_id = local.later.id`),
		"versioning": strings.Replace(rule(""), `region = "cn-beijing"`, `region = "cn-beijing", versioning = local.later.versioning`, 1),
		"switches": rule(`replicate_deletes = local.later.on
  replicate_existing_objects = local.later.on
  wait_for_initial_sync = false
  alibaba = { actions = local.later.actions, replication_time_control = local.later.on }`),
		"objects": strings.Replace(rule("alibaba = { replication_time_control = local.later.on }"), `{ bucket = "orders-bj", region = "cn-beijing" }`,
			`{ for k, v in { bucket = local.later.destination, region = local.later.region } : k => v }`, 1),
		"cloud": strings.Replace(rule(""), `"alibaba"`, "local.later.cloud", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + values + config)
			plan, said := cli.Plan()
			if actions(plan)[address] != "create" || len(said.Diagnostics()) != 0 {
				t.Errorf("planned %v, want a quiet create\n%s", actions(plan), said.All())
			}
			if said := cli.Run("apply", "-json", "plan.bin").Succeed(); len(said.Diagnostics()) != 0 {
				t.Errorf("apply says\n%s", said.All())
			}
			expectConverged(t, sim, cli)
		})
	}
}

// TestAccUnknownProvider configures the provider from a resource: planning works before it is known, when it is known, and
// when it is to change while rules exist.
func TestAccUnknownProvider(t *testing.T) {
	t.Parallel()
	const keys = `{ access_key = "` + cloudsim.DefaultAlibabaKeyID + `", secret_key = "` + cloudsim.DefaultAlibabaKeySecret + `" }`
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	config := `
resource "terraform_data" "keys" {
  input            = ` + keys + `
  triggers_replace = "TRIGGER"
}
provider "multicloud" {
  alibaba = { access_key = terraform_data.keys.output.access_key, secret_key = terraform_data.keys.output.secret_key }
}
` + rule("")
	cli.Write(config)
	plan, said := cli.Plan()
	if actions(plan)[address] != "create" || len(said.Diagnostics()) != 0 || len(sim.Requests()) != 0 {
		t.Errorf("planned %v with %d requests, want a quiet create without any\n%s", actions(plan), len(sim.Requests()), said.All())
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	expectConverged(t, sim, cli)

	cli.Write(strings.Replace(config, "TRIGGER", "again", 1))
	plan, said = cli.Plan()
	if actions(plan)[address] != "no-op" {
		t.Errorf("planned %v, want no change of the rule", actions(plan))
	}
	said.One("warning", "Replication Rule Not Read", "not known yet")
	cli.Run("apply", "-json", "plan.bin").Succeed()
	expectConverged(t, sim, cli)
}

// TestAccDeclaredVersioning: what is declared wins over what the bucket has during the plan. If it is not true when the
// rule is made, the cloud's refusal is told as that constraint.
func TestAccDeclaredVersioning(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	version := func(versioning string) {
		must(t, sim.OSS().MutateBucket("orders-bj", func(spec *oss.BucketSpec) { spec.Versioning = versioning }))
	}
	version("")
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Run("plan", "-json").Fail().One("error", "(A2)", "destination.versioning")
	cli.Write(acctest.Provider("") + strings.Replace(rule(""), `region = "cn-beijing"`, `region = "cn-beijing", versioning = "Enabled"`, 1))
	if said := cli.Run("plan", "-json", "-out=plan.bin").Succeed(); len(said.Diagnostics()) != 0 {
		t.Errorf("the plan says\n%s", said.All())
	}
	cli.Run("apply", "-json", "plan.bin").Fail().One("error", "(A2)", "versioning", "Request id: ")
	if cli.Resource(address) != nil {
		t.Error("the state holds a rule that was refused")
	}
	version(oss.VersioningEnabled)
	cli.Apply()
	expectConverged(t, sim, cli)
	version(oss.VersioningSuspended) // what is declared is for the plan that makes the rule
	expectConverged(t, sim, cli)
}
