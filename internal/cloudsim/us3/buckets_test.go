package us3

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

func TestBucketLife(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	a := s.wants(0, s.call("CreateBucket", "Region=cn-bj2", "BucketName=blue", "Type=public", "Tag=team"))
	if !strings.Contains(a.body, `"Action":"CreateBucketResponse"`) || !strings.Contains(a.body, `"BucketId":"ufile-`) {
		t.Errorf("created: %s", a.body)
	}
	created := s.clock.Now().Unix()
	s.clock.Advance(time.Hour)
	s.wants(0, s.call("UpdateBucket", "BucketName=blue", "Type=private", "StorageClass=IA", "Region=ignored"))
	a = s.wants(0, s.call("DescribeBucket", "BucketName=blue", "Offset=7"))
	if strings.Contains(a.body, "TotalCount") || len(a.DataSet) != 1 {
		t.Fatalf("described: %s", a.body)
	}
	row := a.DataSet[0]
	delete(row, "BucketId")
	want := map[string]any{
		"BucketName": "blue", "Region": "cn-bj2", "Type": "private", "Tag": "team", "StorageClass": "IA", "Biz": "general", "HasUserDomain": 0.0,
		"CreateTime": float64(created), "ModifyTime": float64(created + 3600), "CdnDomainId": []any{},
		"Domain": map[string]any{"Src": []any{"blue.cn-bj.ufileos.com"}, "Cdn": []any{}, "CustomSrc": []any{}, "CustomCdn": []any{}},
	}
	if diff := cmp.Diff(want, row); diff != "" {
		t.Error(diff)
	}
	s.wants(0, s.call("DeleteBucket", "BucketName=blue"))
	s.wants(codeNoBucket, s.call("DescribeBucket", "BucketName=blue"))
	must(t, s.MutateSwitches(func(switches *Switches) { switches.MissingBucketIsEmpty = true }))
	if a := s.wants(0, s.call("DescribeBucket", "BucketName=blue")); len(a.DataSet) != 0 {
		t.Errorf("a missing bucket: %s", a.body)
	}
}

func TestBucketCodes(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{MinimumAge: 20 * time.Minute})
	for _, name := range []string{"ab", "Upper", "-lead", "trail-", "under_score", "www-x", "cn-bj2-x", "hk1", strings.Repeat("a", 64)} {
		s.wants(codeBadName, s.call("CreateBucket", "Region=cn-bj2", "BucketName="+name))
	}
	s.wants(codeBadType, s.call("CreateBucket", "Region=cn-bj2", "BucketName=good", "Type=open"))
	must(t, s.CreateBucket(BucketSpec{Name: "foreign", Region: "cn-bj2", Owner: stranger}))
	s.wants(codeNameTaken, s.call("CreateBucket", "Region=cn-bj2", "BucketName=foreign"))
	for _, action := range []string{"DescribeBucket", "UpdateBucket", "DeleteBucket", "DescribeMirrorRules", "DescribeUFileLifeCycle", DefaultActions().Describe} {
		s.wants(codeNoBucket, s.call(action, "BucketName=foreign"))
		s.wants(codeNoBucket, s.call(action, "BucketName=absent"))
	}
	for i := range standardBucketsInRegion {
		s.wants(0, s.call("CreateBucket", "Region=cn-bj2", fmt.Sprintf("BucketName=bucket-%02d", i)))
	}
	s.wants(codeQuota, s.call("CreateBucket", "Region=cn-bj2", "BucketName=one-more"))
	s.wants(0, s.call("CreateBucket", "Region=cn-sh2", "BucketName=one-more"))
	s.wants(codeBadType, s.call("UpdateBucket", "BucketName=one-more", "Type=open"))
	s.wants(codeBadParam, s.call("UpdateBucket", "BucketName=one-more", "StorageClass=COLD"))
	s.wants(codeTooYoung, s.call("DeleteBucket", "BucketName=one-more"))

	s.clock.Advance(time.Hour)
	s.put("bucket-00", "key", "1")
	_, err := s.AddRule("bucket-00", Rule{DstBucket: "one-more", Status: StatusDisabled})
	must(t, err)
	s.mutate("bucket-00", func(b *BucketSpec) { b.Mirrors = []MirrorRule{{Prefix: "a/", Domain: "example.com"}} })
	s.wants(codeNotEmpty, s.call("DeleteBucket", "BucketName=bucket-00"))
	must(t, s.DeleteObject("bucket-00", "key"))
	s.wants(codeMirrorBlocksDelete, s.call("DeleteBucket", "BucketName=bucket-00"))
	if a := s.call("DescribeMirrorRules", "BucketName=bucket-00"); !strings.Contains(a.body, `"Condition":{"Prefix":"a/","StatusCode":404}`) || !strings.Contains(a.body, `"Domain":"example.com"`) {
		t.Errorf("mirror rules: %s", a.body)
	}
	s.mutate("bucket-00", func(b *BucketSpec) { b.Mirrors = nil })
	for _, name := range []string{"bucket-00", "one-more"} { // either end
		s.wants(codeReplicationNotOff, s.call("DeleteBucket", "BucketName="+name))
	}
	must(t, s.RemoveRule("bucket-00", s.Rules("bucket-00")[0].ID))
	s.wants(0, s.call("DeleteBucket", "BucketName=bucket-00"))
}

func TestBucketPages(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	for i := range 5 {
		s.bucket(fmt.Sprintf("bucket-%d", i), []string{"cn-bj2", "cn-sh2"}[i%2])
	}
	must(t, s.CreateBucket(BucketSpec{Name: "foreign", Region: "cn-bj2", Owner: stranger}))
	names := func(pairs ...string) string {
		var all []string
		for _, row := range s.wants(0, s.call("DescribeBucket", pairs...)).DataSet {
			all = append(all, fmt.Sprint(row["BucketName"], "/", len(row) > 1))
		}
		return strings.Join(all, " ")
	}
	for got, want := range map[string]string{
		names("Limit=2"):             "bucket-0/true bucket-1/true",
		names("Limit=2", "Offset=4"): "bucket-4/true",
		names("Offset=9"):            "",
		names("Region=cn-sh2"):       "bucket-1/false bucket-3/false", // names alone
	} {
		if got != want {
			t.Errorf("page %q, want %q", got, want)
		}
	}
	s.wants(codeBadParam, s.call("DescribeBucket", "Limit=0"))
}

func TestProjects(t *testing.T) {
	t.Parallel()
	s := newSim(t, Options{})
	if a := s.call("GetProjectList"); !strings.Contains(a.body, DefaultProjectID(owner)) || !strings.Contains(a.body, `"ProjectCount":1`) {
		t.Errorf("projects: %s", a.body)
	}
	must(t, s.CreateProject(Project{ID: "org-one", Account: owner, Default: true}))
	must(t, s.CreateProject(Project{ID: "org-two", Account: owner}))
	must(t, s.CreateProject(Project{ID: "org-foreign", Account: stranger}))
	s.access.Put(world.Key{Cloud: cloud, Account: stranger, ID: "s", Secret: "s"})
	s.wants(0, s.call("CreateBucket", "Region=cn-bj2", "BucketName=in-one"))
	s.wants(0, s.call("CreateBucket", "Region=cn-sh2", "BucketName=in-two", "ProjectId=org-two"))
	s.wants(0, s.call("DescribeBucket", "BucketName=in-one", "ProjectId=org-one"))
	s.wants(codeNoBucket, s.call("DescribeBucket", "BucketName=in-one", "ProjectId=org-two"))
	s.wants(codeNoBucket, s.create("in-one", "in-two"))
	s.wants(codeUnknownProject, s.call("DescribeBucket", "ProjectId=org-foreign"))
	if a := s.form(signedBy("s", "s", "GetProjectList")); !strings.Contains(a.body, `"ProjectId":"org-foreign"`) || !strings.Contains(a.body, `"ProjectCount":1`) {
		t.Errorf("the stranger's projects: %s", a.body)
	}
	if a := s.call("GetAvailableRegion"); !strings.Contains(a.body, `{"Region":"cn-bj2","SrcDomainSuffix":"cn-bj.ufileos.com"}`) {
		t.Errorf("regions: %s", a.body)
	}
	if s.CreateProject(Project{ID: "org-nobody"}) == nil {
		t.Error("a project without account was created")
	}
}
