package follow

import (
	"context"
	"fmt"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// begun are the outcomes right after the cloud has taken the replication up: what it has listed is under way, what cannot be
// replicated or was before is passed over, and of the rest nobody knows yet.
func (j *Job) begun(was before, started vault.Started) []Outcome {
	outcomes := make([]Outcome, 0, len(was.backups))
	for _, b := range was.backups {
		o := Outcome{
			BackupID: b.ID, Name: b.Name, Status: vault.StatusWaiting, ProtectedAt: b.ProtectedAt, Encrypted: b.Encrypted,
			RecordID: started.Records[b.ID],
		}
		earlier, replicated := j.earlier(b)
		switch {
		case o.RecordID != "":
		case b.Obstacle() != "":
			o.Status, o.Reason = vault.StatusSkipped, "The backup "+b.Obstacle()+"."
		case replicated:
			o.Status, o.ReplicaID = vault.StatusSkipped, earlier.ReplicaID
			o.Reason = fmt.Sprintf("The backup was replicated to %s before, by record %s.", j.To.Region, earlier.ID)
			if earlier.Status.Pending() {
				o.Reason = fmt.Sprintf("The backup was on its way to %s already, by record %s.", j.To.Region, earlier.ID)
			}
		case len(started.Records) > 0:
			o.Status, o.Reason = vault.StatusSkipped, "CBR did not take the backup up, and gives no reason."
		}
		outcomes = append(outcomes, o)
	}
	return outcomes
}

// earlier is a record of before by which the backup has been, or is being, replicated to the destination region.
func (j *Job) earlier(b vault.Backup) (vault.Record, bool) {
	for _, r := range b.Records {
		if j.here(r) && (r.Status.Pending() || r.Status == vault.StatusSuccess) {
			return r, true
		}
	}
	return vault.Record{}, false
}

// newest is the latest record of a replication to the destination vault that was not there before.
func (j *Job) newest(b vault.Backup, known map[string]bool) (vault.Record, bool) {
	var latest vault.Record
	found := false
	for _, r := range b.Records {
		if j.here(r) && !r.Auto && !known[r.ID] && (r.DestinationVaultID == "" || r.DestinationVaultID == j.To.VaultID) &&
			(!found || !r.CreatedAt.Before(latest.CreatedAt)) {
			latest, found = r, true
		}
	}
	return latest, found
}

// tasks are the replications to the destination region that this job may have begun, the newest first.
func (j *Job) tasks(ctx context.Context) ([]vault.Task, error) {
	source := j.Source
	if j.Single {
		b, err := j.Driver.Backup(ctx, j.Source)
		if err != nil {
			return nil, err
		}
		source = j.Source.At(b.VaultID)
	}
	all, err := j.Driver.Tasks(ctx, source, time.Time{})
	var ours []vault.Task
	for _, t := range all {
		elsewhere := t.Destination.Region != "" && t.Destination.Region != j.To.Region
		if !elsewhere && t.PolicyID == "" && !j.knownTasks[t.ID] && (!j.Single || t.BackupID == j.Source.ID) {
			ours = append(ours, t)
		}
	}
	return ours, err
}
