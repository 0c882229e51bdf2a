package cbr

import "time"

// Kinds of jobs, which are the operation types of their tasks.
const (
	kindBackup         = "backup"
	kindReplication    = "replication"
	kindDelete         = "delete"
	kindVaultDelete    = "vault_delete"
	kindRemoveResource = "remove_resource"
)

// Outcomes of jobs, as tasks word them. A record says "fail" and "skip" instead of the middle two.
const (
	Success = "success"
	Failed  = "failed"
	Skipped = "skipped"
	Timeout = "timeout"
)

// job is something that takes its time. It is what a task (operation log) shows and, for a replication, a record.
type job struct {
	ID           string    `json:"id"`
	Kind         string    `json:"kind"`
	Region       string    `json:"region"`
	Project      string    `json:"project"`
	VaultID      string    `json:"vault_id"`
	VaultName    string    `json:"vault_name"`
	ProviderID   string    `json:"provider_id"`
	PolicyID     string    `json:"policy_id,omitempty"`
	CheckpointID string    `json:"checkpoint_id,omitempty"`
	BackupID     string    `json:"backup_id,omitempty"`
	BackupName   string    `json:"backup_name,omitempty"`
	ResourceID   string    `json:"resource_id,omitempty"`
	ResourceName string    `json:"resource_name,omitempty"`
	ResourceType string    `json:"resource_type,omitempty"`
	Auto         bool      `json:"auto,omitempty"`
	Total        int       `json:"total,omitempty"` // of what a deletion deletes
	Created      time.Time `json:"created"`
	Begins       time.Time `json:"begins"`
	Ends         time.Time `json:"ends"`
	Begun        bool      `json:"begun,omitempty"`
	Done         bool      `json:"done,omitempty"`
	Outcome      string    `json:"outcome,omitempty"`
	Code         string    `json:"code,omitempty"`
	Reason       string    `json:"reason,omitempty"`
	Copy         *transfer `json:"copy,omitempty"` // of a replication
}

// transfer is what a replication job replicates, and where to.
type transfer struct {
	RecordID     string   `json:"record_id"`
	To           target   `json:"to"`
	Whole        bool     `json:"whole,omitempty"`  // part of the replication of a vault
	Preset       *Failure `json:"preset,omitempty"` // the skip that was decided for the vault as a whole
	Name         string   `json:"name,omitempty"`   // of the replica
	Description  string   `json:"description,omitempty"`
	ReplicaID    string   `json:"replica_id,omitempty"`
	CheckpointID string   `json:"replica_checkpoint_id,omitempty"`
	KeyID        string   `json:"key_id,omitempty"` // of the destination vault
}

// target is where replicas go.
type target struct {
	Cloud      string `json:"cloud"`
	Region     string `json:"region"`
	Project    string `json:"project"`
	VaultID    string `json:"vault_id"`
	Account    string `json:"account"`              // that the destination belongs to
	Credential string `json:"credential,omitempty"` // set: to another cloud
}

func (t target) crossCloud() bool { return t.Credential != "" }

// start takes a job of the vault into the state.
func (s *Service) start(j *job, v *vault, begins, ends time.Time) *job {
	j.ID, j.Region, j.Project = newUUID(), v.Region, v.Project
	j.VaultID, j.VaultName, j.ProviderID = v.ID, v.Name, v.providerID()
	j.Created, j.Begins, j.Ends = s.state.Settled, begins, ends
	s.state.Jobs = append(s.state.Jobs, j)
	return j
}

// startOn is start for a job with one backup.
func (s *Service) startOn(b *backup, j *job, begins, ends time.Time) *job {
	j.BackupID, j.BackupName, j.CheckpointID = b.ID, b.Name, b.CheckpointID
	j.ResourceID, j.ResourceName, j.ResourceType = b.ResourceID, b.ResourceName, b.ResourceType
	return s.start(j, s.state.Vaults[b.VaultID], begins, ends)
}

func (j *job) finish(at time.Time, outcome, code, reason string) {
	j.Begun, j.Done, j.Ends, j.Outcome, j.Code, j.Reason = true, true, at, outcome, code, reason
	if j.Copy != nil && outcome != Success {
		j.Copy.ReplicaID, j.Copy.CheckpointID = "", ""
	}
}

// status is the word of a task.
func (j *job) status() string {
	switch {
	case j.Done:
		return j.Outcome
	case j.Begun:
		return "running"
	}
	return "waiting"
}

// recordStatus is the word of a replication record.
func (j *job) recordStatus() string {
	return map[string]string{
		"waiting": "waiting_replicate", "running": "replicating", Success: Success,
		Failed: "fail", Timeout: "fail", Skipped: "skip",
	}[j.status()]
}

// progress is in percent; a stalled job stands still.
func (s *Service) progress(j *job, now time.Time) int {
	if since, ok := s.state.Stalled[j.BackupID]; ok && !j.Done && since.Before(now) {
		now = since
	}
	switch {
	case j.Done && j.Outcome == Success:
		return 100
	case !j.Begun || j.Done || !j.Ends.After(j.Begins):
		return 0
	}
	return min(max(1, int(100*now.Sub(j.Begins)/j.Ends.Sub(j.Begins))), 99)
}
