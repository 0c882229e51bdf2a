package tencent_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
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

// TestPermissionsAreExact lives a whole life cycle with exactly the policy: checks, create, change, progress, delete.
func TestPermissionsAreExact(t *testing.T) {
	t.Parallel()
	asked := request(permission.Apply, true)
	policies, err := tencent.Permissions(asked)
	if err != nil {
		t.Fatal(err)
	}
	cloudtest.EachIsMissed(t, cloudtest.Allowed(t, policies.JSON, bucketOf), func(t *testing.T, permissions []string) string {
		t.Helper()
		s := newSim(cos.Options{})
		source, destination := asked.Rules[0].Source, asked.Rules[0].Destination
		s.buckets(t, source, destination)
		key, _ := s.Access().Find("tencent", cloudsim.DefaultTencentKeyID)
		key.Allow = permissions
		s.Access().Put(key)
		session := replication.NewSession(s.Clock(), nil, false, replication.CloudOptions{
			Capabilities: replication.TencentCapabilities,
			Open:         func(context.Context) (replication.Driver, error) { return s.driver(t), nil },
		})
		rule := replication.Rule{ID: "r", Source: source, Destination: destination, Enabled: true, ReplicateDeletes: true}
		change := func(r replication.Rule) replication.Rule {
			r.Prefixes = []string{"a/"}
			return r
		}
		return cloudtest.LifeCycle(t, session, rule, change, func() {
			if _, err := s.COS().PutObject(source.Bucket, "a/b", cos.ObjectSpec{}); err != nil {
				t.Fatal(err)
			}
			s.Clock().Advance(time.Hour)
		})
	})
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
