package transport

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// jumpingClock moves by a second whenever it is read, so that callers at the same time hold moments far apart. Nobody sleeps:
// a delay is noted.
type jumpingClock struct {
	mu      sync.Mutex
	now     time.Time
	delayed atomic.Int64
}

func (c *jumpingClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *jumpingClock) Sleep(ctx context.Context, _ time.Duration) error {
	c.delayed.Add(1)
	return ctx.Err()
}

// TestLimiterIsExactAmongMany: whoever asks a moment later must not be given the time between a second time.
func TestLimiterIsExactAmongMany(t *testing.T) {
	t.Parallel()
	const callers, asks = 50, 40
	c := &jumpingClock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	l := newLimiter(0.5, c) // a turn in two seconds, and an ask every second
	var group sync.WaitGroup
	for range callers {
		group.Go(func() {
			for range asks {
				if err := l.wait(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got := c.delayed.Load(); got < callers*asks-2 {
		t.Errorf("%d of %d turns were delayed; with a turn in two seconds and a second between asks all but the first are", got, callers*asks)
	}
}
