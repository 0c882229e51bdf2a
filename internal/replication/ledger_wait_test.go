package replication

import (
	"context"
	"strconv"
	"testing"
	"time"
)

func TestRemovalByThisApplyIsAwaited(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		removed bool // at the end of a deletion that runs from 1 s to 10 minutes
		want    Removal
	}{"deleted": {true, RuleRemoved}, "its deletion fails": {false, RuleStays}} {
		c := newTickClock()
		l := NewLedger(c)
		var done func(bool)
		c.tick = func(elapsed time.Duration) {
			switch elapsed {
			case time.Second:
				done = l.Removing(ruleRef("x"))
			case 10 * time.Minute:
				done(test.removed)
			default:
			}
		}
		if got := l.AwaitRemoval(t.Context(), ruleRef("x")); got != test.want {
			t.Errorf("%s: removal = %v", name, got)
		}
		if waited := c.Now().Sub(c.from); waited != 10*time.Minute {
			t.Errorf("%s: waited %s, want until the deletion has ended", name, waited)
		}
	}
}

func TestRuleThatStaysIsNotAwaited(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	l.Manage(ruleRef("x"))
	if l.AwaitRemoval(t.Context(), ruleRef("x")) != RuleStays {
		t.Error("a rule that the apply has made counts as removed")
	}
	if waited := c.Now().Sub(c.from); waited != 0 {
		t.Errorf("waited %s for what stays", waited)
	}
}

func TestRemovalThatNobodyMentionsIsAwaitedUntilTheWalkRests(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	done := l.Working()
	c.tick = func(elapsed time.Duration) {
		if elapsed == time.Minute {
			done()
		}
	}
	if l.AwaitRemoval(t.Context(), ruleRef("x")) != RuleStays {
		t.Error("removed, but nobody did")
	}
	if waited := c.Now().Sub(c.from); waited < time.Minute+ledgerQuiet || waited > time.Minute+2*ledgerQuiet {
		t.Errorf("waited %s, want %s after the last write", waited, ledgerQuiet)
	}
}

// TestWaitingInAllPlacesMakesRoom: ten wait for rules that are not yet being deleted, so that no deletion can begin.
func TestWaitingInAllPlacesMakesRoom(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	first := l.enter()
	var tickets []*ticket
	for range terraformPlaces - 1 {
		tickets = append(tickets, l.enter())
	}
	defer func() {
		for _, other := range tickets {
			l.leave(other)
		}
	}()
	if _, decided := l.removal(ruleRef("0"), first); decided {
		t.Error("the first one gives up at once")
	}
	_ = c.Sleep(t.Context(), ledgerFull)
	for i, other := range tickets {
		if _, decided := l.removal(ruleRef(strconv.Itoa(i+1)), other); decided {
			t.Errorf("number %d gives up, and it is not the first", i+1)
		}
	}
	if removal, decided := l.removal(ruleRef("0"), first); removal != RemovalCrowdedOut || !decided {
		t.Errorf("the first one: removal %v, decided %t; want it to make room", removal, decided)
	}
	l.leave(first)
	_ = c.Sleep(t.Context(), 2*ledgerFull)
	if _, decided := l.removal(ruleRef("1"), tickets[0]); decided {
		t.Error("the next one gives up, though there is room")
	}
}

func TestWaitForRemovalEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := NewLedger(newTickClock()).AwaitRemoval(ctx, ruleRef("x")); got != RemovalInterrupted {
		t.Errorf("removal = %v, want interrupted", got)
	}
}

// TestClaimOutlastsWrites: in an apply, the address that deletes the rule may wait for those that write.
func TestClaimOutlastsWrites(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	done := l.Working()
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimUndecided {
		t.Errorf("claim = %v while something is written, want undecided", got)
	}
	if waited := c.Now().Sub(c.from); waited < ledgerLongest || waited > ledgerLongest+time.Second {
		t.Errorf("waited %s, want %s", waited, ledgerLongest)
	}
	done()
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimForeign {
		t.Errorf("claim = %v when nothing is written any more, want foreign", got)
	}
}
