package credentials

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

// refreshing keeps temporary credentials until shortly before they expire. Only one caller fetches; the others wait for it.
type refreshing struct {
	fetch func(context.Context) (keys, error)
	clock clock.Clock
	turn  chan struct{}
	kept  *keys
	retry time.Time
}

// renewed is a source whose credentials are fetched when they are first needed, and again before they expire.
func (s *search) renewed(from string, fetch func(context.Context) (keys, error)) *source {
	r := &refreshing{fetch: fetch, clock: s.Clock, turn: make(chan struct{}, 1)}
	return &source{r.get, from}
}

func (r *refreshing) get(ctx context.Context) (keys, error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return keys{}, ctx.Err()
	}
	now := r.clock.Now()
	if r.kept != nil && (now.Add(refreshBefore).Before(r.kept.expires) || now.Before(r.retry) && now.Before(r.kept.expires)) {
		return *r.kept, nil
	}
	fetched, err := r.fetch(ctx)
	if err == nil {
		r.kept, r.retry = &fetched, time.Time{}
		return fetched, nil
	}
	if r.kept != nil && now.Before(r.kept.expires) {
		r.retry = now.Add(refreshPause)
		return *r.kept, nil
	}
	return keys{}, err
}
