package vault

import "time"

// Status is the state of one replication, in one vocabulary for records and tasks.
type Status string

// The states. Only the first two may change.
const (
	StatusWaiting     Status = "waiting"
	StatusReplicating Status = "replicating"
	StatusSuccess     Status = "success"
	StatusFailed      Status = "fail"
	// StatusSkipped is what the cloud decided not to replicate; it says so nowhere but here.
	StatusSkipped Status = "skip"
)

// Pending tells whether the state may still change. An unknown state of a cloud is pending, never a success.
func (s Status) Pending() bool {
	return s != StatusSuccess && s != StatusFailed && s != StatusSkipped
}

// Record is one replication of one backup, as the backup shows it.
type Record struct {
	ID                 string
	Status             Status
	BackupID           string
	Destination        Place
	DestinationVaultID string
	// ReplicaID is the backup that was made at the destination; empty until the cloud tells.
	ReplicaID string
	// Percent is how far the replication is, 0 to 100; nil if the cloud did not tell.
	Percent *int
	// Reason is why it failed or was skipped, in the cloud's words; empty if it did not tell.
	Reason    string
	Auto      bool // made by a policy
	CreatedAt time.Time
}

// Task is a replication as the cloud's list of tasks shows it. A task without BackupID is about the whole vault.
type Task struct {
	ID        string
	Status    Status
	VaultID   string
	PolicyID  string
	BackupID  string
	ReplicaID string
	// Destination is where to; empty if the cloud did not tell.
	Destination Place
	Percent     *int
	Reason      string
	CreatedAt   time.Time
}
