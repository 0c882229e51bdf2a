package replicationprogress_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// atOnce is how many data sources Terraform reads at the same time unless it is told otherwise.
const atOnce = 10

// account has 500 buckets and 1,200 rules: three out of each of 400 buckets.
func account(t *testing.T) *cloudsim.Simulator {
	t.Helper()
	sim := acctest.Sim(t)
	for i := range 497 {
		acctest.Bucket(t, sim, fmt.Sprintf("bucket-%03d", i), "cn-hangzhou", acctest.Versioned)
	}
	for _, to := range []string{"a", "b", "c"} {
		acctest.Bucket(t, sim, "replica-"+to, "cn-beijing", acctest.Versioned)
		for i := range 400 {
			if _, err := sim.OSS().AddRule(fmt.Sprintf("bucket-%03d", i), oss.Rule{ID: to, Bucket: "replica-" + to}); err != nil {
				t.Fatal(err)
			}
		}
	}
	sim.Clock().Advance(time.Hour)
	return sim
}

// meter passes requests on, counts those that are under way, and holds every request to a limit.
type meter struct {
	sim       *cloudsim.Simulator
	perSecond float64
	from      time.Time
	// before is called with the number of each request; its error is the answer.
	before func(r *http.Request, n int) error

	mu                  sync.Mutex
	all, running, worst int
	early               []string
}

// RoundTrip passes the request on.
func (m *meter) RoundTrip(r *http.Request) (*http.Response, error) {
	n := m.begin()
	defer m.end()
	if m.before != nil {
		if err := m.before(r, n); err != nil {
			return nil, err
		}
	}
	return m.sim.Transport().RoundTrip(r)
}

func (m *meter) begin() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.all++
	m.running++
	m.worst = max(m.worst, m.running)
	if allowed := m.perSecond * (1 + time.Since(m.from).Seconds()); m.perSecond > 0 && float64(m.all) > allowed+1e-6 {
		m.early = append(m.early, fmt.Sprintf("request %d where %.2f are allowed", m.all, allowed))
	}
	return m.all
}

func (m *meter) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.running--
}

// counts are how many requests were made, how many are under way, and how many were at once at most.
func (m *meter) counts() (all, running, worst int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.all, m.running, m.worst
}

// readAll reads the data source once for each configuration, as many at once as Terraform does.
func readAll(t *testing.T, s *acctest.Server, configs []acctest.Object) []acctest.Object {
	t.Helper()
	told := make([]acctest.Object, len(configs))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, config := range configs {
		group.Go(func() error {
			var said []string
			if told[i], said = s.Read(t.Context(), t, "replication_progress", config); len(said) > 0 {
				t.Errorf("%v: %v", config, said)
			}
			return nil
		})
	}
	_ = group.Wait() // the errors are the test's
	return told
}

// The progress of every bucket that has a rule, or of every rule.
func configurations(rules []any, single bool) []acctest.Object {
	var all []acctest.Object
	seen := map[any]bool{}
	for _, r := range rules {
		rule, _ := r.(acctest.Object)
		source, _ := rule["source"].(acctest.Object)
		config := acctest.Object{"cloud": "alibaba", "bucket": source["bucket"], "region": source["region"], "rpo": "15m"}
		if single {
			config["rule_id"] = rule["rule_id"]
		} else if seen[source["bucket"]] {
			continue
		}
		seen[source["bucket"]] = true
		all = append(all, config)
	}
	return all
}

// An account is listed with one request, and one for each bucket; the progress of all its rules takes one more for each bucket
// that has any, whether the rules are asked for together or one by one, and never more than the limit allows. The time of the
// bubble is the clock of the limit.
func TestAccAccountTakesOneRequestForEachBucket(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := account(t)
		m := &meter{sim: sim, perSecond: 50, from: time.Now()}
		config := acctest.EveryCloud()
		config["max_requests_per_second"] = 50
		s := acctest.Serve(t, m, clock.Real(), config)

		listed, said := s.Read(t.Context(), t, "replication_rules", acctest.Object{"cloud": "alibaba"})
		rules, _ := listed["rules"].([]any)
		if len(said) > 0 || len(rules) != 1200 {
			t.Fatalf("%d rules, %v", len(rules), said)
		}
		if lists, reads := sim.Count("oss", "ListBuckets", ""), sim.Count("oss", "GetBucketReplication", ""); lists != 1 || reads != 500 || len(sim.Requests()) != 501 {
			t.Errorf("%d lists of buckets, %d of rules, %d requests in all", lists, reads, len(sim.Requests()))
		}
		buckets, single := configurations(rules, false), configurations(rules, true)
		if len(buckets) != 400 || len(single) != 1200 {
			t.Fatalf("%d buckets have %d rules", len(buckets), len(single))
		}
		for i, told := range slices.Concat(readAll(t, s, buckets), readAll(t, s, single)) {
			of, _ := told["rules"].(acctest.Object)
			if told["state"] != "healthy" || told["rpo_status"] != "met" || (len(of) == 3) != (i < len(buckets)) {
				t.Fatalf("%d: %v", i, told)
			}
		}
		all, _, worst := m.counts()
		if progress := sim.Count("oss", "GetBucketReplicationProgress", ""); progress != 400 || all != 501+400 {
			t.Errorf("%d requests for progress, %d in all", progress, all)
		}
		if worst > atOnce || len(m.early) > 0 {
			t.Errorf("%d requests at once; %v", worst, m.early)
		}
		if took := time.Since(m.from); took < 17*time.Second { // the first second's worth goes at once
			t.Errorf("%d requests took %s", all, took)
		}
	})
}

// The buckets of an account are read ten at a time: so many really run at once, and never more.
func TestAccAccountIsReadTenBucketsAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := account(t)
		gate := make(chan struct{})
		m := &meter{sim: sim, before: func(_ *http.Request, n int) error {
			if n > 1 && n <= 1+atOnce { // the first is the list of buckets
				<-gate
			}
			return nil
		}}
		s := acctest.Serve(t, m, sim.Clock(), acctest.EveryCloud())
		go func() {
			synctest.Wait() // nobody can go on
			if _, running, _ := m.counts(); running != atOnce {
				t.Errorf("%d requests at once", running)
			}
			close(gate)
		}()
		if rules, said := s.Read(t.Context(), t, "replication_rules", acctest.Object{"cloud": "alibaba"}); len(said) > 0 || rules["rules"] == nil {
			t.Errorf("said: %q", said)
		}
		if _, _, worst := m.counts(); worst != atOnce {
			t.Errorf("%d requests at once at most", worst)
		}
	})
}

// hang lets so many requests pass, and holds all others for as long as their client waits.
func hang(passing int) func(*http.Request, int) error {
	return func(r *http.Request, n int) error {
		if n <= passing {
			return nil
		}
		<-r.Context().Done()
		return r.Context().Err()
	}
}

// Interrupted, the list of an account's rules ends at once, says how far it has come, and tells of no rule. The bubble ends
// only when no goroutine is left.
func TestAccAccountInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := account(t)
		m := &meter{sim: sim, before: hang(1 + 250)}
		s := acctest.Serve(t, m, sim.Clock(), acctest.EveryCloud())
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			synctest.Wait()
			cancel()
		}()
		start := time.Now()
		rules, said := s.Read(ctx, t, "replication_rules", acctest.Object{"cloud": "alibaba"})
		if len(said) != 1 || !strings.Contains(said[0], "ERROR: Replication Rules Not Read: Interrupted after the rules of 250 of 500 buckets were read") {
			t.Errorf("said: %q", said)
		}
		if rules["rules"] != nil || rules["unreadable"] != nil {
			t.Errorf("told: %v", rules)
		}
		took := time.Since(start)
		synctest.Wait()
		if all, running, _ := m.counts(); took > 0 || running != 0 || all != 1+250+atOnce {
			t.Errorf("it took %s, %d requests are running, %d were made", took, running, all)
		}
	})
}

// Interrupted, the progress of an account ends at once: what was read before is whole, and each of the others says which it is.
func TestAccAccountProgressInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := account(t)
		m := &meter{sim: sim, before: hang(100)}
		s := acctest.Serve(t, m, sim.Clock(), acctest.EveryCloud())
		go func() {
			synctest.Wait()
			if _, err := s.StopProvider(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}()
		var mu sync.Mutex
		whole := 0
		var group errgroup.Group
		group.SetLimit(atOnce)
		for i := range 100 + atOnce {
			group.Go(func() error {
				bucket := fmt.Sprintf("bucket-%03d", i)
				told, said := s.Read(t.Context(), t, "replication_progress", acctest.Object{"cloud": "alibaba", "bucket": bucket, "region": "cn-hangzhou"})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case len(said) == 0 && told["state"] == "healthy":
					whole++
				case len(said) != 1 || told["state"] != nil || !strings.Contains(said[0],
					"ERROR: Replication Progress Not Read: Interrupted while the progress of the bucket "+bucket+" (cn-hangzhou) was read"):
					t.Errorf("%s: said %q, told %v", bucket, said, told["state"])
				}
				return nil
			})
		}
		_ = group.Wait() // the errors are the test's
		synctest.Wait()
		if all, running, _ := m.counts(); whole != 100 || running != 0 || all != 100+atOnce {
			t.Errorf("%d were read, %d requests are running, %d were made", whole, running, all)
		}
	})
}
