// Package clocktest is a clock that a test moves.
package clocktest

import (
	"context"
	"sync"
	"time"
)

// Start is when every clock begins.
var Start = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// Clock moves only by sleeping and by Move. It is safe for concurrent use.
type Clock struct {
	mu    sync.Mutex
	ahead time.Duration
	slept time.Duration
}

// Now is the clock's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Start.Add(c.ahead)
}

// Sleep moves the clock and returns at once.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead, c.slept = c.ahead+d, c.slept+d
	return ctx.Err()
}

// Move moves the clock.
func (c *Clock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

// Slept is how long all that slept did so together.
func (c *Clock) Slept() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.slept
}
