package vault

import (
	"context"
	"fmt"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// StartRun replicates a whole vault, once: backups that are still being made are waited for. There is one outcome for each
// backup that the vault holds then, those included that stay behind, with the reason. An error means that nothing was
// replicated, unless it is Ambiguous: then the outcomes must be kept, and Follow finds the records that there are.
func (s Starter) StartRun(ctx context.Context, vault Ref, to Destination) ([]Outcome, error) {
	backups, err := s.allFinished(ctx, vault)
	if err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, 0, len(backups))
	for _, b := range backups {
		outcomes = append(outcomes, candidate(b, to.Region))
	}
	if !Pending(outcomes) {
		return nil, nothing(vault, to, outcomes)
	}
	known, err := s.taskIDs(ctx, vault)
	if err != nil {
		return nil, err
	}
	started, err := s.Driver.ReplicateVault(ctx, vault, to)
	if err != nil {
		if !ambiguous(err) {
			return nil, err
		}
		if started, err = s.recover(ctx, vault, to, recordIDs(backups...), known, err); err != nil {
			if ambiguous(err) {
				return outcomes, err
			}
			return nil, err
		}
	}
	if len(started.Records) == 0 {
		return s.withoutRecords(ctx, vault, known, outcomes)
	}
	for i := range outcomes {
		o := &outcomes[i]
		record, listed := started.Records[o.BackupID]
		switch {
		case listed:
			o.RecordID, o.Status, o.Reason, o.ReplicaID = record, StatusWaiting, "", ""
		case o.Status.Pending():
			o.Status, o.Reason = StatusSkipped, "the cloud did not take this backup into the run"
		}
	}
	return outcomes, nil
}

// candidate is a backup before the run: waiting, or skipped if it is known that it stays behind.
func candidate(b Backup, region string) Outcome {
	o := outcomeOf(b)
	if why := b.Obstacle(); why != "" {
		o.Status, o.Reason = StatusSkipped, "the backup "+why
		return o
	}
	for _, r := range b.InRegion(region) {
		if r.Status == StatusSuccess || r.Status.Pending() {
			o.Status, o.ReplicaID = StatusSkipped, r.ReplicaID
			o.Reason = fmt.Sprintf("the backup was replicated to %s before, or is on its way, by record %s", region, r.ID)
		}
	}
	return o
}

func (s Starter) allFinished(ctx context.Context, vault Ref) ([]Backup, error) {
	backups, err := s.Driver.Backups(ctx, vault)
	if err != nil {
		return nil, err
	}
	waited := false
	for _, b := range backups {
		if !b.InProgress() {
			continue
		}
		waited = true
		if _, err := s.finished(ctx, b.Ref); err != nil && !replication.IsKind(err, replication.KindNotFound) {
			return nil, err
		}
	}
	if waited {
		return s.Driver.Backups(ctx, vault)
	}
	return backups, nil
}

func (s Starter) taskIDs(ctx context.Context, vault Ref) (map[string]bool, error) {
	tasks, err := s.Driver.Tasks(ctx, vault, noTime)
	ids := map[string]bool{}
	for _, t := range tasks {
		ids[t.ID] = true
	}
	return ids, err
}

// recover finds out what became of a run whose answer was lost: by records, or by a task, that were not there before.
func (s Starter) recover(ctx context.Context, vault Ref, to Destination, records, tasks map[string]bool, sent error) (Started, error) {
	started := Started{Records: map[string]string{}}
	found, lost := s.lookUp(ctx, func(ctx context.Context) (bool, error) {
		backups, err := s.Driver.Backups(ctx, vault)
		if err != nil {
			return false, err
		}
		for _, b := range backups {
			for _, r := range b.InRegion(to.Region) {
				if !records[r.ID] {
					started.Records[b.ID] = r.ID
				}
			}
		}
		if len(started.Records) > 0 {
			return true, nil
		}
		now, err := s.Driver.Tasks(ctx, vault, noTime)
		for _, t := range now {
			if !tasks[t.ID] && t.about("", to.Region) {
				return true, nil
			}
		}
		return false, err
	})
	switch {
	case lost != nil:
		return started, unknown(sent, lost)
	case !found:
		return started, absent(sent)
	}
	return started, nil
}

// withoutRecords is for a run that the cloud accepted without a record of any backup: its task says what becomes of it. While
// that only waits, nothing has been begun, so it is waited for here: a skip is then an error, as nothing was replicated.
func (s Starter) withoutRecords(ctx context.Context, vault Ref, known map[string]bool, outcomes []Outcome) ([]Outcome, error) {
	for n := 1; ; n++ {
		tasks, err := s.Driver.Tasks(ctx, vault, noTime)
		if err != nil && !temporary(err) {
			return outcomes, unknown(refusal("vault "+vault.String(), "", "the cloud listed no backup"), err)
		}
		waiting := false
		for _, t := range tasks {
			if known[t.ID] {
				continue
			}
			began(outcomes, t.CreatedAt)
			if t.BackupID != "" {
				return outcomes, nil // backups have tasks of their own now
			}
			waiting = waiting || t.Status == StatusWaiting
			if t.Status == StatusSkipped || t.Status == StatusFailed {
				return nil, refusal("vault "+vault.String(), "", fmt.Sprintf("the cloud accepted the run and did not replicate anything (%s): %s", t.Status, orSilent(t.Reason)))
			}
		}
		if n >= lookUps && !waiting || s.Clock.Sleep(ctx, lookUpPause) != nil {
			return outcomes, nil //nolint:nilerr // something may be under way: Follow finds what comes of it
		}
	}
}

// began notes when the pending outcomes began.
func began(outcomes []Outcome, at time.Time) {
	for i := range outcomes {
		if outcomes[i].Status.Pending() {
			outcomes[i].StartedAt = at
		}
	}
}

// nothing is a run that would find nothing to replicate. It is not sent: it could only be skipped.
func nothing(vault Ref, to Destination, outcomes []Outcome) error {
	on := "vault " + vault.String()
	if len(outcomes) == 0 {
		return refusal(on, "H3", "there is no backup in the vault")
	}
	for _, o := range outcomes {
		if o.ReplicaID != "" {
			return refusal(on, "H9", fmt.Sprintf("of its %d backups, none is left to replicate to %s; of the first, %s", len(outcomes), to.Region, outcomes[0].Describe()))
		}
	}
	return refusal(on, "H2", fmt.Sprintf("none of its %d backups can be replicated; the first, %s", len(outcomes), outcomes[0].Describe()))
}
