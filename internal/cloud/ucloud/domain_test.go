package ucloud_test

import (
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

func TestDomain(t *testing.T) {
	t.Parallel()
	sim := newSim(t, us3.RuleSetStrict)
	sim.buckets(t, ref("cn-bj2", "orders-bj2"))
	d := sim.driver(t)
	if name, err := d.Domain(t.Context(), ref("cn-bj2", "orders-bj2")); err != nil || name != "orders-bj2.cn-bj.ufileos.com" {
		t.Errorf("domain %q, %v", name, err)
	}
	if name, _ := d.Domain(t.Context(), ref("cn-bj2", "no-such-bucket")); name != "" {
		t.Errorf("a bucket that is not there has the domain %q", name)
	}
}
