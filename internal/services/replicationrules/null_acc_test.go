package replicationrules_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cos"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/us3"
)

const (
	cosSource      = "orders-gz-" + cloudsim.DefaultTencentAppID
	cosDestination = "orders-sh-" + cloudsim.DefaultTencentAppID
)

// What a cloud does not tell of a rule is null, or what leaving it out means there by its documentation; what it tells as zero, as
// off or as empty is that, never null, unless null means the same. Each row is read from the wire to the state.
var rows = []struct {
	cloud, told string
	// element is replaced by instead in every answer of the simulated cloud; empty is the answer as it is.
	element, instead string
	attribute        string
	want             any
}{
	{"alibaba", "location", "", "", "destination.region", "cn-beijing"},
	{"alibaba", "location absent", `<Location>[^<]*</Location>`, "", "destination.region", nil},
	{"alibaba", "location empty", `<Location>[^<]*</Location>`, "<Location/>", "destination.region", nil},
	{"alibaba", "location", "", "", "scope", "cross_region"},
	{"alibaba", "location absent", `<Location>[^<]*</Location>`, "", "scope", nil},
	{"alibaba", "versioning, which no rule tells", "", "", "source.versioning", nil},
	{"alibaba", "PUT alone", "", "", "replicate_deletes", false},
	{"alibaba", "no action, which is all", `<Action>[^<]*</Action>`, "", "replicate_deletes", true},
	{"alibaba", "existing objects: disabled", "", "", "replicate_existing_objects", false},
	{"alibaba", "existing objects: absent, which is enabled", `<HistoricalObjectReplication>[^<]*</HistoricalObjectReplication>`, "", "replicate_existing_objects", true},
	{"alibaba", "prefixes", "", "", "prefixes", []any{"x/"}},
	{"alibaba", "no prefixes, which is the whole bucket", `<PrefixSet>.*</PrefixSet>`, "", "prefixes", nil},
	{"alibaba", "an empty prefix, which is the whole bucket", `<Prefix>[^<]*</Prefix>`, "<Prefix/>", "prefixes", nil},
	{"alibaba", "role", "", "", "alibaba.sync_role", "copier"},
	{"alibaba", "role absent", `<SyncRole>[^<]*</SyncRole>`, "", "alibaba", nil},
	{"alibaba", "role empty", `<SyncRole>[^<]*</SyncRole>`, "<SyncRole/>", "alibaba", nil},
	{"alibaba", "key", "", "", "encryption.replica_kms_key_id", "key-1"},
	{"alibaba", "key absent", `<EncryptionConfiguration>.*</EncryptionConfiguration>`, "", "encryption.replica_kms_key_id", nil},
	{"alibaba", "KMS and key absent", `<SourceSelectionCriteria>.*</EncryptionConfiguration>`, "", "encryption", nil},
	{"alibaba", "time control absent, which is off", "", "", "alibaba.replication_time_control", nil},
	{"alibaba", "what another cloud has", "", "", "tencent", nil},

	{"tencent", "region", "", "", "destination.region", "ap-shanghai"},
	{"tencent", "region absent", `qcs::cos:ap-shanghai::`, "", "destination.region", nil},
	{"tencent", "region absent", `qcs::cos:ap-shanghai::`, "", "scope", nil},
	{"tencent", "status", "", "", "enabled", true},
	{"tencent", "disabled", `<Status>Enabled</Status>(<Priority>)`, "<Status>Disabled</Status>$1", "enabled", false},
	{"tencent", "delete markers: disabled", "", "", "replicate_deletes", false},
	{"tencent", "delete markers: absent, which is enabled", `<DeleteMarkerReplication>.*</DeleteMarkerReplication>`, "", "replicate_deletes", true},
	{"tencent", "existing objects, which are never copied", "", "", "replicate_existing_objects", false},
	{"tencent", "priority", "", "", "tencent.priority", 1.0},
	{"tencent", "no priority", `<Priority>[^<]*</Priority>`, "", "tencent.priority", nil},
	{"tencent", "priority empty", `<Priority>[^<]*</Priority>`, "<Priority/>", "tencent.priority", nil},
	{"tencent", "storage class", "", "", "tencent.storage_class", "STANDARD_IA"},
	{"tencent", "no storage class", `<StorageClass>[^<]*</StorageClass>`, "", "tencent.storage_class", nil},
	{"tencent", "no tags", "", "", "tencent.tags", nil},
	{"tencent", "no prefix, which is the whole bucket", `<Prefix>[^<]*</Prefix>`, "", "prefixes", nil},
	{"tencent", "no encryption", "", "", "encryption", nil},

	{"ucloud", "region", "", "", "destination.region", "cn-gd"},
	{"ucloud", "region empty", `("(?:Dst|Dest)[A-Za-z]*Region"):"[^"]*"`, `$1:""`, "destination.region", nil},
	{"ucloud", "region absent", `"(?:Dst|Dest)[A-Za-z]*Region":"[^"]*"`, `"Other":0`, "scope", nil},
	{"ucloud", "status", "", "", "enabled", true},
	{"ucloud", "policy", "", "", "replicate_deletes", true},
	{"ucloud", "the whole bucket", "", "", "prefixes", nil},
	{"ucloud", "no project", "", "", "ucloud", nil},
}

func TestAccNullIsNeverZero(t *testing.T) {
	t.Parallel()
	for _, r := range rows {
		t.Run(r.cloud+"/"+r.attribute+"/"+r.told, func(t *testing.T) {
			t.Parallel()
			w := &acctest.Rewrite{Sim: oneRule(t), With: r.instead}
			if r.element != "" {
				w.Pattern = regexp.MustCompile("(?s)" + r.element)
			}
			s := acctest.Serve(t, w, w.Sim.Clock(), acctest.EveryCloud())
			told, said := s.Read(t.Context(), t, "replication_rules", buckets[r.cloud])
			rules, _ := told["rules"].([]any)
			if len(said) > 0 || len(rules) != 1 || r.element != "" && !w.Changed() {
				t.Fatalf("said %q, %d rules, an answer was rewritten: %v", said, len(rules), w.Changed())
			}
			rule, _ := rules[0].(acctest.Object)
			got, stands := acctest.At(rule, r.attribute)
			if diff := cmp.Diff(r.want, got); diff != "" || !stands {
				t.Errorf("%s, which stands there: %v (-want +got)\n%s", r.attribute, stands, diff)
			}
			for _, never := range []string{"id", "rule_id", "cloud", "status"} {
				if text, _ := rule[never].(string); text == "" {
					t.Errorf("%s is %#v", never, rule[never])
				}
			}
		})
	}
}

var buckets = map[string]acctest.Object{
	"alibaba": {"cloud": "alibaba", "bucket": "orders-hz", "region": "cn-hangzhou"},
	"tencent": {"cloud": "tencent", "bucket": cosSource, "region": "ap-guangzhou"},
	"ucloud":  {"cloud": "ucloud", "bucket": "orders-bj", "region": "cn-bj2"},
}

// oneRule makes one rule in each cloud.
func oneRule(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	addRule(t, sim, "orders-hz", oss.Rule{
		ID: "r", Bucket: "orders-bj", Location: "oss-cn-beijing", Action: "PUT", Prefixes: []string{"x/"},
		SyncRole: "copier", KMS: "Enabled", ReplicaKMSKeyID: "key-1",
	})
	must(sim.COS().CreateBucket(cos.BucketSpec{Name: cosSource, Region: "ap-guangzhou", Owner: cloudsim.DefaultTencentAccount, Versioning: cos.VersioningEnabled}))
	must(sim.COS().AddRule(cosSource, cos.Rule{
		ID: "r", Bucket: cosDestination, Region: "ap-shanghai", Prefix: "x/", Priority: 1, StorageClass: "STANDARD_IA", DeleteMarkers: "Disabled",
	}))
	must(sim.US3().CreateBucket(us3.BucketSpec{Name: "orders-bj", Region: "cn-bj2", Owner: cloudsim.DefaultUCloudAccount}))
	_, err := sim.US3().AddRule("orders-bj", us3.Rule{DstBucket: "orders-gd", DstRegion: "cn-gd"})
	must(err)
	return sim
}
