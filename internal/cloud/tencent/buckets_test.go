package tencent_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func TestBucketsOfAllPagesAndRegions(t *testing.T) {
	t.Parallel()
	s := newSim(cos.Options{})
	for i := range 1203 {
		region := "ap-guangzhou"
		if i%3 == 0 {
			region = "ap-singapore"
		}
		s.buckets(t, ref(region, fmt.Sprintf("b-%04d-%s", i, cloudsim.DefaultTencentAppID)))
	}
	all, err := s.driver(t).Buckets(t.Context(), "")
	if err != nil || len(all) != 1203 || all[0].Region != "ap-singapore" {
		t.Errorf("all: %d buckets, %v", len(all), err)
	}
	if got := s.Count("cos", "GetService", "*"); got != 2 {
		t.Errorf("%d requests, want two pages", got)
	}
	some, err := s.driver(t).Buckets(t.Context(), "ap-singapore")
	if err != nil || len(some) != 401 {
		t.Errorf("one region: %d buckets, %v", len(some), err)
	}
}

func TestBucketsWithoutPermission(t *testing.T) {
	t.Parallel()
	s := newSim(cos.Options{})
	s.Access().Put(world.Key{
		Cloud: "tencent", Account: cloudsim.DefaultTencentAccount, ID: cloudsim.DefaultTencentKeyID, Secret: cloudsim.DefaultTencentKeySecret,
		Deny: []string{"cos:GetService"},
	})
	_, err := s.driver(t).Buckets(t.Context(), "")
	if !replication.IsKind(err, replication.KindPermission) || !strings.Contains(err.Error(), "cos:GetService on *") {
		t.Errorf("Buckets returned %v", err)
	}
}
