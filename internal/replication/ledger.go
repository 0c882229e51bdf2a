package replication

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// How long a claim is waited for: until nothing has happened in the walk for ledgerQuiet, and ledgerLongest at most. Where
// several wait, one makes room after ledgerCrowded.
const (
	ledgerQuiet   = 5 * time.Second // a busy machine may let Terraform wait as well
	ledgerCrowded = time.Second
	ledgerLongest = 30 * time.Second
	ledgerTick    = 100 * time.Millisecond
)

// Ledger sees all rules of one configuration, as far as Terraform tells a provider of them: it never tells addresses, it
// plans a replacement in two calls (with the prior state, then without), a tainted rule without its prior state only, and
// everything in any order. So rules are kept by what they are: one that exists by its id, a new one by its content.
// Two entries are then never one resource planned twice; two new resources with the same content are one entry,
// and found out when the second is created.
type Ledger struct {
	clock clock.Clock

	mu      sync.Mutex
	managed map[RuleRef]bool
	desired map[string]Entry
	// byBucket are the keys of the entries that have the bucket at one of their ends.
	byBucket map[string]map[string]bool
	stirred  time.Time // when the walk last showed something new
	waiting  []*ticket // in the order of arrival
}

// NewLedger makes an empty ledger.
func NewLedger(c clock.Clock) *Ledger {
	return &Ledger{clock: c, managed: map[RuleRef]bool{}, desired: map[string]Entry{}, byBucket: map[string]map[string]bool{}, stirred: c.Now()}
}

// Manage notes that the configuration, or its state, holds this rule.
func (l *Ledger) Manage(rule RuleRef) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.managed[rule.anywhere()] = true
	l.stirred = l.clock.Now()
}

// Manages tells whether it is known by now that the configuration, or its state, holds this rule.
func (l *Ledger) Manages(rule RuleRef) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.managed[rule.anywhere()]
}

// Desire notes what the configuration wants of a rule and returns the other entries with which it shares a bucket: no
// others can be in its way. Calling it again for the same resource changes nothing.
func (l *Ledger) Desire(e Entry) []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stirred = l.clock.Now()
	key := e.key()
	if before, ok := l.desired[key]; ok {
		// The first half of a replacement may say less than the second.
		e.Writes = e.Writes || before.Writes
		e.WasEnabled = e.WasEnabled || before.WasEnabled
	}
	l.desired[key] = e
	near := map[string]bool{}
	for _, bucket := range e.buckets() {
		if l.byBucket[bucket] == nil {
			l.byBucket[bucket] = map[string]bool{}
		}
		l.byBucket[bucket][key] = true
		maps.Copy(near, l.byBucket[bucket])
	}
	delete(near, key)
	others := make([]Entry, 0, len(near))
	for _, k := range slices.Sorted(maps.Keys(near)) {
		others = append(others, l.desired[k])
	}
	return others
}

// Claim tells who manages a rule that exists. The rule's own address may be planned later in this walk, so it waits
// while the walk goes on. Where several wait at once they may be what holds the walk up: then the one that has waited
// longest is left undecided.
func (l *Ledger) Claim(ctx context.Context, rule RuleRef) Claim {
	t := l.enter()
	defer l.leave(t)
	deadline := l.clock.Now().Add(ledgerLongest)
	for {
		if claim, decided := l.claim(rule, t, deadline); decided {
			return claim
		}
		if err := l.clock.Sleep(ctx, ledgerTick); err != nil {
			return ClaimUndecided
		}
	}
}

// ticket is one caller of Claim.
type ticket struct{ since time.Time }

func (l *Ledger) enter() *ticket {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := &ticket{since: l.clock.Now()}
	l.stirred = t.since
	l.waiting = append(l.waiting, t)
	return t
}

func (l *Ledger) leave(t *ticket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting = slices.DeleteFunc(l.waiting, func(w *ticket) bool { return w == t })
	// Who leaves makes room for the walk to go on.
	l.stirred = l.clock.Now()
}

func (l *Ledger) claim(rule RuleRef, t *ticket, deadline time.Time) (claim Claim, decided bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	quiet := now.Sub(l.stirred)
	switch {
	case l.managed[rule.anywhere()]:
		return ClaimManaged, true
	case len(l.waiting) > 1 && l.waiting[0] == t && quiet >= ledgerCrowded:
		return ClaimUndecided, true
	case len(l.waiting) == 1 && quiet >= ledgerQuiet:
		return ClaimForeign, true
	default:
		return ClaimForeign, !now.Before(deadline)
	}
}

// key tells entries apart: a rule that exists by its id, a new one by its content.
func (e Entry) key() string {
	if e.OwnID != "" {
		return "id|" + e.Spec.Source.Region.Or("") + "|" + e.Spec.Source.Bucket.Or("") + "|" + e.OwnID
	}
	return "new|" + e.Spec.Content()
}

// buckets are the names of the entry's buckets, as far as they are known.
func (e Entry) buckets() []string {
	var names []string
	for _, end := range []End{e.Spec.Source, e.Spec.Destination} {
		if name, ok := end.Bucket.Get(); ok {
			names = append(names, string(e.Spec.Cloud)+"/"+name)
		}
	}
	return names
}
