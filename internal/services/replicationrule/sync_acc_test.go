package replicationrule_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccWaitForInitialSync: creation returns when the existing objects are at the destination.
func TestAccWaitForInitialSync(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	for i := range 300 { // five minutes of copying
		put(t, sim, "orders-hz", fmt.Sprintf("invoices/%03d", i))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: acctest.Provider("") + rule(`wait_for_initial_sync = true`),
			Check: func(*terraform.State) error {
				if n := len(sim.OSS().Objects("orders-bj")); n != 300 {
					return fmt.Errorf("%d of 300 objects are copied", n)
				}
				if n := sim.Count("oss", "GetBucketReplicationProgress", ""); n < 2 {
					return fmt.Errorf("progress was asked for %d times", n)
				}
				return nil
			},
		}},
	})
}

// TestAccWaitForInitialSyncTooLong: the wait ends with a warning, whether progress is told or not, and the rule stays.
func TestAccWaitForInitialSyncTooLong(t *testing.T) {
	t.Parallel()
	for name, told := range map[string]bool{"progress told": true, "progress refused": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			put(t, sim, "orders-hz", "invoices/1")
			sim.OSS().SetStalled("orders-hz", "orders-bj", true)
			texts := []string{"Initial Synchronization Not Finished", "0% of the existing objects were copied", "`timeouts.create`"}
			if !told { // which no wait would change
				acctest.Deny(t, sim, "oss:GetBucketReplicationProgress")
				texts = []string{"Initial Synchronization Cannot Be Watched", "oss:GetBucketReplicationProgress on "}
			}
			cli := acctest.NewCLI(t, sim)
			cli.Write(acctest.Provider("") + rule(`wait_for_initial_sync = true
  timeouts = { create = "4s" }`))
			cli.Apply().One("warning", texts...)
			expectConverged(t, sim, cli)
		})
	}
}

// TestAccWaitForInitialSyncTrouble has the reads of progress fail for a while: the wait goes on.
func TestAccWaitForInitialSyncTrouble(t *testing.T) {
	t.Parallel()
	sim := twoBuckets(t)
	put(t, sim, "orders-hz", "invoices/1")
	acctest.Arm(t, sim, cloudsim.Fault{Kind: cloudsim.KindStatus, Operation: "GetBucketReplicationProgress", Count: 12, Status: 500, Code: "InternalError"})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{{
			Config: acctest.Provider("") + rule(`wait_for_initial_sync = true`),
			Check: func(*terraform.State) error {
				expectObjects(t, sim, "orders-bj", "invoices/1")
				return nil
			},
		}},
	})
}
