package alibaba

import (
	"context"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	firstPause = time.Second
	lastPause  = 10 * time.Second
)

// wait is a bounded wait in growing pauses. What bounds it is the context, and the driver's clock: in tests that moves by
// itself, and the context's deadline does not.
type wait struct {
	clock clock.Clock
	until time.Time // zero: the context alone
	pause time.Duration
}

// newWait bounds a wait by limit, if that is not 0, and by the context's deadline.
func (d *Driver) newWait(ctx context.Context, limit time.Duration) *wait {
	w := &wait{clock: d.options.Clock, pause: firstPause}
	if limit > 0 {
		w.until = w.clock.Now().Add(limit)
	}
	if deadline, ok := ctx.Deadline(); ok {
		if end := w.clock.Now().Add(time.Until(deadline)); w.until.IsZero() || end.Before(w.until) {
			w.until = end
		}
	}
	return w
}

// next pauses. The error is the context's, or context.DeadlineExceeded.
func (w *wait) next(ctx context.Context) error {
	if !w.until.IsZero() && !w.clock.Now().Before(w.until) {
		return context.DeadlineExceeded
	}
	pause := w.pause
	w.pause = min(w.pause*3/2, lastPause)
	return w.clock.Sleep(ctx, pause)
}

// waited is the end of a wait: why it ended (a context's error), and what went wrong with the last read, if anything.
type waited struct{ cause, last error }

// poll reads the rules until seen is content. Reads that fail for the moment are repeated; one that fails for good is the
// error. A wait that ended before its time is no error but told apart, since what it means depends on what is waited for.
func (d *Driver) poll(ctx context.Context, source replication.BucketRef, w *wait, seen func([]replication.Rule) bool) (*waited, error) {
	for {
		rules, err := d.List(ctx, source)
		switch {
		case err == nil && seen(rules):
			return nil, nil
		case ctx.Err() != nil:
			return &waited{cause: ctx.Err(), last: err}, nil
		case err != nil && !temporary(err):
			return nil, err
		}
		if cause := w.next(ctx); cause != nil {
			return &waited{cause: cause, last: err}, nil
		}
	}
}
