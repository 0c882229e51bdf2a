package vault

import (
	"context"
	"fmt"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	firstPause = 5 * time.Second
	lastPause  = 30 * time.Second
	// goneAfter is how many looks a backup must be missing for, so that one late list means nothing.
	goneAfter = 3
	// taskMargin is how much earlier than its record a task may have been made.
	taskMargin = time.Minute
)

// Follower follows replications to their end.
type Follower struct {
	Reader Reader
	Clock  clock.Clock
	// Changed is told each outcome that has changed, for logs; nil tells nobody.
	Changed func(Outcome)
}

// Followed is what to follow.
type Followed struct {
	// Vault is where the backups are.
	Vault Ref
	// Backup is the one backup of a single replication; empty for a whole vault.
	Backup string
	// Region is the destination's.
	Region   string
	Outcomes []Outcome
}

// Follow waits until no outcome is pending, and returns them all, in their order. It can be called again with what it returned.
// The error is KindIncomplete if the context ended first, or if nobody could look any more: the replication goes on without us.
func (f Follower) Follow(ctx context.Context, what Followed) ([]Outcome, error) {
	outcomes := append([]Outcome(nil), what.Outcomes...)
	missing := map[string]int{}
	pause := firstPause
	for Pending(outcomes) {
		err := f.look(ctx, what, outcomes, missing)
		switch {
		case !Pending(outcomes):
			return outcomes, nil
		case ctx.Err() != nil:
			return outcomes, incomplete(what, outcomes, ctx.Err(), "the time for it ran out, or it was interrupted")
		case err != nil && !temporary(err):
			return outcomes, incomplete(what, outcomes, err, "it cannot be followed: "+err.Error())
		}
		if err := f.Clock.Sleep(ctx, pause); err != nil {
			return outcomes, incomplete(what, outcomes, err, "the time for it ran out, or it was interrupted")
		}
		pause = min(pause*3/2, lastPause)
	}
	return outcomes, nil
}

// look reads once and brings the pending outcomes up to date.
func (f Follower) look(ctx context.Context, what Followed, outcomes []Outcome, missing map[string]int) error {
	backups, err := f.backups(ctx, what)
	if err != nil {
		return err
	}
	tasks, err := f.Reader.Tasks(ctx, what.Vault, earliest(outcomes))
	if err != nil {
		// Records say almost everything; without tasks, what was skipped without a record cannot be told.
		tasks = nil
	}
	for i := range outcomes {
		o := &outcomes[i]
		if !o.Status.Pending() {
			continue
		}
		before := *o
		backup, there := backups[o.BackupID]
		o.update(backup, tasks, what.Region)
		missing[o.BackupID]++
		if there || !o.Status.Pending() {
			missing[o.BackupID] = 0
		}
		if missing[o.BackupID] >= goneAfter && !running(tasks, o.BackupID, what.Region) {
			o.Status, o.Percent, o.Reason = StatusFailed, nil, "the backup was deleted before its replication had ended"
		}
		if f.Changed != nil && changed(before, *o) {
			f.Changed(*o)
		}
	}
	return err
}

func (f Follower) backups(ctx context.Context, what Followed) (map[string]Backup, error) {
	found := map[string]Backup{}
	if what.Backup != "" {
		b, err := f.Reader.Backup(ctx, what.Vault.At(what.Backup))
		if replication.IsKind(err, replication.KindNotFound) {
			return found, nil
		}
		found[what.Backup] = b
		return found, err
	}
	list, err := f.Reader.Backups(ctx, what.Vault)
	for _, b := range list {
		found[b.ID] = b
	}
	return found, err
}

// update brings a pending outcome up to date: by its record, and by a task that has ended where the record has not.
func (o *Outcome) update(b Backup, tasks []Task, region string) {
	record, ok := o.record(b, region)
	if ok {
		o.take(record)
	}
	// Tasks of an earlier replication look the same, so none counts before it is known when this one began.
	if !o.Status.Pending() || o.StartedAt.IsZero() {
		return
	}
	for _, t := range tasks { // the newest first
		if !t.about(o.BackupID, region) || t.CreatedAt.Add(taskMargin).Before(o.StartedAt) {
			continue
		}
		// A vault's own task says of a backup with a record nothing that the record does not.
		if t.BackupID == "" && ok {
			continue
		}
		// A success counts once it is known which replica it made.
		if !t.Status.Pending() && (t.Status != StatusSuccess || t.ReplicaID != "") {
			o.takeTask(t)
		}
		return
	}
}

// record is the outcome's own record, or the newest to the region if it is not known which.
func (o *Outcome) record(b Backup, region string) (Record, bool) {
	var newest Record
	found := false
	for _, r := range b.InRegion(region) {
		switch {
		case r.ID == o.RecordID:
			return r, true
		case o.RecordID == "" && (!found || !r.CreatedAt.Before(newest.CreatedAt)):
			newest, found = r, true
		}
	}
	return newest, found
}

// about tells whether the task may be the replication of the backup to the region, by itself or as part of its vault.
func (t Task) about(backupID, region string) bool {
	return (t.BackupID == backupID || t.BackupID == "") && (t.Destination.Region == region || t.Destination.Region == "")
}

// running tells whether a task of the backup itself is under way.
func running(tasks []Task, backupID, region string) bool {
	for _, t := range tasks {
		if t.BackupID == backupID && t.about(backupID, region) && t.Status.Pending() {
			return true
		}
	}
	return false
}

// earliest is when the first of the pending replications began, a little before; zero if that of any is not known.
func earliest(outcomes []Outcome) time.Time {
	var first time.Time
	for _, o := range outcomes {
		if !o.Status.Pending() {
			continue
		}
		if o.StartedAt.IsZero() {
			return time.Time{}
		}
		if first.IsZero() || o.StartedAt.Before(first) {
			first = o.StartedAt
		}
	}
	if first.IsZero() {
		return first
	}
	return first.Add(-taskMargin)
}

func changed(a, b Outcome) bool {
	percent := func(p *int) int {
		if p == nil {
			return -1
		}
		return *p
	}
	return a.Status != b.Status || a.ReplicaID != b.ReplicaID || percent(a.Percent) != percent(b.Percent)
}

// temporary tells whether a read that failed like this may do better later.
func temporary(err error) bool {
	return replication.IsKind(err, replication.KindThrottled) || replication.IsKind(err, replication.KindUnavailable)
}

func incomplete(what Followed, outcomes []Outcome, cause error, why string) error {
	pending := len(With(outcomes, StatusWaiting, StatusReplicating))
	on := "vault " + what.Vault.String()
	if what.Backup != "" {
		on = "backup " + what.Vault.At(what.Backup).String()
	}
	return &replication.Error{
		Kind: replication.KindIncomplete, Op: "follow the replication", On: on, Err: cause,
		Message: fmt.Sprintf("%d of %d backups are still on their way, and %s", pending, len(outcomes), why),
		Advice:  "The replication goes on; apply again to follow it further.",
	}
}
