package replicationprogress_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

const address = "data.multicloud_replication_progress.test"

// pair makes two buckets, and objects in the source.
func pair(t *testing.T, objects int) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou", acctest.Versioned)
	acctest.Bucket(t, sim, "orders-bj", "cn-beijing", acctest.Versioned)
	put(t, sim, "existing", objects)
	return sim
}

func put(t *testing.T, sim *cloudsim.Simulator, name string, count int) {
	t.Helper()
	for i := range count {
		if _, err := sim.OSS().PutObject("orders-hz", fmt.Sprintf("%s-%05d", name, i), oss.ObjectSpec{Content: []byte(name)}); err != nil {
			t.Fatal(err)
		}
	}
}

func addRule(t *testing.T, sim *cloudsim.Simulator, rule oss.Rule) {
	t.Helper()
	if rule.Bucket == "" {
		rule.Bucket = "orders-bj"
	}
	if _, err := sim.OSS().AddRule("orders-hz", rule); err != nil {
		t.Fatal(err)
	}
}

// of is the data source for the bucket, with more arguments.
func of(arguments string) string {
	return acctest.Provider("") + `
data "multicloud_replication_progress" "test" {
  cloud  = "alibaba"
  bucket = "orders-hz"
  region = "cn-hangzhou"
` + arguments + `
}
`
}

const rule = `  rule_id = "r"
  rpo     = "15m"
`

// expect is what the data source has to tell. A nil number is null.
type expect struct {
	state, rpo, reason string
	historical         any
	lag                any
}

func (e expect) checks() []statecheck.StateCheck {
	number := func(v any) knownvalue.Check {
		switch v := v.(type) {
		case int:
			return knownvalue.Int64Exact(int64(v))
		case float64:
			return knownvalue.Float64Exact(v)
		default:
			return knownvalue.Null()
		}
	}
	is := func(name string, check knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), check)
	}
	return []statecheck.StateCheck{
		is("state", knownvalue.StringExact(e.state)), is("rpo_status", knownvalue.StringExact(e.rpo)),
		is("state_reason", knownvalue.StringRegexp(regexp.MustCompile(regexp.QuoteMeta(e.reason)))),
		is("historical_percent", number(e.historical)), is("lag_seconds", number(e.lag)),
	}
}

// look reads the data source and compares.
func look(t *testing.T, sim *cloudsim.Simulator, config string, want expect, more ...statecheck.StateCheck) {
	t.Helper()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps:                    []resource.TestStep{{Config: config, ConfigStateChecks: append(want.checks(), more...)}},
	})
}

func TestAccAlibabaFromFirstToLast(t *testing.T) {
	t.Parallel()
	sim := pair(t, 10000)
	addRule(t, sim, oss.Rule{ID: "r", Historical: true})
	look(t, sim, of(rule), expect{state: "initial_sync", rpo: "initial_sync", reason: "starting"})
	sim.Clock().Advance(3*time.Minute + 2500*time.Second)
	look(t, sim, of(rule), expect{state: "initial_sync", rpo: "initial_sync", reason: "25% of what existed", historical: 25, lag: 0})
	sim.Clock().Advance(2 * time.Hour)
	sim.Clock().Advance(20 * time.Minute)
	sim.ResetCounts()
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "is replicated", historical: 100, lag: 0},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("synced_until"), knownvalue.StringExact(sim.Clock().Now().Format(time.RFC3339))),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("observed_at"), knownvalue.StringExact(sim.Clock().Now().Format(time.RFC3339))),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("source_domain"), knownvalue.StringExact("orders-hz.oss-cn-hangzhou.aliyuncs.com")),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("destination_domain"), knownvalue.StringExact("orders-bj.oss-cn-beijing.aliyuncs.com")),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("rules"), knownvalue.Null()),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("resources"), knownvalue.Null()))
	if all, progress := sim.Count("oss", "", ""), sim.Count("oss", "GetBucketReplicationProgress", ""); all != progress {
		t.Errorf("%d requests, %d of them for progress: a healthy rule is asked for that alone", all, progress)
	}

	// Replication stops. Nothing is written: nothing lags, however long it takes.
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	sim.Clock().Advance(24 * time.Hour)
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "Nothing is left to replicate", historical: 100, lag: 0})

	put(t, sim, "late", 1)
	sim.Clock().Advance(14 * time.Minute)
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "too new to say", historical: 100, lag: 0})
	sim.Clock().Advance(2 * time.Minute)
	lag := 24*3600 + 16*60
	look(t, sim, of(rule), expect{
		state: "lagging", rpo: "missed", reason: `The object "late-00000" was written at`, historical: 100, lag: lag,
	}, statecheck.ExpectKnownValue(address, tfjsonpath.New("state_reason"), knownvalue.StringRegexp(regexp.MustCompile("within 15m0s.*role that copies"))))

	sim.OSS().SetStalled("orders-hz", "orders-bj", false)
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "is replicated", historical: 100, lag: 0})
}

// A replication that has never copied anything does not stay in its initial synchronization for ever.
func TestAccAlibabaNeverCopied(t *testing.T) {
	t.Parallel()
	sim := pair(t, 10)
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	addRule(t, sim, oss.Rule{ID: "r", Historical: true, SyncRole: "copier", KMS: "Enabled", ReplicaKMSKeyID: "key-1"})
	put(t, sim, "new", 1)
	sim.Clock().Advance(time.Hour)
	look(t, sim, of(rule), expect{state: "lagging", rpo: "missed", reason: "use the key key-1 at the destination", historical: 0, lag: 3600})
}

// Objects that KMS encrypts are left out silently, while OSS calls everything replicated: a sample finds out.
func TestAccAlibabaSkipsKMS(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	if err := sim.OSS().MutateBucket("orders-hz", func(b *oss.BucketSpec) { b.Encryption = oss.Encryption{Algorithm: "KMS", KeyID: "key-1"} }); err != nil {
		t.Fatal(err)
	}
	addRule(t, sim, oss.Rule{ID: "r", Historical: true})
	sim.Clock().Advance(time.Hour)
	put(t, sim, "secret", 3)
	sim.Clock().Advance(time.Hour)
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "is replicated", historical: 100, lag: 0})
	look(t, sim, of(rule+"sample_objects = 5"), expect{
		state: "failing", rpo: "missed", reason: "set `encryption.replicate_kms_objects`", historical: 100, lag: 3600,
	})
	// Encrypted one by one, the reason is not known, but that they are missing is.
	if err := sim.OSS().MutateBucket("orders-hz", func(b *oss.BucketSpec) { b.Encryption = oss.Encryption{} }); err != nil {
		t.Fatal(err)
	}
	look(t, sim, of(rule+"sample_objects = 5"), expect{
		state: "failing", rpo: "missed", reason: "is replicated, but the object \"secret-00000\"", historical: 100, lag: 3600,
	})
	look(t, sim, of(`sample_objects = 5`), expect{state: "failing", rpo: "unknown", reason: "secret-00000", historical: 100, lag: 3600})
}

func TestAccAlibabaSampleOfHealthy(t *testing.T) {
	t.Parallel()
	sim := pair(t, 50)
	addRule(t, sim, oss.Rule{ID: "r"})
	sim.Clock().Advance(time.Hour)
	put(t, sim, "new", 50)
	sim.Clock().Advance(time.Hour)
	sim.ResetCounts()
	// The existing objects are not at the destination, and need not be.
	look(t, sim, of(rule+"sample_objects = 10"), expect{state: "healthy", rpo: "met", reason: "All of 10 sampled objects", lag: 0})
	if err := sim.OSS().DeleteBucketHard("orders-bj"); err != nil {
		t.Fatal(err)
	}
	look(t, sim, of(rule+"sample_objects = 10"), expect{state: "failing", rpo: "missed", reason: "The destination bucket orders-bj (cn-beijing) does not exist."})
}

func TestAccAlibabaDestinationGone(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	addRule(t, sim, oss.Rule{ID: "r"})
	sim.Clock().Advance(time.Hour)
	if err := sim.OSS().DeleteBucketHard("orders-bj"); err != nil {
		t.Fatal(err)
	}
	put(t, sim, "new", 1)
	sim.Clock().Advance(time.Hour)
	look(t, sim, of(rule), expect{state: "failing", rpo: "missed", reason: "The destination bucket orders-bj (cn-beijing) does not exist.", lag: 3600})
}

// Replicas that came from the other side are no writes to replicate.
func TestAccAlibabaBothWays(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	addRule(t, sim, oss.Rule{ID: "r"})
	if _, err := sim.OSS().AddRule("orders-bj", oss.Rule{ID: "back", Bucket: "orders-hz"}); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Hour)
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	if _, err := sim.OSS().PutObject("orders-bj", "from-there", oss.ObjectSpec{}); err != nil {
		t.Fatal(err)
	}
	sim.Clock().Advance(time.Hour)
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "Nothing is left to replicate", lag: 0})
}

func TestAccAlibabaBucket(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	acctest.Bucket(t, sim, "orders-sh", "cn-shanghai", acctest.Versioned)
	addRule(t, sim, oss.Rule{ID: "a", Prefixes: []string{"a"}})
	addRule(t, sim, oss.Rule{ID: "b", Prefixes: []string{"b"}, Bucket: "orders-sh"})
	sim.Clock().Advance(time.Hour)
	sim.OSS().SetStalled("orders-hz", "orders-sh", true)
	put(t, sim, "b", 1)
	put(t, sim, "a", 1)
	sim.Clock().Advance(time.Hour)
	rules := tfjsonpath.New("rules")
	look(t, sim, of(`rpo = "15m"`), expect{state: "lagging", rpo: "missed", reason: `Rule b: The object "b-00000"`, lag: 3600},
		statecheck.ExpectKnownValue(address, rules, knownvalue.MapSizeExact(2)),
		statecheck.ExpectKnownValue(address, rules.AtMapKey("a").AtMapKey("state"), knownvalue.StringExact("healthy")),
		statecheck.ExpectKnownValue(address, rules.AtMapKey("b").AtMapKey("state"), knownvalue.StringExact("lagging")),
		statecheck.ExpectKnownValue(address, rules.AtMapKey("b").AtMapKey("historical_percent"), knownvalue.Null()),
		statecheck.ExpectKnownValue(address, rules.AtMapKey("b").AtMapKey("destination").AtMapKey("bucket"), knownvalue.StringExact("orders-sh")),
		statecheck.ExpectKnownValue(address, tfjsonpath.New("destination_domain"), knownvalue.Null()))
}

func TestAccAlibabaNothingThere(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	look(t, sim, of(rule), expect{state: "failing", rpo: "missed", reason: `has no replication rule "r"`})
	look(t, sim, of(""), expect{state: "failing", rpo: "unknown", reason: "orders-hz (cn-hangzhou) has no replication rule."},
		statecheck.ExpectKnownValue(address, tfjsonpath.New("rules"), knownvalue.MapSizeExact(0)))
	look(t, sim, strings.ReplaceAll(of(rule), "orders-hz", "nowhere"), expect{state: "failing", rpo: "missed", reason: "The bucket nowhere (cn-hangzhou) does not exist"})
	addRule(t, sim, oss.Rule{ID: "r"})
	if err := sim.OSS().CloseRule("orders-hz", "r"); err != nil {
		t.Fatal(err)
	}
	look(t, sim, of(rule), expect{state: "failing", rpo: "missed", reason: "being wound down"})
}
