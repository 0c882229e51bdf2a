package follow

import (
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Outcome is what became of one backup in one replication.
type Outcome struct {
	BackupID string
	Name     string
	// Status is StatusWaiting or StatusReplicating while it may still change.
	Status vault.Status
	// Reason is why the backup was not replicated; empty if it was, or if nobody told.
	Reason string
	// RecordID is empty for a backup that the cloud did not take up.
	RecordID string
	// ReplicaID is the replica, also one from before this replication.
	ReplicaID string
	// ProtectedAt is the moment that the backup holds; zero if the cloud did not tell.
	ProtectedAt time.Time
	// Encrypted tells whether the backup is; nil if the cloud did not tell.
	Encrypted *bool
}

// Complete tells whether nothing of it changes any more.
func Complete(outcomes []Outcome) bool {
	for _, o := range outcomes {
		if o.Status.Pending() {
			return false
		}
	}
	return true
}

// Replicated is how many backups this replication has replicated.
func Replicated(outcomes []Outcome) (count int) {
	for _, o := range outcomes {
		if o.Status == vault.StatusSuccess {
			count++
		}
	}
	return count
}

// percent is how far all of it is, as far as the cloud told of the parts.
func percent(outcomes []Outcome, parts map[string]int) int {
	if len(outcomes) == 0 {
		return 0
	}
	sum := 0
	for _, o := range outcomes {
		if o.Status.Pending() {
			sum += parts[o.RecordID]
		} else {
			sum += 100
		}
	}
	return sum / len(outcomes)
}
