package replicationrule_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

func mirrored(b *us3.BucketSpec)     { b.Mirrors = []us3.MirrorRule{{Domain: "origin.example.com"}} }
func versionedUS3(b *us3.BucketSpec) { b.Versioning = true }

// TestAccUCloudExclusions: mirror back-to-source and versioning exclude replication. What the plan cannot see, US3 refuses at
// apply by 15057 and 15074; that is told as U3 and U6, and the state stays as it was.
func TestAccUCloudExclusions(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		bucket string
		change func(*us3.BucketSpec)
		id     string
		code   string
	}{
		"mirror at the source":          {"orders-a", mirrored, "(U3)", "15057"},
		"mirror at the destination":     {"orders-b", mirrored, "(U3)", "15057"},
		"versioning at the source":      {"orders-a", versionedUS3, "(U6)", "15074"},
		"versioning at the destination": {"orders-b", versionedUS3, "(U6)", "15074"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim, cli := us3CLI(t)
			cli.Env = append(cli.Env, "MULTICLOUD_PREFLIGHT=offline")
			cli.Write(us3Provider("") + us3Rule("test", "orders-a", "orders-b", "enabled = false"))
			cli.Apply()
			before := cli.Resource(address)
			must(t, sim.US3().MutateBucket(test.bucket, test.change))

			cli.Write(us3Provider("") + us3Rule("test", "orders-a", "orders-b", ""))
			refused := cli.Run("apply", "-json", "-auto-approve").Fail()
			refused.One("error", test.id, "("+test.code+")", "Request id: ")
			after := cli.Resource(address)
			if after == nil || after.AttributeValues["id"] != before.AttributeValues["id"] || after.AttributeValues["enabled"] != false {
				t.Errorf("the state has changed: %+v", after)
			}

			cli.Write(us3Provider("") + us3Rule("test", "orders-c", "orders-d", ""))
			must(t, sim.US3().MutateBucket("orders-c", test.change))
			cli.Run("apply", "-json", "-auto-approve").Fail().One("error", test.id, "("+test.code+")")
			if r := cli.Resource(address); r != nil {
				t.Errorf("a rule that was refused is in the state: %+v", r)
			}
		})
	}
}

// TestAccUCloudMirrorInPlan: where the endpoint tells mirror rules, the plan refuses; where it does not, the plan is silent.
func TestAccUCloudMirrorInPlan(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	must(t, sim.US3().MutateBucket("orders-b", mirrored))
	cli.Write(us3Provider("") + us3Rule("test", "orders-a", "orders-b", ""))
	cli.Run("plan", "-json").Fail().One("error", "(U3)", "destination bucket orders-b (cn-gd)")
	cli.Write(us3Provider(`api = { mirrors_action = "NobodyKnowsThis" }`) + us3Rule("test", "orders-a", "orders-b", ""))
	if _, said := cli.Plan(); len(said.Find("", "Checks Left Out")) != 0 {
		t.Errorf("want silence about mirror rules, got\n%s", said.All())
	}
}

// TestAccUCloudNotOffered: an endpoint that answers 161 to the rule actions is no statement about a rule. Plan and apply say so,
// and the state stays.
func TestAccUCloudNotOffered(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	config := us3Provider("") + us3Rule("test", "orders-a", "orders-b", "")
	cli.Write(config)
	cli.Apply()
	before := cli.Resource(address)
	offered := func(offered bool) {
		must(t, sim.US3().MutateSwitches(func(s *us3.Switches) { s.NoRuleActions = !offered }))
	}
	diagnostic := []string{
		"(161)", "this endpoint, https://api.ucloud.cn/, does not offer the action DescribeUFileReplicationRule",
		"names can be set in ucloud = { api = { ... } }", "it is as it was",
	}
	offered(false)
	for _, run := range [][]string{{"plan", "-json"}, {"apply", "-json", "-auto-approve"}, {"destroy", "-json", "-auto-approve"}} {
		cli.Run(run...).Fail().One("error", diagnostic...)
		if after := cli.Resource(address); after == nil || after.AttributeValues["id"] != before.AttributeValues["id"] {
			t.Fatalf("after %s the state has changed: %+v", run[0], after)
		}
	}
	offered(true)
	if plan, said := cli.Plan(); !onlyNoOps(plan) {
		t.Errorf("the plan is not empty: %v\n%s", actions(plan), said.All())
	}

	// A new rule: its plan cannot be checked, and its apply fails without a trace.
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	offered(false)
	_, said := cli.Plan()
	if found := said.Find("warning", "Checks Left Out"); len(found) != 1 || !strings.Contains(found[0].Text(), "names can be set in ucloud") {
		t.Errorf("want the diagnostic as a warning, got\n%s", said.All())
	}
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "(161)", "names can be set in ucloud = { api = { ... } }")
	if after := cli.Resource(address); after != nil {
		t.Errorf("a rule that was never made is in the state: %+v", after)
	}
}

// TestAccUCloudOtherNames: the names of the API can be set, and are then used everywhere.
func TestAccUCloudOtherNames(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	names := us3.Actions{Create: "AddBucketSync", Describe: "ListBucketSync", Update: "SetBucketSync", Delete: "RemoveBucketSync"}
	must(t, sim.US3().MutateSwitches(func(s *us3.Switches) { s.Actions = names }))
	provider := us3Provider(`api = { create_action = "AddBucketSync", list_action = "ListBucketSync", update_action = "SetBucketSync", delete_action = "RemoveBucketSync" }`)
	cli.Write(provider + us3Rule("test", "orders-a", "orders-b", ""))
	cli.Apply()
	cli.Write(provider + us3Rule("test", "orders-a", "orders-b", "enabled = false"))
	cli.Apply()
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	for _, action := range []string{names.Create, names.Describe, names.Update, names.Delete} {
		if sim.Count("us3", action, "") == 0 {
			t.Errorf("%s was never called", action)
		}
	}
	if n := sim.Count("us3", "*ReplicationRule", ""); n != 0 {
		t.Errorf("%d requests with the names that are not set", n)
	}
	cli.Write(us3Provider(`api = { create = "X" }`) + us3Rule("test", "orders-a", "orders-b", ""))
	cli.Run("plan", "-json").Fail().One("error", `There is no name "create"`)
}

// TestAccUCloudLostAnswer: the answer to the creation is lost, and the rule is found by its ends. Where that fails too, the next
// plan finds it and says how to import it.
func TestAccUCloudLostAnswer(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	lose := func(f cloudsim.Fault) {
		f.Service = "us3"
		must(t, sim.Faults().Add(f))
	}
	cli.Write(us3Provider("") + us3Rule("test", "orders-a", "orders-b", ""))
	lose(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CreateUFileReplicationRule", Count: 1})
	cli.Apply()
	if rules := us3Rules(sim); len(rules) != 1 || cli.Resource(address).AttributeValues["rule_id"] != rules[0].ID {
		t.Errorf("rules in the cloud: %+v, in the state %+v", rules, cli.Resource(address))
	}
	cli.Run("destroy", "-json", "-auto-approve").Succeed()

	cli.Env = append(cli.Env, "MULTICLOUD_PREFLIGHT=offline")
	lose(cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "CreateUFileReplicationRule", Count: 1})
	lose(cloudsim.Fault{Kind: cloudsim.KindStatus, Status: 200, Code: "299", Operation: "DescribeUFileReplicationRule", Skip: 2})
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "Replication Rule Not Confirmed", "may exist or not", "how to import it")
	sim.Faults().Clear()
	cli.Env = append(cli.Env, "MULTICLOUD_PREFLIGHT=live")
	id := us3Rules(sim)[0].ID
	cli.Run("plan", "-json").Fail().One("error", "(U2)", "terraform import multicloud_replication_rule.NAME 'ucloud/cn-bj2/orders-a/"+id+"'")
	cli.Run("import", address, "ucloud/cn-bj2/orders-a/"+id).Succeed()
	if plan, _ := cli.Plan(); !onlyNoOps(plan) {
		t.Errorf("after the printed steps the plan is not empty: %v", actions(plan))
	}
}

// TestAccUCloudSecrets: nothing of the keys or of a signature is in logs, state, plan or errors.
func TestAccUCloudSecrets(t *testing.T) {
	t.Parallel()
	_, cli := us3CLI(t)
	cli.Env = append(cli.Env, "TF_LOG=TRACE", "TF_LOG_PATH="+cli.Dir+"/trace.log")
	cli.Write(us3Provider("") + us3Rule("test", "orders-a", "orders-b", ""))
	cli.Apply()
	cli.Plan()
	cli.Run("destroy", "-auto-approve", "-json").Succeed()
	logged := false
	for name, content := range cli.Files() {
		if name == "main.tf" {
			continue
		}
		logged = logged || name == "trace.log" && strings.Contains(string(content), "api.ucloud.cn")
		for _, secret := range []string{cloudsim.DefaultUCloudPrivateKey, "Signature="} {
			if strings.Contains(string(content), secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	if !logged {
		t.Error("the log does not tell of a request, so that nothing is proved")
	}
}
