package huawei

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	// lookUpTimeout bounds the look-up after a lost answer, which goes on when the caller was interrupted.
	lookUpTimeout = 30 * time.Second
	lookUps       = 3
	lookUpPause   = 2 * time.Second
	busyPause     = 10 * time.Second
)

// creation is an object being made that gets its id from the cloud.
type creation[T any] struct {
	list func(context.Context) ([]T, error)
	id   func(T) string
	// same tells whether an object is just as it was sent.
	same func(T) bool
	send func(context.Context) (T, error)
}

// makeOnce makes the object. A lost answer is looked up among what was not there before, and nothing is sent again.
func makeOnce[T any](ctx context.Context, d *Driver, c call, k creation[T]) (T, error) {
	var none T
	before, err := k.list(ctx)
	if err != nil {
		return none, err
	}
	made, err := k.send(ctx)
	var e *replication.Error
	if err == nil || !errors.As(err, &e) || !e.Ambiguous {
		return made, err
	}
	isNew := func(found T) bool {
		return k.same(found) && !slices.ContainsFunc(before, func(b T) bool { return k.id(b) == k.id(found) })
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookUpTimeout)
	defer cancel()
	for look := 1; ; look++ {
		after, err := k.list(ctx)
		if err != nil {
			return none, c.unknown(e, fmt.Sprintf("looking it up failed as well (%v)", err))
		}
		switch found := slices.DeleteFunc(after, func(f T) bool { return !isNew(f) }); {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return none, c.unknown(e, fmt.Sprintf("%d objects just like it have appeared meanwhile", len(found)))
		}
		if look == lookUps || d.options.Clock.Sleep(ctx, lookUpPause) != nil {
			e.Ambiguous = false
			e.Advice = strings.TrimSpace("It was looked for and does not exist: apply again. " + e.Advice)
			return none, e
		}
	}
}

// unknown is a write of which nobody knows whether it took effect.
func (c call) unknown(lost *replication.Error, why string) error {
	e := c.fails(replication.KindUnavailable, lost)
	e.Ambiguous = true
	e.Message = fmt.Sprintf("the answer was lost (%s), and %s, so that it may exist or not", lost.Message, why)
	e.Advice = "Look in the CBR console before applying again: delete it there, or import it."
	e.RequestID = lost.RequestID
	return e
}

// untilFree makes a call without an answer, and repeats it for a bounded time while something passing is in the way.
func (d *Driver) untilFree(ctx context.Context, c call) error {
	until := d.options.Clock.Now().Add(d.options.MaxWait)
	return d.whileBusy(ctx, func(string) bool { return d.options.Clock.Now().Before(until) }, func() error { return d.do(ctx, c, nil) })
}

// onceFree makes a call, and repeats it while something passing is in the way: another replication of the vault until ctx ends, anything
// else for a bounded time. A refusal says that nothing was done, so that this is no second attempt.
func (d *Driver) onceFree(ctx context.Context, c call, out any) error {
	until := d.options.Clock.Now().Add(d.options.MaxWait)
	patient := func(code string) bool { return code == beingReplicated || d.options.Clock.Now().Before(until) }
	return d.whileBusy(ctx, patient, func() error { return d.do(ctx, c, out) })
}

func (d *Driver) whileBusy(ctx context.Context, patient func(code string) bool, try func() error) error {
	for {
		err := try()
		var e *replication.Error
		if err == nil || !errors.As(err, &e) {
			return err
		}
		if code := strings.TrimPrefix(e.Code, "BackupService."); !busy[code] || !patient(code) {
			return err
		}
		if d.options.Clock.Sleep(ctx, busyPause) != nil {
			return err
		}
	}
}
