package follow

import (
	"context"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// pollInterval is how often the cloud is asked: a replication takes minutes to hours.
const pollInterval = 10 * time.Second

// Job is one replication: of a whole vault, or of a single backup.
type Job struct {
	Driver *vault.CachedDriver
	Clock  clock.Clock
	// Source is the vault, or the backup if Single is set.
	Source vault.Ref
	Single bool
	To     vault.Destination
	// Name is that of the replica of a single backup; empty leaves it to the cloud.
	Name string
	// Deadline ends every wait, besides the context: it is in the time of Clock.
	Deadline time.Time
	// Progress is told how far all of it is, in percent; nil: nobody listens.
	Progress func(percent int, outcomes []Outcome)

	// knownTasks are those from before the replication, if it was begun by this Job.
	knownTasks map[string]bool
}

// backups are the backups that the job is about, read anew.
func (j *Job) backups(ctx context.Context) ([]vault.Backup, error) {
	if !j.Single {
		return j.Driver.Fresh().Backups(ctx, j.Source)
	}
	b, err := j.Driver.Fresh().Backup(ctx, j.Source)
	if err != nil {
		return nil, err
	}
	return []vault.Backup{b}, nil
}

func (j *Job) send(ctx context.Context) (vault.Started, error) {
	if j.Single {
		return j.Driver.ReplicateBackup(ctx, j.Source, j.To, j.Name, "")
	}
	return j.Driver.ReplicateVault(ctx, j.Source, j.To)
}

// pause waits for the next look; false if the time is over.
func (j *Job) pause(ctx context.Context) bool {
	if !j.Deadline.IsZero() && !j.Clock.Now().Before(j.Deadline) {
		return false
	}
	return j.Clock.Sleep(ctx, pollInterval) == nil && ctx.Err() == nil
}

// late is the error of a wait whose time is over.
func (j *Job) late(op string, last error) error {
	e := &replication.Error{
		Kind: replication.KindIncomplete, Op: op, On: j.describe(), Message: "the time for it is over", Err: last,
		Advice: "The next apply goes on with it; `timeouts` sets how long an apply waits.",
	}
	if last != nil {
		e.Message += "; the last look failed: " + last.Error()
	}
	return e
}

func (j *Job) describe() string {
	if j.Single {
		return "backup " + j.Source.String()
	}
	return "vault " + j.Source.String()
}

// here tells whether a record is of a replication to the job's destination region.
func (j *Job) here(r vault.Record) bool {
	return r.Destination.Region == j.To.Region &&
		(r.Destination.ProjectID == "" || j.To.ProjectID == "" || r.Destination.ProjectID == j.To.ProjectID)
}
