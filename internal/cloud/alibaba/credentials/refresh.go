package credentials

import (
	"context"
	"time"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

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
	fetch func(context.Context) (oss.Credentials, error)
	clock clock.Clock
	turn  chan struct{}
	kept  *oss.Credentials
	retry time.Time
}

func newRefreshing(c clock.Clock, fetch func(context.Context) (oss.Credentials, error)) *refreshing {
	return &refreshing{fetch: fetch, clock: c, turn: make(chan struct{}, 1)}
}

// GetCredentials returns what is kept, or fetches. The wait ends with ctx.
func (r *refreshing) GetCredentials(ctx context.Context) (oss.Credentials, error) {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return oss.Credentials{}, ctx.Err()
	}
	now := r.clock.Now()
	if r.kept != nil && (r.fresh(now) || now.Before(r.retry) && now.Before(*r.kept.Expires)) {
		return *r.kept, nil
	}
	fetched, err := r.fetch(ctx)
	if err == nil {
		r.kept, r.retry = &fetched, time.Time{}
		return fetched, nil
	}
	if r.kept != nil && now.Before(*r.kept.Expires) {
		r.retry = now.Add(refreshPause)
		return *r.kept, nil
	}
	return oss.Credentials{}, err
}

func (r *refreshing) fresh(now time.Time) bool {
	return r.kept.Expires == nil || now.Add(refreshBefore).Before(*r.kept.Expires)
}
