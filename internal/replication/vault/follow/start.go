package follow

import (
	"context"
	"errors"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

const (
	// sends is how often a replication is sent at most whose answer was lost, and of which nothing can be found.
	sends = 3
	// looks is how often it is looked for each time.
	looks = 6
)

// before is what there was before the replication was sent.
type before struct {
	backups []vault.Backup
	records map[string]bool
}

// Start replicates. It waits for backups that are still being made, and looks up what a lost answer may have begun before
// anything is sent again. An error means that nothing was begun, unless it is Ambiguous: then the outcomes are those of a
// replication that may be under way.
func (j *Job) Start(ctx context.Context) ([]Outcome, error) {
	was, err := j.settled(ctx)
	if err != nil {
		return nil, err
	}
	return j.attempt(ctx, was)
}

// Resume goes on with a replication of which nobody knows whether it was begun: it is looked for first.
func (j *Job) Resume(ctx context.Context) ([]Outcome, error) {
	was, err := j.settled(ctx)
	if err != nil {
		return nil, err
	}
	j.knownTasks = nil // whatever there is may be its
	none := before{backups: was.backups}
	if started, found, err := j.lookUp(ctx, none, 1); err != nil || found {
		return j.begun(was, started), err
	}
	return j.attempt(ctx, was)
}

func (j *Job) attempt(ctx context.Context, was before) ([]Outcome, error) {
	for sent := 1; ; sent++ {
		started, err := j.send(ctx)
		if err == nil {
			return j.begun(was, started), nil
		}
		if !ambiguous(err) && sent == 1 {
			return nil, err
		}
		// An answer was lost, or what was sent again was refused since the first did begin.
		found, ok, lookErr := j.lookUp(ctx, was, looks)
		switch {
		case ok:
			return j.begun(was, found), nil
		case lookErr != nil:
			return j.begun(was, vault.Started{}), unknown(err, lookErr)
		case !ambiguous(err):
			return nil, err
		case sent == sends:
			return j.begun(was, vault.Started{}), err
		}
	}
}

// settled reads what there is, after all backups that are being made are finished.
func (j *Job) settled(ctx context.Context) (before, error) {
	for {
		backups, err := j.backups(ctx)
		if err != nil {
			return before{}, err
		}
		making := 0
		for _, b := range backups {
			if b.InProgress() && b.Obstacle() == "" {
				making++
			}
		}
		if making > 0 {
			if !j.pause(ctx) {
				e := &replication.Error{
					Kind: replication.KindUnavailable, Op: "begin the replication", On: j.describe(),
					Message: "a backup is still being made and the time to wait for it is over", Advice: "Apply again when it is finished; nothing was replicated.",
				}
				return before{}, e
			}
			continue
		}
		was := before{backups: backups, records: map[string]bool{}}
		for _, b := range backups {
			for _, r := range b.Records {
				was.records[r.ID] = true
			}
		}
		// Only a replication across clouds can be skipped as a whole, and only a lost answer needs the tasks otherwise: that
		// they cannot be read is no reason not to replicate.
		if tasks, err := j.tasks(ctx); err == nil {
			j.knownTasks = map[string]bool{}
			for _, t := range tasks {
				j.knownTasks[t.ID] = true
			}
		}
		return was, nil
	}
}

// lookUp looks for what a request without an answer has begun.
func (j *Job) lookUp(ctx context.Context, was before, times int) (vault.Started, bool, error) {
	for i := range times {
		if i > 0 && !j.pause(ctx) {
			return vault.Started{}, false, j.late("look for the replication", ctx.Err())
		}
		backups, err := j.backups(ctx)
		if err != nil {
			return vault.Started{}, false, err
		}
		started := vault.Started{Records: map[string]string{}}
		for _, b := range backups {
			if r, ok := j.newest(b, was.records); ok {
				started.Records[b.ID] = r.ID
			}
		}
		if len(started.Records) > 0 {
			return started, true, nil
		}
		tasks, err := j.tasks(ctx)
		if err != nil {
			return vault.Started{}, false, err
		}
		if len(tasks) > 0 {
			return vault.Started{}, true, nil
		}
	}
	return vault.Started{}, false, nil
}

func ambiguous(err error) bool {
	var e *replication.Error
	return errors.As(err, &e) && e.Ambiguous
}

// unknown is the error of a replication of which nobody knows whether it was begun.
func unknown(err, lookErr error) error {
	return &replication.Error{
		Kind: replication.KindIncomplete, Op: "see whether the replication has begun", On: "the request without an answer", Ambiguous: true,
		Message: err.Error() + " " + lookErr.Error(), Err: errors.Join(err, lookErr),
	}
}
