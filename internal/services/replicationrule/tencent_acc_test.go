package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

// The buckets of the tests on tencent.
const (
	cosGuangzhou = "orders-gz-1250000000"
	cosShanghai  = "orders-sh-1250000000"
	cosChengdu   = "orders-cd-1250000000"
	cosOwner     = "qcs::cam::uin/100000000001:uin/100000000001"
)

var cosRegions = map[string]string{cosGuangzhou: "ap-guangzhou", cosShanghai: "ap-shanghai", cosChengdu: "ap-chengdu"}

// cosBuckets makes the versioned buckets of the tests on tencent in simulated clouds.
func cosBuckets(t *testing.T, sim *cloudsim.Simulator) *cloudsim.Simulator {
	t.Helper()
	for name, region := range cosRegions {
		must(t, sim.COS().CreateBucket(cos.BucketSpec{
			Name: name, Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled,
		}))
	}
	return sim
}

// cosProvider is a provider block with the simulated clouds' key for tencent and more arguments, if any.
func cosProvider(arguments string) string {
	return cosProviderWith(cloudsim.DefaultTencentKeyID, cloudsim.DefaultTencentKeySecret, arguments)
}

func cosProviderWith(id, key, arguments string) string {
	return `
provider "multicloud" {
  tencent = {
    secret_id  = "` + id + `"
    secret_key = "` + key + `"
  }
` + arguments + `
}
`
}

// cosBetween is a rule named name between two of the buckets, with more arguments.
func cosBetween(name, source, destination, arguments string) string {
	region := func(bucket string) string {
		if region, ok := cosRegions[bucket]; ok {
			return region
		}
		return "ap-shanghai"
	}
	return fmt.Sprintf(`
resource "multicloud_replication_rule" %q {
  cloud       = "tencent"
  source      = { bucket = %q, region = %q }
  destination = { bucket = %q, region = %q }
%s
}
`, name, source, region(source), destination, region(destination), arguments)
}

// cosRule is a rule from Guangzhou to Shanghai.
func cosRule(name, arguments string) string {
	return cosBetween(name, cosGuangzhou, cosShanghai, arguments)
}

// cosForeign adds a rule as somebody at the console would.
func cosForeign(t *testing.T, sim *cloudsim.Simulator, bucket string, r cos.Rule) {
	t.Helper()
	must(t, sim.COS().AddRule(bucket, r))
}

// cosRuleOf is the only rule of a bucket that a test has found by what it is about.
func cosRuleOf(t *testing.T, sim *cloudsim.Simulator, bucket string, is func(cos.Rule) bool) cos.Rule {
	t.Helper()
	var found []cos.Rule
	for _, r := range sim.COS().Rules(bucket) {
		if is(r.Rule) {
			found = append(found, r.Rule)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d rules of %s are meant, want one of %+v", len(found), bucket, sim.COS().Rules(bucket))
	}
	return found[0]
}

// cosIDs are the ids of a bucket's rules, in the order of the document.
func cosIDs(sim *cloudsim.Simulator, bucket string) []string {
	var ids []string
	for _, r := range sim.COS().Rules(bucket) {
		ids = append(ids, r.ID)
	}
	return ids
}

// cosConverged expects an empty and quiet plan.
func cosConverged(t *testing.T, cli *acctest.CLI) {
	t.Helper()
	plan, said := cli.Plan()
	if !onlyNoOps(plan) || len(said.Diagnostics()) != 0 {
		t.Errorf("the plan is not empty and quiet: %v\n%s", actions(plan), said.All())
	}
}

// onDocument expects that the document of a bucket holds a text.
func onDocument(t *testing.T, sim *cloudsim.Simulator, bucket, text string) {
	t.Helper()
	if document := sim.COS().Document(bucket); !strings.Contains(document, text) {
		t.Errorf("the document of %s lacks %q:\n%s", bucket, text, document)
	}
}
