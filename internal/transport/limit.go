package transport

import (
	"context"
	"math"
	"sync"

	"golang.org/x/time/rate"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// limiter spaces requests; nil does not.
type limiter struct {
	bucket *rate.Limiter
	clock  clock.Clock
	// order keeps the moments at which turns are asked for in order: one from the past would wind the bucket back.
	order sync.Mutex
}

// newLimiter allows as many requests per second, and as many at once, but at least one.
func newLimiter(perSecond float64, c clock.Clock) *limiter {
	if perSecond == 0 {
		return nil
	}
	return &limiter{bucket: rate.NewLimiter(rate.Limit(perSecond), max(1, int(math.Ceil(perSecond)))), clock: c}
}

// wait takes the next turn. A caller that leaves gives its turn back.
func (l *limiter) wait(ctx context.Context) error {
	if l == nil {
		return ctx.Err()
	}
	l.order.Lock()
	now := l.clock.Now()
	turn := l.bucket.ReserveN(now, 1)
	l.order.Unlock()
	delay := turn.DelayFrom(now)
	if delay == 0 {
		return ctx.Err()
	}
	if err := l.clock.Sleep(ctx, delay); err != nil {
		turn.CancelAt(l.clock.Now())
		return err
	}
	return nil
}
