package alibaba_test

import (
	"fmt"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

func TestBucketsOfAllPagesAndRegions(t *testing.T) {
	t.Parallel()
	s := newSim(t)
	for i := range 1203 {
		region := "cn-hangzhou"
		if i%3 == 0 {
			region = "ap-southeast-1"
		}
		spec := oss.BucketSpec{Name: fmt.Sprintf("b-%04d", i), Region: region, Owner: cloudsim.DefaultAlibabaAccount}
		if err := s.OSS().CreateBucket(spec); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.driver(t).Buckets(t.Context(), "")
	if err != nil || len(all) != 1203 || all[0].Region != "ap-southeast-1" || all[0].Bucket != "b-0000" {
		t.Errorf("all: %d buckets, %v", len(all), err)
	}
	if got := s.Count("oss", "ListBuckets", "oss-cn-hangzhou.aliyuncs.com"); got != 2 {
		t.Errorf("%d requests, want two pages", got)
	}
	some, err := s.driver(t).Buckets(t.Context(), "ap-southeast-1")
	if err != nil || len(some) != 401 {
		t.Errorf("one region: %d buckets, %v", len(some), err)
	}
}
