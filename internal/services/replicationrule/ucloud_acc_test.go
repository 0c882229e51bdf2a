package replicationrule_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// us3Buckets are the buckets of the tests on ucloud, by name, with their regions.
var us3Buckets = map[string]string{
	"orders-a": "cn-bj2", "orders-b": "cn-gd", "orders-c": "cn-sh2", "orders-d": "cn-gd",
}

// us3Sim makes the buckets in simulated clouds.
func us3Sim(t *testing.T, sim *cloudsim.Simulator) *cloudsim.Simulator {
	t.Helper()
	for name, region := range us3Buckets {
		must(t, sim.US3().CreateBucket(us3.BucketSpec{Name: name, Region: region, Owner: cloudsim.DefaultUCloudAccount}))
	}
	return sim
}

// us3Provider is a provider block with the simulated clouds' key for ucloud and more arguments of that object.
func us3Provider(arguments string) string {
	return `
provider "multicloud" {
  ucloud = {
    public_key  = "` + cloudsim.DefaultUCloudPublicKey + `"
    private_key = "` + cloudsim.DefaultUCloudPrivateKey + `"
` + arguments + `
  }
}
`
}

// us3Rule is a rule between two of the buckets, with more arguments.
func us3Rule(name, from, to, arguments string) string {
	return `
resource "multicloud_replication_rule" "` + name + `" {
  cloud       = "ucloud"
  source      = { bucket = "` + from + `", region = "` + us3Buckets[from] + `" }
  destination = { bucket = "` + to + `", region = "` + us3Buckets[to] + `" }
` + arguments + `
}
`
}

// us3CLI is the real CLI on the buckets.
func us3CLI(t *testing.T) (*cloudsim.Simulator, *acctest.CLI) {
	t.Helper()
	sim := us3Sim(t, acctest.FastSim(t))
	return sim, acctest.NewCLI(t, sim)
}

// us3Rules are the rules out of orders-a.
func us3Rules(sim *cloudsim.Simulator) []us3.RuleState { return sim.US3().Rules("orders-a") }
