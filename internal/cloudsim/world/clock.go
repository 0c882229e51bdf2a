package world

import (
	"context"
	"sync"
	"time"
)

// Clock is the simulated clouds' own time. Replication states, closing rules and copied objects follow it;
// signatures, dates and token expiry are checked against the wall clock instead.
type Clock struct {
	mu    sync.Mutex
	speed float64
	base  time.Time // simulated time at mark
	mark  time.Time // wall time at which base was taken
}

// NewClock starts a clock at the wall time. It runs speed times as fast as the wall clock;
// with speed 0 it stands still until it is moved by Advance or Sleep.
func NewClock(speed float64) *Clock {
	now := time.Now().UTC()
	return &Clock{speed: speed, base: now, mark: now}
}

// Now is the simulated time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	return c.base.Add(time.Duration(float64(time.Since(c.mark)) * c.speed))
}

// Advance moves the clock forward by d at once.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.mark = c.now().Add(d), time.Now()
}

// Set moves the clock to t, which may lie in the past: it is how kept state is taken up again.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.mark = t, time.Now()
}

// Sleep moves the clock forward by d and returns at once: a client that is given this clock waits without waiting.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.Advance(d)
	return nil
}
