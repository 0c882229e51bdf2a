package vault

import (
	"fmt"
	"slices"
	"time"
)

// Outcome is what became of one backup in a replication: all that is needed to follow it further, or to keep it.
type Outcome struct {
	BackupID, BackupName     string
	ResourceID, ResourceName string
	// RecordID is the record that shows the replication on the backup; empty if the cloud has made none.
	RecordID  string
	Status    Status
	Reason    string // why it failed or was skipped
	ReplicaID string
	// ProtectedAt is the moment that the replica holds; zero if the cloud did not tell.
	ProtectedAt time.Time
	Encrypted   *bool
	// Percent is how far a replication under way is; nil if the cloud did not tell.
	Percent *int
	// StartedAt is when the replication began, by the cloud's own clock; zero if it did not tell.
	StartedAt time.Time
}

// Pending tells whether any outcome may still change.
func Pending(outcomes []Outcome) bool {
	return slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Status.Pending() })
}

// Replicated tells whether anything has been replicated.
func Replicated(outcomes []Outcome) bool {
	return slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Status == StatusSuccess })
}

// With are the outcomes in one of the states.
func With(outcomes []Outcome, states ...Status) []Outcome {
	var found []Outcome
	for _, o := range outcomes {
		if slices.Contains(states, o.Status) {
			found = append(found, o)
		}
	}
	return found
}

// Describe says in one line what became of the backup: "backup nightly (7558e1a3-…): skip: the keys differ".
func (o Outcome) Describe() string {
	text := Backup{Ref: Ref{ID: o.BackupID}, Name: o.BackupName}.Describe() + ": " + string(o.Status)
	switch {
	case o.Reason != "":
		text += ": " + o.Reason
	case o.Status.Pending() && o.Percent != nil:
		text += fmt.Sprintf(", %d %%", *o.Percent)
	}
	return text
}

func outcomeOf(b Backup) Outcome {
	return Outcome{
		BackupID: b.ID, BackupName: b.Name, ResourceID: b.ResourceID, ResourceName: b.ResourceName,
		ProtectedAt: b.ProtectedAt, Encrypted: b.Encrypted, Status: StatusWaiting,
	}
}

// take notes what the record says.
func (o *Outcome) take(r Record) {
	o.RecordID, o.Status, o.Percent, o.StartedAt = r.ID, r.Status, r.Percent, r.CreatedAt
	if r.ReplicaID != "" {
		o.ReplicaID = r.ReplicaID
	}
	o.Reason = ""
	if r.Status == StatusFailed || r.Status == StatusSkipped {
		o.Reason = orSilent(r.Reason)
	}
	if !r.Status.Pending() {
		o.Percent = nil
	}
}

// takeTask notes what a task says that has ended.
func (o *Outcome) takeTask(t Task) {
	o.Status, o.Percent, o.Reason = t.Status, nil, ""
	if t.ReplicaID != "" {
		o.ReplicaID = t.ReplicaID
	}
	if t.Status != StatusSuccess {
		o.Reason = orSilent(t.Reason)
	}
}

func orSilent(reason string) string {
	if reason == "" {
		return "the cloud gives no reason; its list of tasks may say more"
	}
	return reason
}
