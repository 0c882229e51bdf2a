package vault

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	// lookUpTimeout bounds the look-up after a lost answer, which goes on when the caller was interrupted.
	lookUpTimeout = 30 * time.Second
	lookUps       = 3
	lookUpPause   = 2 * time.Second
)

// Starter starts replications. Nothing is ever sent a second time: a lost answer is looked up, and what was found counts.
type Starter struct {
	Driver Driver
	Clock  clock.Clock
}

// StartBackup replicates one backup, which it waits for if it is still being made. An error means that nothing was
// replicated, unless it is Ambiguous: then the outcome must be kept, and Follow finds the record if there is one.
func (s Starter) StartBackup(ctx context.Context, backup Ref, to Destination, name, description string) (Outcome, error) {
	b, err := s.finished(ctx, backup)
	if err != nil {
		return Outcome{}, err
	}
	if why := b.Obstacle(); why != "" {
		return Outcome{}, refusal("backup "+backup.String(), "H2", "the "+b.Describe()+" "+why)
	}
	before := recordIDs(b)
	outcome := outcomeOf(b)
	started, err := s.Driver.ReplicateBackup(ctx, backup, to, name, description)
	if err == nil {
		outcome.RecordID = started.Records[backup.ID]
		return outcome, nil
	}
	if !ambiguous(err) {
		return Outcome{}, err
	}
	found, lost := s.lookUp(ctx, func(ctx context.Context) (bool, error) {
		after, err := s.Driver.Backup(ctx, backup)
		for _, r := range after.InRegion(to.Region) {
			if !before[r.ID] {
				outcome.take(r)
				return true, nil
			}
		}
		return false, err
	})
	switch {
	case lost != nil:
		return outcome, unknown(err, lost)
	case !found:
		return Outcome{}, absent(err)
	}
	return outcome, nil
}

// finished is the backup once it is no longer being made.
func (s Starter) finished(ctx context.Context, backup Ref) (Backup, error) {
	for {
		b, err := s.Driver.Backup(ctx, backup)
		if err != nil || !b.InProgress() {
			return b, err
		}
		if err := s.Clock.Sleep(ctx, firstPause); err != nil {
			return Backup{}, &replication.Error{
				Kind: replication.KindUnavailable, Op: "replicate", On: "backup " + backup.String(), Err: err,
				Message: "the backup is still being made, and the time ran out waiting for it", Advice: "Apply again when it is finished.",
			}
		}
	}
}

// lookUp looks more than once, since the write may still be under way. The error means that nobody could tell.
func (s Starter) lookUp(ctx context.Context, look func(context.Context) (bool, error)) (bool, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookUpTimeout)
	defer cancel()
	for n := 1; ; n++ {
		found, err := look(ctx)
		if found || err != nil || n == lookUps || s.Clock.Sleep(ctx, lookUpPause) != nil {
			return found, err
		}
	}
}

func recordIDs(backups ...Backup) map[string]bool {
	ids := map[string]bool{}
	for _, b := range backups {
		for _, r := range b.Records {
			ids[r.ID] = true
		}
	}
	return ids
}

func ambiguous(err error) bool {
	var e *replication.Error
	return errors.As(err, &e) && e.Ambiguous
}

// unknown is a replication of which nobody knows whether it was begun.
func unknown(sent, lookUp error) error {
	e := &replication.Error{Kind: replication.KindIncomplete, Op: "replicate", On: "the source", Ambiguous: true, Err: sent}
	var original *replication.Error
	if errors.As(sent, &original) {
		e.Op, e.On, e.RequestID = original.Op, original.On, original.RequestID
	}
	e.Message = fmt.Sprintf("the answer was lost, and looking for the replication failed as well (%v), so that it may have begun or not", lookUp)
	e.Advice = "The next apply looks for it, and never sends it again by itself."
	return e
}

// absent is a replication that was not begun though its answer was lost.
func absent(sent error) error {
	var e *replication.Error
	if errors.As(sent, &e) {
		e.Ambiguous = false
		e.Advice = strings.TrimSpace("It was looked for and was not begun: apply again. " + e.Advice)
	}
	return sent
}

func refusal(on, constraint, message string) error {
	e := &replication.Error{Kind: replication.KindInvalid, Op: "replicate", On: on, Constraint: constraint, Message: message}
	e.Advice = "Nothing was replicated."
	return e
}

// noTime asks for all tasks that the cloud keeps.
var noTime time.Time
