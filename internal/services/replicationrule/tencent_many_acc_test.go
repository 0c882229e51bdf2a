package replicationrule_test

import (
	"fmt"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// cosMany are n rules of one bucket, each with a prefix of its own; class is the storage class of number 42.
func cosMany(n int, class string) string {
	return fmt.Sprintf(`
resource "multicloud_replication_rule" "many" {
  for_each    = toset([for i in range(%d) : tostring(i)])
  cloud       = "tencent"
  source      = { bucket = %q, region = "ap-guangzhou" }
  destination = { bucket = %q, region = "ap-shanghai" }
  prefixes    = ["folder-${each.key}/"]
  tencent     = each.key == "42" ? { storage_class = %q } : null
}
`, n, cosGuangzhou, cosShanghai, class)
}

// TestAccTencentHundredRules creates 100 rules on one bucket in one apply, while somebody at the console adds one more, and
// destroys them again.
func TestAccTencentHundredRules(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider("") + cosMany(100, "STANDARD_IA"))
	// In the middle of it, before a read: what is written between a read and a write of the provider is lost, which nobody can prevent.
	acctest.Arm(t, sim, cloudsim.Fault{Name: "held", Kind: cloudsim.KindBlock, Operation: "cos:GetBucketReplication", Host: cosGuangzhou + ".*", Skip: 12, Count: 1})
	_, wait := cli.Start("apply", "-json", "-auto-approve")
	acctest.Held(t, sim, "held")
	cosForeign(t, sim, cosGuangzhou, cos.Rule{ID: "by-hand", Prefix: "by-hand/", Bucket: cosShanghai, StorageClass: "ARCHIVE"})
	must(t, sim.Faults().Release("held"))
	wait().Succeed()
	if puts := sim.Count("cos", "PutBucketReplication", ""); puts > 25 {
		t.Errorf("%d documents were sent, want at most 25", puts)
	}
	if rules := sim.COS().Rules(cosGuangzhou); len(rules) != 101 {
		t.Errorf("%d rules in the cloud, want 100 and the console's", len(rules))
	}
	t.Logf("%d PUTs, %d GETs", sim.Count("cos", "PutBucketReplication", ""), sim.Count("cos", "GetBucketReplication", ""))

	sim.ResetCounts()
	cosConverged(t, cli)
	if requests := sim.Requests(); len(requests) != 1 {
		t.Errorf("%d requests for a plan without changes, want 1", len(requests))
	}
	cli.Run("destroy", "-json", "-auto-approve", "-parallelism=100").Succeed()
	if ids := cosIDs(sim, cosGuangzhou); len(ids) != 1 || ids[0] != "by-hand" {
		t.Errorf("left in the cloud: %q, want the console's rule alone", ids)
	}
	onDocument(t, sim, cosGuangzhou, "<StorageClass>ARCHIVE</StorageClass>")
}

// TestAccTencentInvalidRuleFailsAlone has COS refuse one of many rules: the others are made.
func TestAccTencentInvalidRuleFailsAlone(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider(`checks = { T12 = "off" }`) + cosMany(50, "NO_SUCH_CLASS")) // as one that COS withdraws some day
	cli.Run("apply", "-json", "-auto-approve", "-parallelism=50").Fail().
		One("error", "NotSupportedStorageClass", "tencent.storage_class", "Request id: ")
	if rules := sim.COS().Rules(cosGuangzhou); len(rules) != 49 {
		t.Errorf("%d rules in the cloud, want 49", len(rules))
	}
	cli.Write(cosProvider("") + cosMany(50, "STANDARD_IA"))
	cli.Apply()
	cosConverged(t, cli)
}
