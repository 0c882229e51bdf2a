package replication

import (
	"context"
	"sync"
	"testing"
	"time"
)

// tickClock is a clock that moves when it is slept on.
type tickClock struct {
	mu  sync.Mutex
	now time.Time
	// tick runs at each sleep, unlocked: what the walk does meanwhile.
	tick func(elapsed time.Duration)
	from time.Time
}

func newTickClock() *tickClock {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return &tickClock{now: start, from: start}
}

func (c *tickClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *tickClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.now = c.now.Add(d)
	elapsed, tick := c.now.Sub(c.from), c.tick
	c.mu.Unlock()
	if tick != nil {
		tick(elapsed)
	}
	return ctx.Err()
}

func TestClaimOfManagedRuleIsImmediate(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	l.Manage(ruleRef("x"))
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimManaged {
		t.Errorf("claim = %v, want managed", got)
	}
	if waited := c.Now().Sub(c.from); waited != 0 {
		t.Errorf("waited %v for what was known", waited)
	}
}

func TestClaimWaitsForTheRulesOwnAddress(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	c.tick = func(elapsed time.Duration) {
		if elapsed == time.Second {
			l.Manage(ruleRef("x"))
		}
	}
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimManaged {
		t.Errorf("claim = %v, want managed once its own address is read", got)
	}
}

func TestClaimWaitsAsLongAsTheWalkGoesOn(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	c.tick = func(elapsed time.Duration) {
		if elapsed < 10*time.Second && elapsed%time.Second == 0 {
			l.Manage(ruleRef("of another bucket, read at " + elapsed.String()))
		}
		if elapsed == 10*time.Second {
			l.Manage(ruleRef("x"))
		}
	}
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimManaged {
		t.Errorf("claim = %v, want managed after a long walk", got)
	}
}

func TestClaimOfForeignRuleEndsWhenTheWalkIsQuiet(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimForeign {
		t.Errorf("claim = %v, want foreign", got)
	}
	if waited := c.Now().Sub(c.from); waited < ledgerQuiet || waited > ledgerQuiet+time.Second {
		t.Errorf("waited %v, want about %v", waited, ledgerQuiet)
	}
}

func TestClaimIsBoundedInAWalkWithoutEnd(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	c.tick = func(elapsed time.Duration) { l.Manage(ruleRef("read at " + elapsed.String())) }
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimForeign {
		t.Errorf("claim = %v, want foreign", got)
	}
	if waited := c.Now().Sub(c.from); waited > ledgerLongest+time.Second {
		t.Errorf("waited %v, want at most %v", waited, ledgerLongest)
	}
}

func TestClaimOfWhoWaitsLongestIsLeftUndecided(t *testing.T) {
	t.Parallel()
	c := newTickClock()
	l := NewLedger(c)
	// Another one waits already: both may hold up the walk in which the rules' own addresses would be read.
	first := l.enter()
	defer l.leave(first)
	if got := l.Claim(t.Context(), ruleRef("x")); got != ClaimUndecided {
		t.Errorf("claim of the later one = %v, want undecided as long as another one waits", got)
	}
	if claim, decided := l.claim(ruleRef("y"), first, c.Now().Add(time.Hour)); decided {
		t.Errorf("claim of the first one = %v right after the walk moved, want none yet", claim)
	}
	second := l.enter()
	defer l.leave(second)
	_ = c.Sleep(t.Context(), ledgerCrowded)
	if claim, decided := l.claim(ruleRef("y"), first, c.Now().Add(time.Hour)); !decided || claim != ClaimUndecided {
		t.Errorf("claim of the first one = %v, %v; want undecided", claim, decided)
	}
}

func TestClaimEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := NewLedger(newTickClock()).Claim(ctx, ruleRef("x")); got != ClaimUndecided {
		t.Errorf("claim = %v, want undecided", got)
	}
}

func ruleRef(id string) RuleRef {
	return RuleRef{Source: BucketRef{Cloud: Alibaba, Region: "cn-hangzhou", Bucket: "a"}, ID: id}
}
