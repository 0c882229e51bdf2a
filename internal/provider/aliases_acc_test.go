package provider_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const secondAccount = "2000000000000002"

// secondKey is the key of another account.
func secondKey(sim *cloudsim.Simulator) string {
	sim.Access().Put(world.Key{Cloud: "alibaba", Account: secondAccount, ID: "LTAI5tSecondKey", Secret: "second-secret"})
	return static("LTAI5tSecondKey", "second-secret", "")
}

func owned(by string) func(*oss.BucketSpec) { return func(spec *oss.BucketSpec) { spec.Owner = by } }

// alias makes a provider block one of an alias.
func alias(block, name string) string {
	return strings.Replace(block, "{", "{\n  alias = \""+name+"\"", 1)
}

// TestAccAliases: two accounts in one configuration, each with its own keys, buckets and rules.
func TestAccAliases(t *testing.T) {
	t.Parallel()
	sim := buckets(t)
	key := secondKey(sim)
	acctest.Bucket(t, sim, "logs-hz", "cn-hangzhou", acctest.Versioned, owned(secondAccount))
	acctest.Bucket(t, sim, "logs-bj", "cn-beijing", acctest.Versioned, owned(secondAccount))
	cli := acctest.NewCLI(t, sim)
	second := strings.Replace(rule(`bucket = "logs-hz", region = "cn-hangzhou"`, `bucket = "logs-bj", region = "cn-beijing"`, "  provider = multicloud.second"), `"test"`, `"second"`, 1)
	cli.Write(providerBlock(defaultKey, "") + alias(providerBlock(key, ""), "second") + rule(sourceEnd, destinationEnd, "") + second)
	if said := cli.Apply(); len(said.Diagnostics()) != 0 {
		t.Errorf("apply says\n%s", said.All())
	}
	for _, bucket := range []string{"orders-hz", "logs-hz"} {
		if rules := sim.OSS().Rules(bucket); len(rules) != 1 {
			t.Errorf("rules of %s: %+v, want one", bucket, rules)
		}
	}
	for _, request := range sim.Requests() {
		if foreign := strings.HasPrefix(request.Host, "logs-"); foreign != (request.Key == "LTAI5tSecondKey") {
			t.Errorf("%s %s was asked with the key %s", request.Operation, request.Host, request.Key)
		}
	}
	cli.Run("plan", "-detailed-exitcode").Succeed()
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
}

// TestAccAliasesConflict: each alias has a ledger of its own, so that two rules for one pair are seen only when the second
// is made. Nothing is lost then, and the next plan refuses.
func TestAccAliasesConflict(t *testing.T) {
	t.Parallel()
	sim := buckets(t)
	cli := acctest.NewCLI(t, sim)
	first := rule(sourceEnd, destinationEnd, `  prefixes = ["a/"]`)
	second := strings.Replace(rule(sourceEnd, destinationEnd, "  prefixes = [\"b/\"]\n  provider = multicloud.second\n  depends_on = [multicloud_replication_rule.test]"), `"test"`, `"second"`, 1)
	cli.Write(providerBlock(defaultKey, "") + alias(providerBlock(defaultKey, ""), "second") + first + second)
	cli.Run("plan", "-json").Succeed()
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "(A6)", "one rule per pair", "@ destination")
	rules := sim.OSS().Rules("orders-hz")
	if len(rules) != 1 || rules[0].Prefixes[0] != "a/" {
		t.Errorf("rules in the cloud: %+v, want the first one", rules)
	}
	if cli.Resource("multicloud_replication_rule.test") == nil || cli.Resource("multicloud_replication_rule.second") != nil {
		t.Error("the state does not hold the first rule alone")
	}
	cli.Run("plan", "-json").Fail().One("error", "(A6)", rules[0].ID)
	cli.Write(providerBlock(defaultKey, "") + alias(providerBlock(defaultKey, ""), "second") + first)
	cli.Run("plan", "-detailed-exitcode").Succeed()
}

// TestAccDestinationAccount: the destination belongs to another account, whose bucket only its own key can read. With that
// key in `destination` every check is made; without it one warning names what was not read.
func TestAccDestinationAccount(t *testing.T) {
	t.Parallel()
	sim := buckets(t)
	key := secondKey(sim)
	acctest.Bucket(t, sim, "theirs-bj", "cn-beijing", acctest.Versioned, owned(secondAccount), func(spec *oss.BucketSpec) {
		spec.Grants = map[string][]string{cloudsim.DefaultAlibabaAccount: {"oss:Replicate*"}}
	})
	cli := acctest.NewCLI(t, sim)
	theirs := `bucket = "theirs-bj", region = "cn-beijing"`
	withRole := rule(sourceEnd, theirs, `  alibaba = { sync_role = "copier" }`)
	both := providerBlock(defaultKey+"    destination = {\n"+key+"    }", "")

	cli.Write(providerBlock(defaultKey, "") + withRole)
	cli.Run("plan", "-json").Succeed().One("warning", "Checks Left Out", "destination bucket", "(AccessDenied)")

	cli.Write(both + rule(sourceEnd, theirs, ""))
	cli.Run("plan", "-json").Succeed().One("warning", "(A12)", secondAccount)

	sim.ResetCounts()
	cli.Write(both + withRole)
	if said := cli.Apply(); len(said.Diagnostics()) != 0 {
		t.Errorf("apply says\n%s", said.All())
	}
	for _, request := range sim.Requests() {
		if foreign := strings.HasPrefix(request.Host, "theirs-"); foreign != (request.Key == "LTAI5tSecondKey") {
			t.Errorf("%s %s was asked with the key %s", request.Operation, request.Host, request.Key)
		}
	}
	if n := sim.Count("oss", "GetBucketInfo", "theirs-bj.*"); n == 0 {
		t.Error("the destination was not read for the checks")
	}
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
}
