package replicationrule_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// TestAccPermissionMissingForChecks: what a check cannot read is named in one warning, and the plan goes on.
func TestAccPermissionMissingForChecks(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		deny []string
		says []string
	}{
		"destination bucket": {
			[]string{"oss:GetBucketInfo orders-bj"}, []string{"- destination bucket: ", "oss:GetBucketInfo on acs:oss:*:*:orders-bj"},
		},
		"lifecycle of both": {[]string{"oss:GetBucketLifecycle"}, []string{
			"- lifecycle rules of the source bucket: ", "- lifecycle rules of the destination bucket: ", "oss:GetBucketLifecycle",
		}},
		"locations": {
			[]string{"oss:GetBucketReplicationLocation"}, []string{"- replication locations of the source bucket: ", "oss:GetBucketReplicationLocation"},
		},
		"rules of the destination": {
			[]string{"oss:GetBucketReplication orders-bj"}, []string{"- replication rules of the destination bucket: ", "oss:GetBucketReplication on "},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			acctest.Deny(t, sim, test.deny...)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + rule(""))
			plan, said := cli.Plan()
			said.One("warning", append(test.says, "Checks Left Out", "permission denied (AccessDenied)", "Request id: ")...)
			if got := actions(plan)[address]; got != "create" {
				t.Errorf("the plan is %s, want create", got)
			}
			cli.Run("apply", "-json", "plan.bin").Succeed()
			expectConverged(t, sim, cli)
		})
	}
}

// TestAccPermissionMissing: without the permission to read or write a rule there is one error that names it. What cannot
// be read is never taken for gone, and what was not made is not in the state.
func TestAccPermissionMissing(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))

	acctest.Deny(t, sim, "oss:PutBucketReplication")
	cli.Run("apply", "-json", "-auto-approve").Fail().
		One("error", "Replication Rule Not Created", "oss:PutBucketReplication on acs:oss:*:*:orders-hz", "(AccessDenied)", "Request id: ")
	if r := cli.Resource(address); r != nil {
		t.Errorf("the state holds %+v, want nothing", r)
	}
	acctest.Deny(t, sim)
	cli.Apply()

	acctest.Deny(t, sim, "oss:GetBucketReplication")
	refused := cli.Run("plan", "-json").Fail().
		One("error", "Replication Rule Not Read", "oss:GetBucketReplication on acs:oss:*:*:orders-hz", "Request id: ")
	if len(refused.Find("warning", "Gone")) != 0 {
		t.Errorf("what cannot be read is called gone\n%s", refused.All())
	}
	acctest.Deny(t, sim)
	expectConverged(t, sim, cli)

	// A new rule cannot be made without a look at the rules that exist.
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	acctest.Deny(t, sim, "oss:GetBucketReplication")
	cli.Run("apply", "-json", "-auto-approve").Fail().One("error", "Replication Rule Not Created", "could not be read first", "oss:GetBucketReplication on ")
	if n := sim.Count("oss", "PutBucketReplication", ""); n != 2 {
		t.Errorf("the rule was sent %d times, want 2: refused once, made once", n)
	}
}
