package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
)

func cosChange(name string, set func(*cos.BucketSpec)) func(*testing.T, *cloudsim.Simulator) {
	return func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		must(t, sim.COS().MutateBucket(name, set))
	}
}

func withForeign(bucket string, r cos.Rule) func(*testing.T, *cloudsim.Simulator) {
	return func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		cosForeign(t, sim, bucket, r)
	}
}

// tencentCases are those of COS, and of what all clouds have in common.
func tencentCases() []constraintCase {
	suspended := func(spec *cos.BucketSpec) { spec.Versioning = cos.VersioningSuspended }
	kms := func(spec *cos.BucketSpec) { spec.Encryption = cos.Encryption{Algorithm: "KMS"} }
	expiring := func(spec *cos.BucketSpec) { spec.Lifecycle = lifecycleXML }
	thousand := func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		var b strings.Builder
		for i := range 1000 {
			fmt.Fprintf(&b, "<Rule><ID>r-%d</ID><Status>Enabled</Status><Prefix>folder-%d/</Prefix><Destination><Bucket>qcs::cos:ap-shanghai::%s</Bucket></Destination></Rule>", i, i, cosShanghai)
		}
		must(t, sim.COS().SetDocument(cosGuangzhou, "<ReplicationConfiguration><Role>"+cosOwner+"</Role>"+b.String()+"</ReplicationConfiguration>"))
	}
	declared := strings.Replace(cosRule("a", ""), `region = "ap-shanghai"`, `region = "ap-shanghai", versioning = "Suspended"`, 1)
	const other = `role = "qcs::cam::uin/100000000001:uin/100000000009"`
	return []constraintCase{
		{id: "T1", live: true, config: cosRule("a", ""), setup: cosChange(cosShanghai, suspended), severity: "error", text: "destination.versioning", on: "destination"},
		{id: "T1", name: "source", live: true, config: cosRule("a", ""), setup: cosChange(cosGuangzhou, suspended), severity: "error", text: "source.versioning", on: "source"},
		{id: "T1", name: "declared", config: declared, severity: "error", text: "suspended", on: "destination"},
		{id: "T2", config: cosBetween("a", cosGuangzhou, "orders-1250000001", ""), severity: "error", text: "does not replicate across accounts", on: "destination"},
		{id: "T2", name: "role", config: cosRule("a", `  tencent = { role = "qcs::cam::uin/1:roleName/x" }`), severity: "error", text: "not a CAM role", on: "tencent"},
		{id: "T3", config: cosRule("a", `  prefixes = ["a/"]
  tencent = { priority = 1 }`) + cosRule("other", `  prefixes = ["b/"]`), severity: "error", text: "others of the same source bucket have"},
		{id: "T3", name: "range", config: cosRule("a", `  tencent = { priority = 1001 }`), severity: "error", text: "1 to 1000", on: "tencent"},
		{
			id: "T3", name: "a rule of others", live: true, config: cosRule("a", `  tencent = { priority = 1 }`), severity: "warning", text: "by-hand", on: "tencent",
			setup: withForeign(cosGuangzhou, cos.Rule{ID: "by-hand", Prefix: "b/", Bucket: cosShanghai}),
		},
		{id: "T4", config: cosRule("a", `  prefixes = ["a/"]`) + cosRule("other", `  prefixes = ["a/b/"]`), severity: "error", text: `"a/b/"`},
		{
			id: "T4", name: "a rule of others", live: true, config: cosRule("a", `  prefixes = ["a/b/"]`), severity: "warning", text: "by-hand", on: "prefixes",
			setup: withForeign(cosGuangzhou, cos.Rule{ID: "by-hand", Prefix: "a/", Bucket: cosShanghai}),
		},
		{id: "T5", config: cosRule("a", `  tencent = { tags = { team = "a" } }`), severity: "error", text: "replicate_deletes = false"},
		{id: "T6", config: cosRule("a", `  encryption = { replicate_kms_objects = true }`), severity: "error", text: "replica_kms_key_id", on: "encryption"},
		{id: "T7", config: cosRule("a", `  replicate_existing_objects = true`), severity: "error", text: "coscli sync", on: "replicate_existing_objects"},
		{id: "T8", live: true, config: cosRule("a", `  prefixes = ["new/"]`), setup: thousand, severity: "error", text: "1001", on: "source"},
		{
			id: "T8", name: "second destination", live: true, config: cosRule("a", ""), severity: "warning", text: "copy-sh-1250000000", on: "destination",
			setup: withForeign(cosGuangzhou, cos.Rule{ID: "by-hand", Bucket: "copy-sh-1250000000", Region: "ap-shanghai"}),
		},
		{
			id: "T8", name: "several zones to one", live: true, config: cosRule("a", ""), severity: "warning", text: "several zones",
			setup: cosChange(cosGuangzhou, func(spec *cos.BucketSpec) { spec.AZ = cos.MultiAZ }),
		},
		{id: "T9", config: cosRule("a", `  prefixes = ["a/", "b/"]`), severity: "error", text: "2 prefixes", on: "prefixes"},
		{id: "T10", live: true, config: cosRule("a", ""), setup: cosChange(cosGuangzhou, kms), severity: "warning", text: "replicate_kms_objects"},
		{id: "T11", config: cosRule("a", "  prefixes = [\"a/\"]\n  tencent = { role = \""+cosOwner+"\" }") + cosRule("other", "  prefixes = [\"b/\"]\n  tencent = { "+other+" }"), severity: "error", text: "one role"},
		{id: "T12", config: cosRule("a", `  tencent = { storage_class = "IA" }`), severity: "error", text: "STANDARD_IA", on: "tencent"},
		{
			id: "T11", name: "a rule of others", live: true, config: cosRule("a", "  prefixes = [\"a/\"]\n  tencent = { "+other+" }"), severity: "error", text: "by-hand", on: "tencent",
			setup: withForeign(cosGuangzhou, cos.Rule{ID: "by-hand", Prefix: "b/", Bucket: cosShanghai}),
		},

		{id: "G3", config: cosRule("a", "") + cosBetween("next", cosShanghai, cosChengdu, ""), severity: "warning", text: cosChengdu},
		{id: "G4", config: cosRule("a", `  replicate_deletes = false`) + cosBetween("other", cosShanghai, cosGuangzhou, ""), severity: "warning", text: "replicate_deletes"},
		{
			id: "G4", name: "a rule of others", live: true, config: cosRule("a", ""), severity: "warning", text: "by-hand",
			setup: withForeign(cosShanghai, cos.Rule{ID: "by-hand", Prefix: "b/", Bucket: cosGuangzhou}),
		},
		{
			id: "G5", live: true, config: strings.Replace(cosRule("a", ""), `"ap-guangzhou"`, `"ap-beijing"`, 1), severity: "error", text: "ap-guangzhou", on: "source",
		},
		{id: "G6", live: true, config: cosBetween("a", cosGuangzhou, "later-1250000000", ""), severity: "warning", text: "later-1250000000", on: "destination"},
		{
			id: "G11", live: true, config: cosRule("a", ""), severity: "warning", text: "lifecycle",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				t.Helper()
				cosChange(cosGuangzhou, expiring)(t, sim)
				cosChange(cosShanghai, expiring)(t, sim)
			},
		},
	}
}

// TestAccTencentConstraints takes every constraint of COS through the real CLI: it refuses or warns, on the right
// attribute, with its id; and `checks` lowers it and switches it off.
func TestAccTencentConstraints(t *testing.T) {
	t.Parallel()
	for _, test := range tencentCases() {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, cosBuckets(t, acctest.FastSim(t)), cosProvider)
		})
	}
}

// TestAccTencentConstraintsOffline plans what violates many constraints of COS at once, without a request.
func TestAccTencentConstraintsOffline(t *testing.T) {
	t.Parallel()
	constraintsOffline(t, tencentCases(), cosProvider)
}

// TestAccTencentDisabling warns that disabling a rule leaves a gap, in the plan that does it and in no other.
func TestAccTencentDisabling(t *testing.T) {
	t.Parallel()
	cli := acctest.NewCLI(t, cosBuckets(t, acctest.FastSim(t)))
	cli.Write(cosProvider("") + cosRule("a", ""))
	cli.Apply()
	cli.Write(cosProvider("") + cosRule("a", "  enabled = false"))
	plan, said := cli.Plan()
	if got := actions(plan)["multicloud_replication_rule.a"]; got != "update" {
		t.Errorf("planned %s, want update", got)
	}
	said.One("warning", "(G9)", "What is written meanwhile is not copied")
	cli.Run("apply", "-json", "plan.bin").Succeed()
	cosConverged(t, cli)
}
