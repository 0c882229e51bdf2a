package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// constraintCase is a configuration that violates one constraint.
type constraintCase struct {
	id, name string
	setup    func(*testing.T, *cloudsim.Simulator)
	config   string
	severity string
	text, on string // a part of the message, and how the line of the configuration begins that it is about
	live     bool   // found by asking the cloud only
}

// between is a rule named name.
func between(name, source, sourceRegion, destination, destinationRegion, arguments string) string {
	return fmt.Sprintf(`
resource "multicloud_replication_rule" %q {
  cloud       = "alibaba"
  source      = { bucket = %q, region = %q }
  destination = { bucket = %q, region = %q }
%s
}
`, name, source, sourceRegion, destination, destinationRegion, arguments)
}

func change(name string, set func(*oss.BucketSpec)) func(*testing.T, *cloudsim.Simulator) {
	return func(t *testing.T, sim *cloudsim.Simulator) {
		t.Helper()
		must(t, sim.OSS().MutateBucket(name, set))
	}
}

const lifecycleXML = `<LifecycleConfiguration><Rule><ID>r1</ID><Prefix/><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>`

func constraintCases() []constraintCase {
	return append(generalCases(), alibabaCases()...)
}

func generalCases() []constraintCase {
	unversioned := func(spec *oss.BucketSpec) { spec.Versioning = "" }
	return []constraintCase{
		{
			id: "G1", config: between("a", "orders-hz", "cn-hangzhou", "orders-hz", "cn-beijing", ""),
			severity: "error", text: "orders-hz", on: "destination",
		},
		{
			id: "G3", name: "chain", config: rule("") + between("next", "orders-bj", "cn-beijing", "orders-sh", "cn-shanghai", ""),
			severity: "warning", text: "orders-sh",
		},
		{
			id: "G3", name: "chain that exists", live: true, config: rule(""), severity: "warning", text: "orders-sh", on: "destination",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.Bucket(t, sim, "orders-sh", "cn-shanghai", acctest.Versioned)
				foreignRule(t, sim, "orders-bj", oss.Rule{Bucket: "orders-sh", Location: "oss-cn-shanghai"})
			},
		},
		{
			id: "G4", config: rule(`prefixes = ["a/"]`) + between("back", "orders-bj", "cn-beijing", "orders-hz", "cn-hangzhou", ""),
			severity: "warning", text: "prefixes",
		},
		{
			id: "G5", live: true, config: between("a", "orders-hz", "cn-shanghai", "orders-bj", "cn-beijing", ""),
			severity: "error", text: "cn-hangzhou", on: "source",
		},
		{
			id: "G5", name: "destination", live: true, config: between("a", "orders-hz", "cn-hangzhou", "orders-bj", "cn-shanghai", ""),
			severity: "error", text: "cn-beijing", on: "destination",
		},
		{
			id: "G6", live: true, config: between("a", "orders-hz", "cn-hangzhou", "not-yet-there", "cn-beijing", ""),
			severity: "warning", text: "not-yet-there", on: "destination",
		},
		{
			id: "G7", config: rule("  enabled = false"), severity: "error", text: "cannot disable", on: "enabled",
		},
		{
			id: "G8", config: rule(`  scope = "same_region"`), severity: "error", text: "same_region", on: "scope",
		},
		{
			id: "G8", name: "same region unsaid", config: between("a", "orders-hz", "cn-hangzhou", "copy-hz", "cn-hangzhou", ""),
			severity: "warning", text: "scope",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				acctest.Bucket(t, sim, "copy-hz", "cn-hangzhou", acctest.Versioned)
			},
		},
		{
			id: "G10", live: true, config: rule(""), severity: "warning", text: "overwritten",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				change("orders-hz", unversioned)(t, sim)
				change("orders-bj", unversioned)(t, sim)
			},
		},
		{
			id: "G11", live: true, config: rule(""), severity: "warning", text: "lifecycle",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				change("orders-hz", func(spec *oss.BucketSpec) { spec.Lifecycle = lifecycleXML })(t, sim)
				change("orders-bj", func(spec *oss.BucketSpec) { spec.Lifecycle = lifecycleXML })(t, sim)
			},
		},
	}
}

func alibabaCases() []constraintCase {
	withBucket := func(name, region string) func(*testing.T, *cloudsim.Simulator) {
		return func(t *testing.T, sim *cloudsim.Simulator) {
			t.Helper()
			acctest.Bucket(t, sim, name, region, acctest.Versioned)
		}
	}
	return []constraintCase{
		{
			id: "A1", config: between("a", "orders-hz", "cn-hangzhou", "copy-hz", "cn-hangzhou", `  scope = "same_region"
  alibaba = { transfer_acceleration = true }`),
			setup: withBucket("copy-hz", "cn-hangzhou"), severity: "error", text: "cn-hangzhou", on: "alibaba",
		},
		{
			id: "A2", live: true, config: rule(""), severity: "error", text: "destination.versioning", on: "destination",
			setup: change("orders-bj", func(spec *oss.BucketSpec) { spec.Versioning = "" }),
		},
		{
			id: "A2", name: "declared", severity: "error", text: "suspended", on: "destination",
			config: strings.Replace(rule(""), `region = "cn-beijing"`, `region = "cn-beijing", versioning = "Suspended"`, 1),
		},
		{
			id: "A3", config: rule(`  encryption = { replicate_kms_objects = true }`), severity: "error", text: "replica_kms_key_id",
		},
		{
			id: "A3", name: "ARN", config: rule(`  alibaba = { sync_role = "acs:ram::1:role/copier" }`),
			severity: "error", text: "copier", on: "alibaba",
		},
		{
			id: "A4", live: false, config: between("a", "orders-hz", "cn-hangzhou", "orders-us", "us-west-1", ""),
			setup: withBucket("orders-us", "us-west-1"), severity: "error", text: "transfer_acceleration",
		},
		{
			id: "A5", config: rule(`  prefixes = ["a/", "a/b/"]`), severity: "error", text: "a/b/", on: "prefixes",
		},
		{
			id: "A5", name: "empty", config: rule(`  prefixes = [""]`), severity: "error", text: "empty", on: "prefixes",
		},
		{
			id: "A6", live: true, config: rule(""), severity: "error", text: "terraform import multicloud_replication_rule",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				foreignRule(t, sim, "orders-hz", oss.Rule{ID: "console-1", Bucket: "orders-bj", Location: "oss-cn-beijing"})
			},
		},
		{
			id: "A6", name: "in one configuration", config: rule(`  prefixes = ["a/"]`) +
				between("other", "orders-hz", "cn-hangzhou", "orders-bj", "cn-beijing", `  prefixes = ["b/"]`),
			severity: "error", text: "orders-hz (cn-hangzhou) to orders-bj (cn-beijing)",
		},
		{
			id: "A7", live: true, config: rule(""), severity: "error", text: "100",
			setup: func(t *testing.T, sim *cloudsim.Simulator) {
				for i := range 100 {
					foreignRule(t, sim, "orders-hz", oss.Rule{Bucket: fmt.Sprintf("other-%d", i), Location: "oss-cn-beijing"})
				}
			},
		},
		{
			id: "A8", live: true, config: between("a", "orders-hz", "cn-hangzhou", "orders-gov", "cn-north-2-gov-1", ""),
			setup: withBucket("orders-gov", "cn-north-2-gov-1"), severity: "error", text: "cn-north-2-gov-1", on: "destination",
		},
		{
			id: "A8", name: "replication time control", live: true,
			config: between("a", "orders-hz", "cn-hangzhou", "orders-gz", "cn-guangzhou", `  alibaba = { replication_time_control = true }`),
			setup:  withBucket("orders-gz", "cn-guangzhou"), severity: "error", text: "cn-guangzhou", on: "alibaba",
		},
		{
			id: "A9", config: rule(`  rule_id = "` + strings.Repeat("x", 300) + `"`), severity: "error", text: "255", on: "rule_id",
		},
		{
			id: "A10", live: true, config: rule(""), severity: "warning", text: "replicate_kms_objects",
			setup: change("orders-hz", func(spec *oss.BucketSpec) { spec.Encryption = oss.Encryption{Algorithm: "KMS"} }),
		},
		{
			id: "A11", config: rule(`  replicate_deletes = false
  alibaba = { actions = ["ALL"] }`), severity: "error", text: "actions", on: "alibaba",
		},
		{
			id: "A11", name: "delete markers", live: true, config: rule(`  replicate_deletes = false`), severity: "warning", text: "delete markers", on: "replicate_deletes",
		},
		{
			id: "A12", live: true, config: rule(""), severity: "warning", text: "sync_role",
			setup: change("orders-bj", func(spec *oss.BucketSpec) {
				spec.Owner = "2000000000000002"
				spec.Grants = map[string][]string{cloudsim.DefaultAlibabaAccount: {"oss:*"}}
			}),
		},
	}
}
