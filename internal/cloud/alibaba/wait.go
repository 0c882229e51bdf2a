package alibaba

import (
	"context"
	"errors"
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
	// reading is set once a read has succeeded: trouble after that may pass, trouble before it is told at once.
	reading bool
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

// afterWrite is a wait for what a write has begun: it goes on through trouble from the first read.
func (w *wait) afterWrite() *wait {
	w.reading = true
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

// waitEnded is a wait that ended before what it was for: why (a context's error), and what went wrong with the last read,
// if anything. What it means depends on what was waited for, so it is never shown as it is.
type waitEnded struct{ cause, last error }

// Error is both reasons.
func (w *waitEnded) Error() string { return errors.Join(w.cause, w.last).Error() }

// Unwrap is both reasons.
func (w *waitEnded) Unwrap() []error { return []error{w.cause, w.last} }

// poll reads the rules until seen is content. Reads that fail for the moment are repeated, the first one only if the wait
// is reading already. The error is that of a read that failed for good, or a waitEnded.
func (d *Driver) poll(ctx context.Context, source replication.BucketRef, w *wait, seen func([]replication.Rule) bool) error {
	for {
		rules, err := d.List(ctx, source)
		switch {
		case err == nil && seen(rules):
			return nil
		case ctx.Err() != nil:
			return &waitEnded{cause: ctx.Err(), last: err}
		case err != nil && (!w.reading || !temporary(err)):
			return err
		}
		w.reading = true
		if cause := w.next(ctx); cause != nil {
			return &waitEnded{cause: cause, last: err}
		}
	}
}
