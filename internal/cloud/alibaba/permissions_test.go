package alibaba_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/cloudtest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

var demanding = permission.Request{
	Purpose: permission.Apply, Progress: true,
	Rules: []permission.Rule{{
		Source: ref("cn-hangzhou", "orders-hz"), Destination: ref("cn-beijing", "orders-bj"), Role: "copier", TimeControl: true, WaitForInitialSync: true,
	}},
}

func bucketOf(arn string) string { return strings.TrimPrefix(arn, "acs:oss:*:*:") }

func TestPermissionsByPurpose(t *testing.T) {
	t.Parallel()
	request := demanding
	request.Progress, request.Rules = false, []permission.Rule{{Source: demanding.Rules[0].Source, Destination: demanding.Rules[0].Destination}}
	for purpose, want := range map[permission.Purpose][]string{
		permission.Plan: {
			"oss:GetBucketInfo orders-bj", "oss:GetBucketInfo orders-hz", "oss:GetBucketLifecycle orders-bj", "oss:GetBucketLifecycle orders-hz",
			"oss:GetBucketReplication orders-bj", "oss:GetBucketReplication orders-hz", "oss:GetBucketReplicationLocation orders-hz",
		},
		permission.Apply: {
			"oss:DeleteBucketReplication orders-hz",
			"oss:GetBucketInfo orders-bj", "oss:GetBucketInfo orders-hz", "oss:GetBucketLifecycle orders-bj", "oss:GetBucketLifecycle orders-hz",
			"oss:GetBucketReplication orders-bj", "oss:GetBucketReplication orders-hz", "oss:GetBucketReplicationLocation orders-hz",
			"oss:PutBucketReplication orders-hz",
		},
		permission.Copy: {
			"oss:ReplicateDelete orders-bj", "oss:ReplicateDelete orders-bj/*", "oss:ReplicateGet orders-bj", "oss:ReplicateGet orders-bj/*",
			"oss:ReplicateGet orders-hz", "oss:ReplicateGet orders-hz/*", "oss:ReplicateList orders-bj", "oss:ReplicateList orders-bj/*",
			"oss:ReplicateList orders-hz", "oss:ReplicateList orders-hz/*", "oss:ReplicatePut orders-bj", "oss:ReplicatePut orders-bj/*",
		},
	} {
		request.Purpose = purpose
		policies, err := alibaba.Permissions(request)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, cloudtest.Allowed(t, policies.JSON, bucketOf)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", purpose, diff)
		}
		if policies.Destination != "" || (policies.Trust != "") != (purpose == permission.Copy) {
			t.Errorf("%s: %+v", purpose, policies)
		}
	}
}

// Across accounts the other account says its part.
func TestPermissionsAcrossAccounts(t *testing.T) {
	t.Parallel()
	request := demanding
	request.Account, request.DestinationAccount = "1001", "1002"
	request.Rules = []permission.Rule{{
		Source: demanding.Rules[0].Source, Destination: demanding.Rules[0].Destination, Role: "Copier", KMS: true, SourceKeyID: "k1", ReplicaKeyID: "k2",
	}}
	policies, err := alibaba.Permissions(request)
	if err != nil {
		t.Fatal(err)
	}
	own, there := cloudtest.Allowed(t, policies.JSON, bucketOf), cloudtest.Allowed(t, policies.Destination, bucketOf)
	for _, one := range own {
		if strings.HasSuffix(one, " orders-bj") && one != "oss:ReplicateGet orders-bj" {
			t.Errorf("the source's identity has %s", one)
		}
	}
	for _, one := range there {
		if !strings.HasPrefix(one, "oss:Get") && !strings.HasPrefix(one, "oss:List") && !strings.HasPrefix(one, "oss:ReplicateGet") || !strings.HasSuffix(one, " orders-bj") {
			t.Errorf("the destination's identity has %s", one)
		}
	}
	request.Purpose = permission.Copy
	policies, err = alibaba.Permissions(request)
	if err != nil || len(policies.Notes) != 1 {
		t.Fatalf("%+v, %v", policies, err)
	}
	for _, part := range []string{`"arn:sts::1001:assumed-role/copier/*"`, `"acs:oss:*:1002:orders-bj/*"`, "oss:ReplicatePut"} {
		if !strings.Contains(policies.Destination, part) || strings.Contains(policies.JSON, part) {
			t.Errorf("%s is not in the bucket's policy alone\n%s\n%s", part, policies.Destination, policies.JSON)
		}
	}
	for _, part := range []string{`"acs:kms:cn-hangzhou:1001:key/k1"`, `"acs:kms:cn-beijing:1002:key/k2"`, "kms:Decrypt"} {
		if !strings.Contains(policies.JSON, part) {
			t.Errorf("the role's policy has no %s\n%s", part, policies.JSON)
		}
	}
	request.Account = ""
	if _, err := alibaba.Permissions(request); err == nil {
		t.Error("without the source's account a bucket policy was written")
	}
}
