package follow

import (
	"context"
	"errors"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Look reads what has become of the outcomes that may still change.
func (j *Job) Look(ctx context.Context, outcomes []Outcome) ([]Outcome, error) {
	if Complete(outcomes) {
		return outcomes, nil
	}
	backups, err := j.backups(ctx)
	if err != nil && !replication.IsKind(err, replication.KindNotFound) {
		return outcomes, err
	}
	byID := map[string]vault.Backup{}
	for _, b := range backups {
		byID[b.ID] = b
	}
	looked := make([]Outcome, len(outcomes))
	parts := map[string]int{}
	untold := false
	for i, o := range outcomes {
		if o.Status.Pending() {
			o = j.follow(o, byID[o.BackupID], parts)
			untold = untold || o.RecordID == "" || byID[o.BackupID].ID == "" || !o.Status.Pending() && o.Status != vault.StatusSuccess && o.Reason == ""
		}
		looked[i] = o
	}
	if untold {
		tasks, err := j.tasks(ctx)
		if err != nil && !replication.IsKind(err, replication.KindNotFound) {
			return looked, err
		}
		for i, o := range looked {
			looked[i] = byTasks(o, tasks, byID[o.BackupID].ID == "")
		}
	}
	if j.Progress != nil {
		j.Progress(percent(looked, parts), looked)
	}
	return looked, nil
}

// follow takes over what the record of the backup says.
func (j *Job) follow(o Outcome, b vault.Backup, parts map[string]int) Outcome {
	if o.RecordID == "" {
		if r, ok := j.newest(b, nil); ok {
			o.RecordID = r.ID
		}
	}
	for _, r := range b.Records {
		if r.ID != o.RecordID || o.RecordID == "" {
			continue
		}
		o.Status, o.Reason, o.ReplicaID = r.Status, r.Reason, r.ReplicaID
		if r.Percent != nil {
			parts[r.ID] = *r.Percent
		}
		if o.Reason == "" && o.Status == vault.StatusSkipped && b.Obstacle() != "" {
			o.Reason = "The backup " + b.Obstacle() + "."
		}
	}
	return o
}

// byTasks takes over what the tasks say of a backup whose record says nothing: one that is gone, one that was skipped with the
// whole vault, or one that ended without a reason.
func byTasks(o Outcome, tasks []vault.Task, gone bool) Outcome {
	for _, t := range tasks {
		theirs := t.BackupID == o.BackupID || t.BackupID == "" && o.RecordID == ""
		if !theirs || t.Status.Pending() {
			continue
		}
		if o.Status.Pending() {
			o.Status = t.Status
			o.ReplicaID = t.ReplicaID
		}
		if o.Status == t.Status && o.Reason == "" {
			o.Reason = t.Reason
		}
		return o
	}
	if gone && o.Status.Pending() {
		o.Status, o.Reason = vault.StatusFailed, "The backup was deleted before it was seen to be replicated."
	}
	return o
}

// Wait looks until nothing changes any more. The error says why it ended before; the outcomes are those that were seen last.
func (j *Job) Wait(ctx context.Context, outcomes []Outcome) ([]Outcome, error) {
	for {
		looked, err := j.Look(ctx, outcomes)
		outcomes = looked
		switch {
		case err == nil && Complete(outcomes):
			j.Driver.Forget()
			return outcomes, nil
		case hopeless(err):
			return outcomes, err
		case !j.pause(ctx):
			return outcomes, j.late("follow the replication", err)
		}
	}
}

// hopeless tells whether looking again would not help.
func hopeless(err error) bool {
	var e *replication.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Kind == replication.KindPermission || e.Kind == replication.KindUnsupported || e.Kind == replication.KindInvalid
}
