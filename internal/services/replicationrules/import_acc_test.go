package replicationrules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

// account is a cloud with rules that were made elsewhere, and how the provider gets there.
type account struct {
	cloud, provider string
	rules           int
	make            func(t *testing.T, sim *cloudsim.Simulator)
}

var accounts = []account{
	{"alibaba", acctest.Provider(""), 4, func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		for _, name := range []string{"a", "b", "c", "d"} {
			acctest.Bucket(t, sim, "source-"+name, "cn-hangzhou", acctest.Versioned)
			acctest.Bucket(t, sim, "replica-"+name, "cn-beijing", acctest.Versioned)
		}
		addRule(t, sim, "source-a", oss.Rule{ID: "1", Bucket: "replica-a", Historical: true})
		addRule(t, sim, "source-b", oss.Rule{ID: "2", Bucket: "replica-b", Action: "PUT,DELETE", Prefixes: []string{"x/", "y/"}})
		addRule(t, sim, "source-c", oss.Rule{ID: "3", Bucket: "replica-c", Action: "PUT", RTC: true})
		addRule(t, sim, "source-d", oss.Rule{ID: "a/b:4", Bucket: "replica-d", SyncRole: "copier", KMS: "Enabled", ReplicaKMSKeyID: "key-1"})
	}},
	{"tencent", `
provider "multicloud" {
  tencent = {
    secret_id  = "` + cloudsim.DefaultTencentKeyID + `"
    secret_key = "` + cloudsim.DefaultTencentKeySecret + `"
  }
}
`, 5, func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		for name, region := range map[string]string{"a": "ap-guangzhou", "b": "ap-guangzhou", "replica": "ap-shanghai"} {
			spec := cos.BucketSpec{Name: cosName(name), Region: region, Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}
			if err := sim.COS().CreateBucket(spec); err != nil {
				t.Fatal(err)
			}
		}
		for _, of := range []struct {
			bucket string
			rule   cos.Rule
		}{
			{"a", cos.Rule{ID: "first", Priority: 1, Prefix: "x/", Tags: []cos.Tag{{Key: "keep", Value: "yes"}}, DeleteMarkers: "Disabled"}},
			{"a", cos.Rule{ID: "second", Priority: 2, Prefix: "x/", StorageClass: "STANDARD_IA"}},
			{"a", cos.Rule{ID: "off", Priority: 3, Prefix: "off/", Status: "Disabled"}},
			{"b", cos.Rule{Prefix: "without an id/"}},
			{"b", cos.Rule{ID: "kms", Prefix: "kms/", KMS: "Enabled", ReplicaKMSKeyID: "key-1"}},
		} {
			of.rule.Bucket, of.rule.Region = cosName("replica"), "ap-shanghai"
			if err := sim.COS().AddRule(cosName(of.bucket), of.rule); err != nil {
				t.Fatal(err)
			}
		}
	}},
	{"ucloud", `
provider "multicloud" {
  ucloud = {
    public_key  = "` + cloudsim.DefaultUCloudPublicKey + `"
    private_key = "` + cloudsim.DefaultUCloudPrivateKey + `"
  }
}
`, 2, func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		for _, name := range []string{"a", "b"} {
			for bucket, region := range map[string]string{"source-" + name: "cn-bj2", "replica-" + name: "cn-gd"} {
				if err := sim.US3().CreateBucket(us3.BucketSpec{Name: bucket, Region: region, Owner: cloudsim.DefaultUCloudAccount}); err != nil {
					t.Fatal(err)
				}
			}
			id, err := sim.US3().AddRule("source-"+name, us3.Rule{DstBucket: "replica-" + name, DstRegion: "cn-gd"})
			if err == nil && name == "b" {
				err = sim.US3().SetRuleStatus("source-b", id, us3.StatusDisabled)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}},
}

func cosName(name string) string { return name + "-" + cloudsim.DefaultTencentAppID }

// TestAccImportAccount takes over the rules of an account as code: the data source feeds import blocks, nothing is changed, and the
// plan is empty afterwards. The configuration is the same for every cloud.
func TestAccImportAccount(t *testing.T) {
	t.Parallel()
	for _, a := range accounts {
		t.Run(a.cloud, func(t *testing.T) {
			t.Parallel()
			sim := acctest.FastSim(t)
			a.make(t, sim)
			cli := acctest.NewCLI(t, sim)
			cli.Write(a.provider + `
data "multicloud_replication_rules" "all" {
  cloud = "` + a.cloud + `"
}

locals {
  rules = { for r in data.multicloud_replication_rules.all.rules : r.id => r }
}

import {
  for_each = local.rules
  to       = multicloud_replication_rule.all[each.key]
  id       = each.value.id
}

resource "multicloud_replication_rule" "all" {
  for_each    = local.rules
  cloud       = each.value.cloud
  source      = each.value.source
  destination = each.value.destination
  rule_id     = each.value.rule_id
  enabled     = each.value.enabled
  prefixes    = each.value.prefixes
  encryption  = each.value.encryption
  alibaba     = each.value.alibaba
  tencent     = each.value.tencent
  ucloud      = each.value.ucloud

  replicate_deletes          = each.value.replicate_deletes
  replicate_existing_objects = each.value.replicate_existing_objects
}
`)
			applied := cli.Apply()
			if want := fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed", a.rules); !strings.Contains(applied.Stdout, want) {
				t.Errorf("apply did more than import %d rules:\n%s", a.rules, applied.Stdout)
			}
			plan, _ := cli.Plan()
			if len(plan.ResourceChanges) != a.rules {
				t.Errorf("the plan knows %d rules, want %d", len(plan.ResourceChanges), a.rules)
			}
			for _, change := range plan.ResourceChanges {
				if !change.Change.Actions.NoOp() {
					t.Errorf("%s: planned %v", change.Address, change.Change.Actions)
				}
			}
			writes := sim.Count("", "Put*", "") + sim.Count("", "Create*", "") + sim.Count("", "Update*", "") + sim.Count("", "Delete*", "")
			if writes > 0 {
				t.Errorf("%d requests wrote something", writes)
			}
		})
	}
}
