// Package wait is how drivers wait for a cloud to show what has been written, or to be done with something.
package wait

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

// Wait is a bounded wait in growing pauses. What bounds it is the context, and the driver's clock: in tests that moves by
// itself, and the context's deadline does not.
type Wait struct {
	clock clock.Clock
	until time.Time // zero: the context alone
	pause time.Duration
	// reading is set once a read has succeeded: trouble after that may pass, trouble before it is told at once.
	reading bool
}

// New bounds a wait by limit, if that is not 0, and by the context's deadline.
func New(ctx context.Context, c clock.Clock, limit time.Duration) *Wait {
	w := &Wait{clock: c, pause: firstPause}
	if limit > 0 {
		w.until = c.Now().Add(limit)
	}
	if deadline, ok := ctx.Deadline(); ok {
		if end := c.Now().Add(time.Until(deadline)); w.until.IsZero() || end.Before(w.until) {
			w.until = end
		}
	}
	return w
}

// AfterWrite is a wait for what a write has begun: it goes on through trouble from the first read.
func (w *Wait) AfterWrite() *Wait {
	w.reading = true
	return w
}

// Next pauses. The error is the context's, or context.DeadlineExceeded.
func (w *Wait) Next(ctx context.Context) error {
	if !w.until.IsZero() && !w.clock.Now().Before(w.until) {
		return context.DeadlineExceeded
	}
	pause := w.pause
	w.pause = min(w.pause*3/2, lastPause)
	return w.clock.Sleep(ctx, pause)
}

// Ended is a wait that ended before what it was for: why (a context's error), and what went wrong with the last read,
// if anything. What it means depends on what was waited for, so it is never shown as it is.
type Ended struct{ Cause, Last error }

// Error is both reasons.
func (e *Ended) Error() string { return errors.Join(e.Cause, e.Last).Error() }

// Unwrap is both reasons.
func (e *Ended) Unwrap() []error { return []error{e.Cause, e.Last} }

// For reads rules until seen is content. Reads that fail for the moment are repeated, the first one only if the wait
// is reading already. The error is that of a read that failed for good, or an Ended.
func (w *Wait) For(ctx context.Context, read func(context.Context) ([]replication.Rule, error), seen func([]replication.Rule) bool) error {
	for {
		rules, err := read(ctx)
		switch {
		case err == nil && seen(rules):
			return nil
		case ctx.Err() != nil:
			return &Ended{Cause: ctx.Err(), Last: err}
		case err != nil && (!w.reading || !replication.IsTemporary(err)):
			return err
		}
		w.reading = true
		if cause := w.Next(ctx); cause != nil {
			return &Ended{Cause: cause, Last: err}
		}
	}
}
