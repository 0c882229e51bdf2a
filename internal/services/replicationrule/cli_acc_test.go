package replicationrule_test

import (
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// fastBuckets makes the buckets of rule for a provider in a process of its own.
func fastBuckets(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.FastSim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	return sim
}

// actions are the planned actions by address, those of a replacement joined by a slash.
func actions(plan *tfjson.Plan) map[string]string {
	all := map[string]string{}
	for _, change := range plan.ResourceChanges {
		var names []string
		for _, a := range change.Change.Actions {
			names = append(names, string(a))
		}
		all[change.Address] = strings.Join(names, "/")
	}
	return all
}

func onlyNoOps(plan *tfjson.Plan) bool {
	for _, action := range actions(plan) {
		if action != "no-op" {
			return false
		}
	}
	return true
}
