package cbr

import (
	"fmt"
	"time"
)

// Record is a replication record as it is now.
type Record struct {
	ID                 string    `json:"id"`
	BackupID           string    `json:"backup_id"`
	Status             string    `json:"status"` // waiting_replicate, replicating, success, fail, skip
	Progress           int       `json:"progress"`
	FailCode           string    `json:"fail_code,omitempty"`
	FailReason         string    `json:"fail_reason,omitempty"`
	ReplicaID          string    `json:"replica_id,omitempty"`
	DestinationCloud   string    `json:"destination_cloud"`
	DestinationRegion  string    `json:"destination_region"`
	DestinationVaultID string    `json:"destination_vault_id"`
	Auto               bool      `json:"auto"`
	Created            time.Time `json:"created"`
}

// Records returns the replication records of a backup, oldest first, also when it has been deleted.
func (s *Service) Records(backupID string) []Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	var all []Record
	for _, j := range s.state.Jobs {
		if j.Copy == nil || j.BackupID != backupID || backupID == "" {
			continue
		}
		all = append(all, Record{
			ID: j.Copy.RecordID, BackupID: j.BackupID, Status: j.recordStatus(), Progress: s.progress(j, now), FailCode: j.Code, FailReason: j.Reason,
			ReplicaID: j.Copy.ReplicaID, DestinationCloud: j.Copy.To.Cloud, DestinationRegion: j.Copy.To.Region, DestinationVaultID: j.Copy.To.VaultID,
			Auto: j.Auto, Created: j.Created,
		})
	}
	return all
}

// Task is a task (operation log) as it is now.
type Task struct {
	ID       string    `json:"id"`
	Type     string    `json:"type"`   // backup, replication, delete, vault_delete, remove_resource
	Status   string    `json:"status"` // waiting, running, success, skipped, failed, timeout
	VaultID  string    `json:"vault_id"`
	BackupID string    `json:"backup_id,omitempty"` // empty for a vault that is skipped as a whole
	PolicyID string    `json:"policy_id,omitempty"`
	Progress int       `json:"progress"`
	Code     string    `json:"code,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Created  time.Time `json:"created"`
	Ended    time.Time `json:"ended,omitzero"`
}

// Tasks returns the tasks of a vault, oldest first, also when it has been deleted.
func (s *Service) Tasks(vaultID string) []Task {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	var all []Task
	for _, j := range s.state.Jobs {
		if j.VaultID != vaultID {
			continue
		}
		task := Task{
			ID: j.ID, Type: j.Kind, Status: j.status(), VaultID: j.VaultID, BackupID: j.BackupID, PolicyID: j.PolicyID,
			Progress: s.progress(j, now), Code: j.Code, Reason: j.Reason, Created: j.Created,
		}
		if j.Done {
			task.Ended = j.Ends
		}
		all = append(all, task)
	}
	return all
}

// ReplicateBackup replicates one backup to a vault in another region of the same cloud, or with a credential's id in
// another cloud, and returns the record's id.
func (s *Service) ReplicateBackup(backupID, destinationVaultID, credentialID string) (string, error) {
	var record string
	err := s.withBackup(backupID, func(b *backup) {
		if to, ok := s.targetAt(destinationVaultID, credentialID); ok {
			record = s.startCopy(b, &transfer{To: to}, "", false).Copy.RecordID
		}
	})
	if err == nil && record == "" {
		err = fmt.Errorf("replicate the backup %s: the destination vault %q does not exist", backupID, destinationVaultID)
	}
	return record, err
}

func (s *Service) targetAt(vaultID, credentialID string) (target, bool) {
	v, ok := s.state.Vaults[vaultID]
	if !ok {
		return target{}, false
	}
	return target{Cloud: v.Cloud, Region: v.Region, Project: v.Project, VaultID: v.ID, Account: v.Account, Credential: credentialID}, true
}
