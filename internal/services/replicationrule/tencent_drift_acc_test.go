package replicationrule_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// TestAccTencentDrift changes the document behind Terraform's back and expects the plan that mends it.
func TestAccTencentDrift(t *testing.T) {
	t.Parallel()
	edit := func(from, to string) func(*testing.T, *cloudsim.Simulator) {
		return func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			document := sim.COS().Document(cosGuangzhou)
			if !strings.Contains(document, from) {
				t.Fatalf("the document has no %q: %s", from, document)
			}
			must(t, sim.COS().SetDocument(cosGuangzhou, strings.Replace(document, from, to, 1)))
		}
	}
	remove := func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		must(t, sim.COS().RemoveRule(cosGuangzhou, cosRuleOf(t, sim, cosGuangzhou, func(r cos.Rule) bool { return r.ID != "by-hand" }).ID))
	}
	for name, test := range map[string]struct {
		happen func(*testing.T, *cloudsim.Simulator)
		action plancheck.ResourceActionType
	}{
		"the document is gone": {remove, plancheck.ResourceActionCreate},
		"deleted beside another rule": {
			func(t *testing.T, sim *cloudsim.Simulator) {
				t.Helper()
				cosForeign(t, sim, cosGuangzhou, cos.Rule{ID: "by-hand", Prefix: "by-hand/", Bucket: cosShanghai})
				remove(t, sim)
			}, plancheck.ResourceActionCreate,
		},
		"disabled":         {edit("<Status>Enabled", "<Status>Disabled"), plancheck.ResourceActionUpdate},
		"another prefix":   {edit("invoices/", "receipts/"), plancheck.ResourceActionUpdate},
		"no prefix":        {edit("<Prefix>invoices/</Prefix>", ""), plancheck.ResourceActionUpdate},
		"a priority":       {edit("<Prefix>", "<Priority>5</Priority><Prefix>"), plancheck.ResourceActionUpdate},
		"another class":    {edit("STANDARD_IA", "ARCHIVE"), plancheck.ResourceActionUpdate},
		"no class":         {edit("<StorageClass>STANDARD_IA</StorageClass>", ""), plancheck.ResourceActionUpdate},
		"deletions stay":   {edit("<DeleteMarkerReplication><Status>Enabled", "<DeleteMarkerReplication><Status>Disabled"), plancheck.ResourceActionUpdate},
		"KMS":              {edit("</Destination>", "</Destination><SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>"), plancheck.ResourceActionUpdate},
		"another end":      {edit("qcs::cos:ap-shanghai::"+cosShanghai, "qcs::cos:ap-chengdu::"+cosChengdu), plancheck.ResourceActionDestroyBeforeCreate},
		"the class's case": {edit("STANDARD_IA", "Standard_IA"), plancheck.ResourceActionNoop},
		"the role, which the configuration leaves open": {edit("uin/100000000001</Role>", "uin/100000000005</Role>"), plancheck.ResourceActionNoop},
		"a former spelling of the destination":          {edit("qcs::cos:ap-shanghai::"+cosShanghai, "qcs:id/0:cos:cossh:appid/1250000000:orders-sh"), plancheck.ResourceActionNoop},
		"the prefix in a filter":                        {edit("<Prefix>invoices/</Prefix>", "<Filter><Prefix>invoices/</Prefix></Filter>"), plancheck.ResourceActionNoop},
		"the default of deletions unsaid":               {edit("<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>", ""), plancheck.ResourceActionNoop},
		"elements that nobody knows":                    {edit("</Destination>", "<Speed>fast</Speed></Destination><Odd/>"), plancheck.ResourceActionNoop},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := cosBuckets(t, acctest.Sim(t))
			config := cosProvider("") + cosRule("a", "  prefixes = [\"invoices/\"]\n  tencent = { storage_class = \"STANDARD_IA\" }")
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(sim),
				Steps: []resource.TestStep{
					{Config: config},
					{
						PreConfig: func() { test.happen(t, sim) },
						Config:    config,
						ConfigPlanChecks: resource.ConfigPlanChecks{
							PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(cosAddress, test.action)},
							PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
						},
					},
				},
			})
		})
	}
}

// TestAccTencentUnknownElements updates a rule in a document with elements that no SDK knows: only what the update is about changes.
func TestAccTencentUnknownElements(t *testing.T) {
	t.Parallel()
	sim := cosBuckets(t, acctest.FastSim(t))
	must(t, sim.COS().SetDocument(cosGuangzhou, `<?xml version='1.0' encoding='utf-8' ?>
<!-- of the storage team -->
<ReplicationConfiguration>
  <Role>`+cosOwner+`</Role>
  <Limits><Bandwidth unit="MB">7</Bandwidth></Limits>
  <Rule><Status>Enabled</Status><ID>by-hand</ID><Prefix>by-hand/</Prefix><Quirk/><Destination><Bucket>qcs::cos:ap-shanghai::`+cosShanghai+`</Bucket><Speed>fast</Speed></Destination></Rule>
</ReplicationConfiguration>
`))
	cli := acctest.NewCLI(t, sim)
	cli.Write(cosProvider("") + cosRule("a", `  prefixes = ["a/"]`))
	cli.Apply()
	document := strings.Replace(sim.COS().Document(cosGuangzhou), "<Prefix>a/</Prefix>", "<Prefix>a/</Prefix><Later>x &amp; y</Later>", 1)
	must(t, sim.COS().SetDocument(cosGuangzhou, document))
	cosConverged(t, cli)

	cli.Write(cosProvider("") + cosRule("a", "  prefixes = [\"a/\"]\n  tencent = { storage_class = \"ARCHIVE\" }"))
	cli.Apply()
	onDocument(t, sim, cosGuangzhou, "<StorageClass>ARCHIVE</StorageClass>")
	if got := strings.Replace(sim.COS().Document(cosGuangzhou), "<StorageClass>ARCHIVE</StorageClass>", "", 1); got != document {
		t.Errorf("the document was\n%s\nand is\n%s", document, got)
	}
	cosConverged(t, cli)
}
