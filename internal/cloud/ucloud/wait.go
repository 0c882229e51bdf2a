package ucloud

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

// wait is a bounded wait in growing pauses, on the driver's clock: in tests that moves by itself, and a context's deadline does not.
type wait struct {
	clock clock.Clock
	until time.Time
	pause time.Duration
}

// newWait bounds a wait by limit and by the context's deadline.
func (d *Driver) newWait(ctx context.Context, limit time.Duration) *wait {
	w := &wait{clock: d.options.Clock, pause: firstPause, until: d.options.Clock.Now().Add(limit)}
	if deadline, ok := ctx.Deadline(); ok {
		if end := w.clock.Now().Add(time.Until(deadline)); end.Before(w.until) {
			w.until = end
		}
	}
	return w
}

// next pauses. The error is the context's, or context.DeadlineExceeded.
func (w *wait) next(ctx context.Context) error {
	if !w.clock.Now().Before(w.until) {
		return context.DeadlineExceeded
	}
	pause := w.pause
	w.pause = min(w.pause*3/2, lastPause)
	return w.clock.Sleep(ctx, pause)
}

// waitEnded is a wait that ended before what it was for: why (a context's error), and what went wrong with the last read, if
// anything.
type waitEnded struct{ cause, last error }

// Error is both reasons.
func (w *waitEnded) Error() string { return errors.Join(w.cause, w.last).Error() }

// Unwrap is both reasons.
func (w *waitEnded) Unwrap() []error { return []error{w.cause, w.last} }

// poll reads the rules out of a bucket until seen is content, through trouble that may pass: it comes after a write. The error is
// that of a read that failed for good, or a waitEnded.
func (d *Driver) poll(ctx context.Context, source replication.BucketRef, seen func([]replication.Rule) bool) error {
	w := d.newWait(ctx, d.options.MaxRuleWait)
	for {
		rules, err := d.List(ctx, source)
		switch {
		case err == nil && seen(rules):
			return nil
		case ctx.Err() != nil:
			return &waitEnded{cause: ctx.Err(), last: err}
		case err != nil && !temporary(err):
			return err
		}
		if cause := w.next(ctx); cause != nil {
			return &waitEnded{cause: cause, last: err}
		}
	}
}
