package replication

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// Ledger sees all rules of one configuration, as far as Terraform tells a provider of them: it never tells addresses, it
// plans a replacement in two calls (with the prior state, then without), a tainted rule without its prior state only, and
// everything in any order. So rules are kept by what they are: one that exists by its id, a new one by its content.
// Two entries are then never one resource planned twice; two new resources with the same content are one entry,
// and found out when the second is created.
type Ledger struct {
	clock clock.Clock

	mu      sync.Mutex
	managed map[RuleRef]fate
	desired map[string]Entry
	// byBucket are the keys of the entries that have the bucket at one of their ends.
	byBucket map[string]map[string]bool
	stirred  time.Time // when the walk last showed something new
	working  int       // writes under way
	waiting  []*ticket // in the order of arrival
}

// fate is what becomes of a rule that the configuration, or its state, holds.
type fate int

const (
	unheard fate = iota
	stays
	going // its deletion is under way
	gone
)

// NewLedger makes an empty ledger.
func NewLedger(c clock.Clock) *Ledger {
	return &Ledger{clock: c, managed: map[RuleRef]fate{}, desired: map[string]Entry{}, byBucket: map[string]map[string]bool{}, stirred: c.Now()}
}

// Manage notes that the configuration, or its state, holds this rule.
func (l *Ledger) Manage(rule RuleRef) { l.note(rule, stays) }

// Manages tells whether it is known by now that the configuration, or its state, holds this rule.
func (l *Ledger) Manages(rule RuleRef) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.managed[rule.anywhere()] != unheard
}

// Removing notes that a rule of this configuration is being deleted. The caller says at the end whether it is gone.
func (l *Ledger) Removing(rule RuleRef) (done func(removed bool)) {
	l.note(rule, going)
	worked := l.Working()
	return func(removed bool) {
		if removed {
			l.note(rule, gone)
		} else {
			l.note(rule, stays)
		}
		worked()
	}
}

// Working notes that a write is under way, which holds one of Terraform's places and will give it back.
func (l *Ledger) Working() (done func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.working++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.working--
		l.stirred = l.clock.Now()
	}
}

func (l *Ledger) note(rule RuleRef, f fate) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.managed[rule.anywhere()] = f
	l.stirred = l.clock.Now()
}

// Desire notes what the configuration wants of a rule and returns the other entries with which it shares a bucket: no
// others can be in its way. Calling it again for the same resource changes nothing.
func (l *Ledger) Desire(e Entry) []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stirred = l.clock.Now()
	if before, ok := l.desired[e.key()]; ok {
		// The first half of a replacement may say less than the second.
		e.Writes = e.Writes || before.Writes
		e.WasEnabled = e.WasEnabled || before.WasEnabled
	}
	l.keep(e)
	return slices.DeleteFunc(l.near(e), func(o Entry) bool { return o.Deleted })
}

// Doom notes that this plan deletes the rule, and returns the entry that says so.
func (l *Ledger) Doom(e Entry) Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Deleted = true
	l.keep(e)
	return e
}

// Successors are pairs of a rule that this plan deletes and a new one in its place, with e as one of the two: as far as is
// known by now, so whoever is planned later is told. Where a pair of buckets may have many rules, only the same rule is in
// the place of another.
func (l *Ledger) Successors(e Entry, c Capabilities) []Succession {
	l.mu.Lock()
	defer l.mu.Unlock()
	var found []Succession
	for _, o := range l.near(e) {
		s := Succession{Old: e, New: o}
		if o.Deleted {
			s = Succession{Old: o, New: e}
		}
		if !s.Old.Deleted || s.New.Deleted || s.New.OwnID != "" || !s.Old.SamePair(s.New) {
			continue // most neighbours, so that settings are compared for few
		}
		if s.Same = s.Old.SameSettings(s.New, c); s.Same || c.OnePerPair {
			found = append(found, s)
		}
	}
	return found
}

// Succession is a rule that is deleted and a new one that takes its place. Same tells that both have the same settings.
type Succession struct {
	Old, New Entry
	Same     bool
}

func (l *Ledger) keep(e Entry) {
	key := e.key()
	l.desired[key] = e
	for _, bucket := range e.buckets() {
		if l.byBucket[bucket] == nil {
			l.byBucket[bucket] = map[string]bool{}
		}
		l.byBucket[bucket][key] = true
	}
}

// near are the other entries that share a bucket with e.
func (l *Ledger) near(e Entry) []Entry {
	keys := map[string]bool{}
	for _, bucket := range e.buckets() {
		maps.Copy(keys, l.byBucket[bucket])
	}
	delete(keys, e.key())
	others := make([]Entry, 0, len(keys))
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		others = append(others, l.desired[key])
	}
	return others
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
