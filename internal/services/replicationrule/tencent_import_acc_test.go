package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccTencentImport takes rules that others made, those without an id included: with a configuration that says the same,
// the plan imports and changes nothing.
func TestAccTencentImport(t *testing.T) {
	t.Parallel()
	const destination = "<Destination><Bucket>qcs::cos:ap-shanghai::" + cosShanghai + "</Bucket></Destination>"
	for name, test := range map[string]struct{ rule, id, config string }{
		"slashes and colons": {"<ID>team/a:b/1</ID><Status>Enabled</Status>" + destination, "team/a:b/1", ""},
		"without an id":      {"<Status>Enabled</Status>" + destination, "unnamed:" + cosShanghai + ":", ""},
		"without an id, with a prefix": {
			"<Status>Enabled</Status><Filter><Prefix>a/b/</Prefix></Filter>" + destination, "unnamed:" + cosShanghai + ":a/b/", `  prefixes = ["a/b/"]`,
		},
		"former spelling": {
			"<ID>old</ID><Status>Enabled</Status><Prefix></Prefix><Destination><Bucket>qcs::cos:ap-shanghai:uid/1250000000:" + cosShanghai + "</Bucket></Destination>", "old", "",
		},
		"everything": {
			"<ID>all</ID><Status>Disabled</Status><Priority>9</Priority><Filter><And><Prefix>p/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>" +
				"<Destination><Bucket>qcs::cos:ap-shanghai::" + cosShanghai + "</Bucket><StorageClass>Standard_IA</StorageClass>" +
				"<EncryptionConfiguration><ReplicaKmsKeyID>key-1</ReplicaKmsKeyID></EncryptionConfiguration></Destination>" +
				"<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>" +
				"<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>", "all", `
  enabled           = false
  prefixes          = ["p/"]
  replicate_deletes = false
  encryption        = { replicate_kms_objects = true, replica_kms_key_id = "key-1" }
  tencent           = { priority = 9, tags = { k = "v" }, storage_class = "STANDARD_IA" }`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := cosBuckets(t, acctest.FastSim(t))
			document := "<ReplicationConfiguration><Role>" + cosOwner + "</Role><Rule>" + test.rule + "</Rule></ReplicationConfiguration>"
			must(t, sim.COS().SetDocument(cosGuangzhou, document))
			cli := acctest.NewCLI(t, sim)
			cli.Write(cosProvider("") + cosRule("a", test.config) + fmt.Sprintf("\nimport {\n  to = %s\n  id = %q\n}\n", cosAddress, "tencent/ap-guangzhou/"+cosGuangzhou+"/"+test.id))
			plan, said := cli.Plan()
			if !onlyNoOps(plan) || plan.ResourceChanges[0].Change.Importing == nil || len(said.Texts("error")) != 0 {
				t.Errorf("planned %v, want an import alone: %+v\n%s", actions(plan), plan.ResourceChanges[0].Change, said.All())
			}
			cli.Run("apply", "-json", "plan.bin").Succeed()
			if got := sim.COS().Document(cosGuangzhou); got != document {
				t.Errorf("the import has changed the document to %s", got)
			}
			cosConverged(t, cli)
		})
	}
}

// TestAccTencentWithoutID changes and destroys rules without an id. The first that is changed gets what it goes by for its id.
func TestAccTencentWithoutID(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	rule := func(prefix string) string {
		return "<Rule><Status>Enabled</Status><Prefix>" + prefix + "</Prefix><Destination><Bucket>qcs::cos:ap-shanghai::" + cosShanghai + "</Bucket></Destination></Rule>"
	}
	must(t, sim.COS().SetDocument(cosGuangzhou, "<ReplicationConfiguration><Role>"+cosOwner+"</Role>"+rule("a/")+rule("b/")+"</ReplicationConfiguration>"))
	cli := acctest.NewCLI(t, sim)
	config := func(prefix string) string {
		return cosProvider("") + cosRule("a", fmt.Sprintf("  prefixes = [%q]", prefix))
	}
	cli.Write(config("a/"))
	cli.Run("import", cosAddress, "tencent/ap-guangzhou/"+cosGuangzhou+"/unnamed:"+cosShanghai+":a/").Succeed()
	cli.Write(config("c/"))
	plan, _ := cli.Plan()
	if got := actions(plan)[cosAddress]; got != "update" {
		t.Errorf("planned %s, want update", got)
	}
	cli.Run("apply", "-json", "plan.bin").Succeed()
	cosConverged(t, cli)
	changed(t, sim, "<ID>unnamed:"+cosShanghai+":a/</ID>", rule("b/"))
	cli.Run("destroy", "-json", "-auto-approve").Succeed()
	if document := sim.COS().Document(cosGuangzhou); strings.Contains(document, "unnamed:") || !strings.Contains(document, rule("b/")) {
		t.Errorf("left: %s", document)
	}
}

func changed(t *testing.T, sim *cloudsim.Simulator, texts ...string) {
	t.Helper()
	for _, text := range texts {
		onDocument(t, sim, cosGuangzhou, text)
	}
}
