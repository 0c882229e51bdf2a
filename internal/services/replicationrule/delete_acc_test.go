package replicationrule_test

import (
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccDeleteWithoutTheRule deletes what is not there any more, or going already, behind a plan that does not know of it.
func TestAccDeleteWithoutTheRule(t *testing.T) {
	t.Parallel()
	for name, happen := range map[string]func(t *testing.T, sim *cloudsim.Simulator, id string){
		"rule gone": func(t *testing.T, sim *cloudsim.Simulator, id string) { must(t, sim.OSS().RemoveRule("orders-hz", id)) },
		"bucket gone": func(t *testing.T, sim *cloudsim.Simulator, _ string) {
			must(t, sim.OSS().DeleteBucketHard("orders-hz"))
		},
		"closing": func(t *testing.T, sim *cloudsim.Simulator, id string) { must(t, sim.OSS().CloseRule("orders-hz", id)) },
		"bucket goes while the rule closes": func(t *testing.T, sim *cloudsim.Simulator, _ string) {
			acctest.Arm(t, sim, cloudsim.Fault{
				Kind: cloudsim.KindStatus, Operation: "GetBucketReplication", Status: 404, Code: "NoSuchBucket", Message: "The specified bucket does not exist.",
			})
		},
		"answer lost": func(t *testing.T, sim *cloudsim.Simulator, _ string) {
			acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindResetAfter, Operation: "DeleteBucketReplication", Count: 1})
		},
		"trouble while it closes": func(t *testing.T, sim *cloudsim.Simulator, _ string) {
			acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "GetBucketReplication", Count: 4, Status: 500, Code: "InternalError"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("max_retries = 2") + rule(""))
			cli.Apply()
			happen(t, sim, sim.OSS().Rules("orders-hz")[0].ID)
			said := cli.Run("destroy", "-json", "-auto-approve", "-refresh=false").Succeed()
			if len(said.Diagnostics()) != 0 {
				t.Errorf("destroy says\n%s", said.All())
			}
			if cli.Resource(address) != nil {
				t.Errorf("the state holds %+v, want nothing", cli.Resource(address))
			}
		})
	}
}

// TestAccDeleteRefused: a deletion that is refused, and one whose end cannot be seen, are errors that keep the state.
func TestAccDeleteRefused(t *testing.T) {
	t.Parallel()
	sim := fastBuckets(t)
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(""))
	cli.Apply()
	for _, denied := range []string{"oss:DeleteBucketReplication", "oss:GetBucketReplication"} {
		acctest.Deny(t, sim, denied)
		cli.Run("destroy", "-json", "-auto-approve", "-refresh=false").Fail().
			One("error", "Replication Rule Not Deleted", denied+" on acs:oss:*:*:orders-hz", "Request id: ")
		if r := cli.Resource(address); r == nil || r.Tainted {
			t.Errorf("without %s the state holds %+v, want the rule", denied, r)
		}
	}
	acctest.Deny(t, sim)
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if rules := sim.OSS().Rules("orders-hz"); len(rules) != 0 {
		t.Errorf("rules in the cloud: %+v", rules)
	}
}

// TestAccDeleteTimeout: the wait ends before the rule has closed. The error says what is going on, and the next apply goes on.
func TestAccDeleteTimeout(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t) // its clock stands still
	cli := acctest.NewCLI(t, sim)
	cli.Write(acctest.Provider("") + rule(`timeouts = { delete = "2s" }`))
	cli.Apply()
	cli.Run("destroy", "-json", "-auto-approve").Fail().
		One("error", "Replication Rule Not Deleted", "the rule was still closing", "the next apply goes on", "`timeouts`")
	if r := cli.Resource(address); r == nil || r.Tainted {
		t.Errorf("the state holds %+v, want the rule", r)
	}
	sim.Clock().Advance(time.Hour)
	cli.Apply()
	expectConverged(t, sim, cli)
}
