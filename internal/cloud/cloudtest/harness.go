// Package cloudtest is the conformance suite that every driver of bucket replication passes. It says what
// [replication.Driver] promises, in tests: what happens to rules of other owners, when an answer is lost, when a wait is
// interrupted.
package cloudtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Destinations is how many destination buckets a harness has.
const Destinations = 4

// Harness is a driver with a simulated cloud of its own that the test controls.
type Harness struct {
	Driver replication.Driver
	// Now is the cloud's time, which is the driver's. Sleeping moves it.
	Now func() time.Time
	// Rule is a rule that the cloud accepts, from the one source bucket to the destination bucket with this number.
	Rule func(id string, destination int) replication.Rule
	// Missing is a bucket that does not exist.
	Missing replication.BucketRef
	// InPlace changes what the cloud changes in place.
	InPlace func(replication.Rule) replication.Rule
	// AssignsIDs is set if the cloud gives rules their ids, whatever the id is that Create is asked for.
	AssignsIDs bool
	Console    Console
	Faults     Faults

	// destinations are those of the rules that a test has named, by name.
	destinations *sync.Map
}

// Console is somebody else who works on the same buckets. Its errors end the test.
type Console interface {
	// Add makes the rule; with unknown set it carries something that the provider has no attribute for.
	Add(t *testing.T, rule replication.Rule, unknown bool)
	// Close deletes the rule; where the cloud winds rules down, it is closing from then on.
	Close(t *testing.T, rule replication.RuleRef)
	// Raw is all that the cloud keeps of the rule apart from its status, in any form; empty if it is not there.
	Raw(t *testing.T, rule replication.RuleRef) string
	// Creations is how many requests to create a rule have reached the cloud, those that it refused included.
	Creations() int
}

// Request is a kind of request to the cloud.
type Request string

// The requests that the suite disturbs.
const (
	CreateRule Request = "create"
	DeleteRule Request = "delete"
	ListRules  Request = "list"
)

// Effect is what a fault does.
type Effect string

// The effects of faults.
const (
	Throttle    Effect = "throttle"     // turned away with the hint to wait
	ServerError Effect = "server error" // 500 before any effect
	Denied      Effect = "denied"       // no permission
	ResetBefore Effect = "reset before" // connection broken before any effect
	ResetAfter  Effect = "reset after"  // connection broken after the effect
	StaleRead   Effect = "stale read"   // the answer from before the last write
	Block       Effect = "block"        // held before any effect
	BlockAfter  Effect = "block after"  // held after the effect
)

// Fault disturbs requests.
type Fault struct {
	Effect  Effect
	Request Request
	// Skip lets so many requests pass first; Count is how many are disturbed then, 0 all.
	Skip, Count int
	// Hint is how long Throttle asks to wait.
	Hint time.Duration
}

// Faults arms faults. Their errors end the test, and so does the test's end them.
type Faults interface {
	Inject(t *testing.T, fault Fault)
	// Held waits until a Block or BlockAfter holds a request.
	Held(t *testing.T)
	Clear()
}

// Run runs the suite. Each test has a harness of its own.
func Run(t *testing.T, start func(*testing.T) Harness) {
	t.Helper()
	for _, group := range []map[string]func(*testing.T, Harness){reads, creates, lost, deletes, interruptions, others} {
		for name, test := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, start(t).naming())
			})
		}
	}
}

// What the tests share.

// naming remembers where the rules lead that a test names.
func (h Harness) naming() Harness {
	h.destinations = new(sync.Map)
	rule := h.Rule
	h.Rule = func(id string, destination int) replication.Rule {
		r := rule(id, destination)
		h.destinations.Store(id, r.Destination.Bucket)
		return r
	}
	return h
}

// needsOwnIDs skips a test about rules that have the ids that they were asked for.
func (h Harness) needsOwnIDs(t *testing.T) {
	t.Helper()
	if h.AssignsIDs {
		t.Skip("this cloud gives rules their ids")
	}
}

func (h Harness) source() replication.BucketRef { return h.Rule("x", 0).Source }

func (h Harness) list(t *testing.T) []replication.Rule {
	t.Helper()
	rules, err := h.Driver.List(t.Context(), h.source())
	if err != nil {
		t.Fatalf("List: %v", err)
	}
	return rules
}

func (h Harness) create(t *testing.T, rule replication.Rule) replication.Rule {
	t.Helper()
	created, err := h.Driver.Create(t.Context(), rule, nil)
	if err != nil {
		t.Fatalf("Create: %v", err)
	}
	return created
}

// only checks that these are all the rules that are not closing: by their ids or, where the cloud gives these, by where they lead.
func (h Harness) only(t *testing.T, ids ...string) {
	t.Helper()
	var found, want []string
	for _, rule := range h.list(t) {
		if rule.Status == replication.StatusClosing {
			continue
		}
		if h.AssignsIDs {
			found = append(found, rule.Destination.Bucket)
		} else {
			found = append(found, rule.ID)
		}
	}
	for _, id := range ids {
		if destination, ok := h.destinations.Load(id); ok && h.AssignsIDs {
			id = fmt.Sprint(destination)
		}
		want = append(want, id)
	}
	if !sameSet(found, want) {
		t.Errorf("rules are %q, want %q", found, want)
	}
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	seen := map[string]int{}
	for i := range a {
		seen[a[i]]++
		seen[b[i]]--
	}
	for _, n := range seen {
		if n != 0 {
			return false
		}
	}
	return true
}

// wantKind checks the kind of an error, and that it says what a person needs.
func wantKind(t *testing.T, err error, kind replication.Kind) replication.Error {
	t.Helper()
	var e *replication.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v, want one of kind %q", err, kind)
	}
	if e.Kind != kind {
		t.Fatalf("error is of kind %q, want %q: %v", e.Kind, kind, err)
	}
	if e.Op == "" || e.On == "" {
		t.Errorf("error does not say what was attempted on what: %#v", e)
	}
	return *e
}

// promptly runs do and fails the test if it takes as long as somebody at a terminal would not wait.
func promptly(t *testing.T, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("did not return within 10 seconds")
	}
}

// interrupt runs do with a context that is cancelled as soon as a fault holds a request.
func (h Harness) interrupt(t *testing.T, do func(context.Context)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	promptly(t, func() {
		done := make(chan struct{})
		go func() {
			defer close(done)
			do(ctx)
		}()
		h.Faults.Held(t)
		cancel()
		<-done
	})
}
