package replication

import (
	"context"
	"slices"
	"time"
)

// How long another rule is waited for: until nothing has happened in the walk for ledgerQuiet, and ledgerLongest at most.
// Where several wait, the first is let go after ledgerCrowded, and after ledgerFull where that means an error.
const (
	ledgerQuiet   = 5 * time.Second // a busy machine may let Terraform wait as well
	ledgerCrowded = time.Second
	ledgerFull    = 2 * time.Second
	ledgerLongest = 30 * time.Second
	ledgerTick    = 100 * time.Millisecond
	// terraformPlaces is how many resources Terraform works on at the same time, unless -parallelism says otherwise.
	terraformPlaces = 10
)

// Claim tells who manages a rule that exists. The rule's own address may be planned later in this walk, so it waits
// while the walk goes on. Where several wait at once they may be what holds the walk up: then the one that has waited
// longest is left undecided; and so is one that outlasts what is being written.
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
	case l.managed[rule.anywhere()] != unheard:
		return ClaimManaged, true
	case l.working > 0:
		return ClaimUndecided, !now.Before(deadline)
	case len(l.waiting) > 1 && l.waiting[0] == t && quiet >= ledgerCrowded:
		return ClaimUndecided, true
	case len(l.waiting) == 1 && quiet >= ledgerQuiet:
		return ClaimForeign, true
	case len(l.waiting) > 1:
		return ClaimUndecided, !now.Before(deadline)
	default:
		return ClaimForeign, !now.Before(deadline)
	}
}

// Removal is what became of a rule that was to be deleted.
type Removal int

// The outcomes of AwaitRemoval.
const (
	// RuleStays means that nobody in this apply deletes the rule.
	RuleStays Removal = iota
	RuleRemoved
	// RemovalCrowdedOut means that those who wait hold all of Terraform's places, so that no deletion can begin.
	RemovalCrowdedOut
	RemovalInterrupted
)

// AwaitRemoval waits for another resource of this configuration to delete a rule. Terraform tells no provider beforehand
// what it will delete, so that a rule that nobody has mentioned is waited for until the walk has come to rest: nothing is
// being written, and nothing has happened for a while. Where those who wait hold all of Terraform's places, the one that
// has waited longest makes room.
func (l *Ledger) AwaitRemoval(ctx context.Context, rule RuleRef) Removal {
	t := l.enter()
	defer l.leave(t)
	for {
		if removal, decided := l.removal(rule, t); decided {
			return removal
		}
		if err := l.clock.Sleep(ctx, ledgerTick); err != nil {
			return RemovalInterrupted
		}
	}
}

func (l *Ledger) removal(rule RuleRef, t *ticket) (removal Removal, decided bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	quiet := l.clock.Now().Sub(l.stirred)
	switch f := l.managed[rule.anywhere()]; {
	case f == gone:
		return RuleRemoved, true
	case f == stays:
		return RuleStays, true
	case f == going || l.working > 0:
		return RuleStays, false
	case len(l.waiting) >= terraformPlaces && l.waiting[0] == t && quiet >= ledgerFull:
		return RemovalCrowdedOut, true
	default:
		return RuleStays, quiet >= ledgerQuiet
	}
}
