package tencent_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

var camBucket = regexp.MustCompile(`^qcs::cos:[a-z-]+:uid/1250000000:([a-z0-9-]+)/(\*?)$`)

// bucketOf is the bucket of a resource; the simulated COS knows objects by their bucket. What is not of the form is no bucket, and allows nothing.
func bucketOf(resource string) string {
	if resource == "*" {
		return "*"
	}
	m := camBucket.FindStringSubmatch(resource)
	if m == nil {
		return "malformed"
	}
	return m[1]
}

func request(purpose permission.Purpose, progress bool) permission.Request {
	return permission.Request{Purpose: purpose, Progress: progress, Rules: []permission.Rule{{
		Source: ref("ap-guangzhou", "orders-gz-1250000000"), Destination: ref("ap-shanghai", "orders-sh-1250000000"),
	}}}
}

func TestPermissionsByPurpose(t *testing.T) {
	t.Parallel()
	const source, destination = " orders-gz-1250000000", " orders-sh-1250000000"
	plan := []string{
		"name/cos:GetBucketEncryption" + source, "name/cos:GetBucketEncryption" + destination,
		"name/cos:GetBucketLifecycle" + source, "name/cos:GetBucketLifecycle" + destination,
		"name/cos:GetBucketReplication" + source, "name/cos:GetBucketReplication" + destination,
		"name/cos:GetBucketVersioning" + source, "name/cos:GetBucketVersioning" + destination,
		"name/cos:HeadBucket" + source, "name/cos:HeadBucket" + destination,
	}
	policies, err := tencent.Permissions(request(permission.Plan, false))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plan, cloudtest.Allowed(t, policies.JSON, bucketOf)); diff != "" {
		t.Errorf("plan (-want +got)\n%s", diff)
	}
	named := request(permission.Apply, false)
	named.Rules[0].Role = "qcs::cam::uin/1:uin/2"
	if policies, _ = tencent.Permissions(named); strings.Contains(policies.JSON, "GetService") {
		t.Errorf("with a role the owner need not be found\n%s", policies.JSON)
	}
	policies, err = tencent.Permissions(request(permission.Copy, false))
	if err != nil || len(policies.Notes) != 1 || !strings.Contains(policies.Notes[0], "inferred") ||
		!strings.Contains(policies.JSON, `"qcs::cos:ap-shanghai:uid/1250000000:orders-sh-1250000000/*"`) || !strings.Contains(policies.JSON, `"version": "2.0"`) {
		t.Errorf("copy: %+v, %v", policies, err)
	}
}
