package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// violateAll changes the cloud so that the rule of orders-hz could not be made any more, for every reason at once.
func violateAll(t *testing.T, sim *cloudsim.Simulator) {
	t.Helper()
	acctest.Bucket(t, sim, "orders-sh", "cn-shanghai", acctest.Versioned)
	foreignRule(t, sim, "orders-bj", oss.Rule{Bucket: "orders-sh", Location: "oss-cn-shanghai"})                 // G3
	foreignRule(t, sim, "orders-bj", oss.Rule{Bucket: "orders-hz", Location: "oss-cn-hangzhou", Action: "PUT"})  // G4
	foreignRule(t, sim, "orders-hz", oss.Rule{ID: "console-1", Bucket: "orders-bj", Location: "oss-cn-beijing"}) // A6
	foreignRule(t, sim, "orders-sh", oss.Rule{ID: "console-2", Bucket: "orders-bj", Location: "oss-cn-beijing"}) // A7, in
	for i := range 100 {
		foreignRule(t, sim, "orders-hz", oss.Rule{Bucket: fmt.Sprintf("other-%d", i), Location: "oss-cn-beijing"}) // A7, out
	}
	must(t, sim.OSS().MutateBucket("orders-hz", func(spec *oss.BucketSpec) {
		spec.Versioning = oss.VersioningSuspended // A2
		spec.Encryption = oss.Encryption{Algorithm: "KMS"}
		spec.Lifecycle = lifecycleXML
	}))
	must(t, sim.OSS().MutateBucket("orders-bj", func(spec *oss.BucketSpec) {
		spec.Region = "cn-north-2-gov-1" // G5, A8
		spec.Owner = "2000000000000002"  // A12
		spec.Versioning = ""             // A2, G10
		spec.Lifecycle = lifecycleXML
	}))
}

// TestAccDestroyThoughViolated: a rule that violates everything by now is still destroyed, by destroy and by leaving it out.
func TestAccDestroyThoughViolated(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	mine := sim.OSS().Rules("orders-hz")[0].ID
	violateAll(t, sim)
	cli.Run("plan", "-json", "-destroy").Succeed()
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	for _, r := range sim.OSS().Rules("orders-hz") {
		if r.ID == mine {
			t.Errorf("the rule is still there: %+v", r)
		}
	}
	if n := len(sim.OSS().Rules("orders-hz")); n != 101 {
		t.Errorf("%d rules of others are left, want all 101", n)
	}
}

// TestAccDestroyInvalidConfiguration edits the configuration of a rule that exists so that static constraints refuse it.
// Terraform begins a destroy with a plan like any other, and does not tell it from one: the error says how to go without.
func TestAccDestroyInvalidConfiguration(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{
		"prefixes inside one another": rule(`prefixes = ["a/", "a/b/"]`),
		"disabled":                    rule(`enabled = false`),
		"scope":                       rule(`scope = "same_region"`),
		"itself":                      strings.Replace(rule(""), `bucket = "orders-bj", region = "cn-beijing"`, `bucket = "orders-hz", region = "cn-hangzhou"`, 1),
		"long id":                     rule(`rule_id = "` + strings.Repeat("x", 300) + `"`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + rule(""))
			cli.Apply()
			cli.Write(acctest.Provider("") + config)
			cli.Run("destroy", "-json", "-auto-approve").Fail().One("error", "`terraform destroy -refresh=false`")
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 1 || rules[0].Status == "closing" || cli.Resource(address) == nil {
				t.Errorf("the refused plan has changed something: %+v", rules)
			}
			cli.Run("destroy", "-json", "-auto-approve", "-refresh=false").Succeed()
			if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 || cli.Resource(address) != nil {
				t.Errorf("left: %+v", rules)
			}
		})
	}
}
