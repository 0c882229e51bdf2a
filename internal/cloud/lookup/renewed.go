package lookup

import (
	"context"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

const (
	// refreshBefore is how long before their end temporary credentials are replaced.
	refreshBefore = 5 * time.Minute
	// refreshPause is how long a failed replacement is not tried again while the old ones still hold.
	refreshPause = 30 * time.Second
)

// Renewed keeps temporary credentials until shortly before they expire. Only one caller fetches; the others wait for it.
type Renewed[K any] struct {
	clock   clock.Clock
	expires func(K) time.Time
	fetch   func(context.Context) (K, error)
	turn    chan struct{}
	kept    *K
	retry   time.Time
}

// NewRenewed fetches credentials when they are first needed, and again before they expire; a zero time is never.
func NewRenewed[K any](c clock.Clock, expires func(K) time.Time, fetch func(context.Context) (K, error)) *Renewed[K] {
	return &Renewed[K]{clock: c, expires: expires, fetch: fetch, turn: make(chan struct{}, 1)}
}

// Get returns what is kept, or fetches. The wait ends with ctx.
func (r *Renewed[K]) Get(ctx context.Context) (K, error) {
	var none K
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return none, ctx.Err()
	}
	now := r.clock.Now()
	if r.holds(now.Add(refreshBefore)) || now.Before(r.retry) && r.holds(now) {
		return *r.kept, nil
	}
	fetched, err := r.fetch(ctx)
	switch {
	case err == nil:
		r.kept, r.retry = &fetched, time.Time{}
		return fetched, nil
	case r.holds(now):
		r.retry = now.Add(refreshPause)
		return *r.kept, nil
	}
	return none, err
}

func (r *Renewed[K]) holds(at time.Time) bool {
	if r.kept == nil {
		return false
	}
	expires := r.expires(*r.kept)
	return expires.IsZero() || at.Before(expires)
}
