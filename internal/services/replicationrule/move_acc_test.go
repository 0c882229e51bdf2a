package replicationrule_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

const movedState = `{
  "version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "made-up", "outputs": {}, "check_results": null,
  "resources": [{
    "mode": "managed", "type": "alicloud_oss_bucket_replication", "name": "orders",
    "provider": "provider[\"registry.terraform.io/aliyun/alicloud\"]",
    "instances": [{"schema_version": 0, "sensitive_attributes": [], "attributes": {
      "id": "orders-hz:rule-1", "bucket": "orders-hz", "rule_id": "rule-1", "status": "doing", "action": "ALL",
      "historical_object_replication": "enabled", "sync_role": null, "prefix_set": [{"prefixes": ["invoices/"]}],
      "destination": [{"bucket": "orders-bj", "location": "oss-cn-beijing", "transfer_type": ""}],
      "source_selection_criteria": [], "encryption_configuration": [], "progress": [], "rtc": []
    }}]
  }]
}`

const movedConfig = `
moved {
  from = alicloud_oss_bucket_replication.orders
  to   = multicloud_replication_rule.orders
}

resource "multicloud_replication_rule" "orders" {
  cloud       = "alibaba"
  source      = { bucket = "orders-hz", region = "cn-hangzhou" }
  destination = { bucket = "orders-bj", region = "cn-beijing" }
  prefixes    = ["invoices/"]
}
`

// moving makes a root whose state holds the other provider's resource, and the rule in the cloud that belongs to it.
func moving(t *testing.T) (*acctest.CLI, *cloudsim.Simulator) {
	t.Helper()
	sim := acctest.FastSim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	rule := oss.Rule{ID: "rule-1", Bucket: "orders-bj", Prefixes: []string{"invoices/"}, Historical: true}
	if _, err := sim.OSS().AddRule("orders-hz", rule); err != nil {
		t.Fatal(err)
	}
	cli := acctest.NewCLI(t, sim)
	alsoServe(t, cli, "aliyun/alicloud")
	cli.Write(acctest.Provider("") + movedConfig)
	if err := os.WriteFile(filepath.Join(cli.Dir, "terraform.tfstate"), []byte(movedState), 0o600); err != nil {
		t.Fatal(err)
	}
	return cli, sim
}

// alsoServe lets the binary of this provider stand for another one, whose schemas Terraform asks for although it has no
// resource any more.
func alsoServe(t *testing.T, cli *acctest.CLI, address string) {
	t.Helper()
	override := regexp.MustCompile(`("registry[^"]+" = )"([^"]+)"`)
	for _, variable := range cli.Env {
		path, ok := strings.CutPrefix(variable, "TF_CLI_CONFIG_FILE=")
		if !ok {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		dir, binary := t.TempDir(), override.FindStringSubmatch(string(content))[2]
		if err := os.Symlink(filepath.Join(binary, "terraform-provider-multicloud"), filepath.Join(dir, "terraform-provider-"+filepath.Base(address))); err != nil {
			t.Fatal(err)
		}
		more := override.ReplaceAllString(string(content), "\n    $0\n    \"registry.terraform.io/"+address+"\" = \""+dir+
			"\"\n    \"registry.opentofu.org/"+address+"\" = \""+dir+"\"\n ")
		if err := os.WriteFile(path, []byte(more), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// untouched fails the test if the rule is not the one from before the move.
func untouched(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 || rules[0].ID != "rule-1" || rules[0].Status == "closing" {
		t.Errorf("rules after the move: %+v", rules)
	}
	if writes := sim.Count("oss", "Put*", ""); writes != 0 {
		t.Errorf("%d writes", writes)
	}
}

// TestAccMoveFromAlicloud moves a rule with a `moved` block: nothing changes, and the region is what the cloud says.
func TestAccMoveFromAlicloud(t *testing.T) {
	t.Parallel()
	cli, sim := moving(t)
	plan, said := cli.Plan()
	if !onlyNoOps(plan) || len(plan.ResourceChanges) != 1 || plan.ResourceChanges[0].PreviousAddress != "alicloud_oss_bucket_replication.orders" {
		t.Errorf("planned %v, from %q\n%s", actions(plan), plan.ResourceChanges[0].PreviousAddress, said.All())
	}
	cli.Apply()
	if again := cli.Run("plan", "-detailed-exitcode"); again.Exit != 0 {
		t.Errorf("a plan after the move is not empty:\n%s", again.Stdout)
	}
	if id := cli.Resource("multicloud_replication_rule.orders").AttributeValues["id"]; id != "alibaba/cn-hangzhou/orders-hz/rule-1" {
		t.Errorf("id %v", id)
	}
	untouched(t, sim)
}

// TestAccMoveWithoutRefresh asks no cloud where the bucket is, and replaces nothing all the same.
func TestAccMoveWithoutRefresh(t *testing.T) {
	t.Parallel()
	cli, sim := moving(t)
	plan, said := cli.Plan("-refresh=false")
	if change := plan.ResourceChanges[0].Change; !change.Actions.Update() && !change.Actions.NoOp() {
		t.Errorf("planned %v\n%s", change.Actions, said.All())
	}
	cli.Apply("-refresh=false")
	untouched(t, sim)
	if again := cli.Run("plan", "-detailed-exitcode"); again.Exit != 0 {
		t.Errorf("a plan after the move is not empty:\n%s", again.Stdout)
	}
}

// TestAccMoveThenDestroy destroys the rule of a state that does not say where it is.
func TestAccMoveThenDestroy(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{{"destroy", "-auto-approve"}, {"destroy", "-auto-approve", "-refresh=false"}} {
		cli, sim := moving(t)
		cli.Run(arguments...).Succeed()
		if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 {
			t.Errorf("%v: rules are left: %+v", arguments, rules)
		}
	}
}

// TestAccMoveOfWhatIsGone makes the rule again, as for any rule that is gone.
func TestAccMoveOfWhatIsGone(t *testing.T) {
	t.Parallel()
	cli, sim := moving(t)
	if err := sim.OSS().RemoveRule("orders-hz", "rule-1"); err != nil {
		t.Fatal(err)
	}
	plan, _ := cli.Plan()
	if created := plan.ResourceChanges[0].Change.Actions; !created.Create() {
		t.Errorf("planned %v, want a new rule", created)
	}
}
