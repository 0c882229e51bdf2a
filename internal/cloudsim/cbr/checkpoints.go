package cbr

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// checkpointRequest is a backup of a vault, by hand or by a policy.
type checkpointRequest struct {
	Name, Description string
	Incremental       bool
	Only              []string // resources; empty is all
	Auto              bool
	PolicyID          string
	RetentionDays     int
}

func (s *Service) createCheckpoint(c *call) (any, *apiError) {
	var body struct {
		Checkpoint *struct {
			VaultID    string `json:"vault_id"`
			Parameters struct {
				AutoTrigger     bool            `json:"auto_trigger"`
				Name            string          `json:"name"`
				Description     string          `json:"description"`
				Incremental     *bool           `json:"incremental"`
				Resources       []string        `json:"resources"`
				ResourceDetails []resourceInput `json:"resource_details"`
				RetentionDays   int             `json:"retention_duration_days"`
				PolicyID        string          `json:"policy_id"`
			} `json:"parameters"`
		} `json:"checkpoint"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	if body.Checkpoint == nil {
		return nil, invalid("checkpoint is required")
	}
	v, failure := s.vaultIn(c.project.ID, body.Checkpoint.VaultID)
	if failure != nil {
		return nil, failure
	}
	in := body.Checkpoint.Parameters
	only := slices.Clone(in.Resources)
	for _, detail := range in.ResourceDetails {
		only = append(only, detail.ID)
	}
	var check checks
	check.length("name", in.Name, 0, 64)
	check.description(in.Description, 255)
	if check.first != nil {
		return nil, check.first
	}
	id, skipped, failure := s.backUp(v, checkpointRequest{
		Name: in.Name, Description: in.Description, Incremental: orDefault(in.Incremental, true), Only: only, RetentionDays: in.RetentionDays,
		Auto: in.AutoTrigger, PolicyID: in.PolicyID,
	})
	if failure != nil {
		return nil, failure
	}
	return s.checkpointDocument(v, id, skipped), nil
}

type skippedResource struct {
	ID     string `json:"id"`
	Type   string `json:"type"`
	Name   string `json:"name"`
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

// backUp starts a backup of each resource of the vault, and answers the checkpoint.
func (s *Service) backUp(v *vault, request checkpointRequest) (string, []skippedResource, *apiError) {
	switch {
	case v.Status != StatusAvailable && v.Status != StatusLock:
		return "", nil, badRequest("6113", "The status of vault %s does not allow a backup.", v.ID)
	case v.ProtectType != ProtectBackup:
		return "", nil, badRequest("6113", "A vault of the type %s is not backed up.", v.ProtectType)
	case len(v.Resources) == 0:
		return "", nil, badRequest("0001", "There is no resource in the vault.")
	case slices.ContainsFunc(s.state.Jobs, func(j *job) bool { return !j.Done && j.Kind == kindBackup && j.VaultID == v.ID }):
		return "", nil, badRequest("1001", "The vault is backing up.")
	case !s.room(v):
		return "", nil, badRequest("6114", "Vault %s is full.", v.ID)
	}
	now, checkpoint := s.state.Settled, newUUID()
	skipped := []skippedResource{}
	for _, r := range v.Resources {
		if len(request.Only) > 0 && !slices.Contains(request.Only, r.ID) {
			continue
		}
		if r.Removing || request.Auto && r.Suspended {
			skipped = append(skipped, skippedResource{r.ID, r.Type, r.Name, "BackupService.6134", "The resource is suspended or being removed."})
			continue
		}
		b := &backup{Created: now, Updated: now, BackupSpec: BackupSpec{
			ID: newUUID(), VaultID: v.ID, CheckpointID: checkpoint, Description: request.Description,
			Name:       cmp.Or(request.Name, v.BackupNamePrefix+fmt.Sprintf("autobk_%s", checkpoint[:8])),
			ResourceID: r.ID, ResourceName: r.Name, ResourceType: r.Type, ResourceSize: r.Size, SizeMB: r.Size * 1024,
			Status: StatusProtecting, NoSystemDisk: r.NoSystemDisk, Encrypted: r.Encrypted,
			Auto: request.Auto, PolicyID: request.PolicyID, Protected: now, Expires: s.expiry(request.PolicyID, now),
		}}
		if b.Incremental = request.Incremental && s.hasBackup(v.ID, r.ID); b.Incremental {
			b.SizeMB = max(1, b.SizeMB/10)
		}
		if request.RetentionDays > 0 {
			b.Expires = now.AddDate(0, 0, request.RetentionDays)
		}
		s.state.Backups[b.ID] = b
		s.startOn(b, &job{Kind: kindBackup, Auto: request.Auto, PolicyID: request.PolicyID}, now, now.Add(s.options.BackingUp))
	}
	return checkpoint, skipped, nil
}

func (s *Service) hasBackup(vaultID, resourceID string) bool {
	return slices.ContainsFunc(s.backupsIn(vaultID), func(b *backup) bool { return b.ResourceID == resourceID })
}

// endBackup makes the backup available.
func (s *Service) endBackup(j *job, now time.Time) {
	b, ok := s.state.Backups[j.BackupID]
	if !ok {
		j.finish(now, Failed, "BackupService.6200", "The backup does not exist.")
		return
	}
	if failure, failing := s.state.Failing[b.ID]; failing {
		delete(s.state.Failing, b.ID)
		b.Status, b.Updated = StatusError, now
		j.finish(now, Failed, failure.Code, failure.Reason)
		return
	}
	b.Status, b.Updated = StatusAvailable, now
	j.finish(now, Success, "", "")
	if v, ok := s.state.Vaults[j.VaultID]; ok {
		s.expand(v)
		s.retain(j.PolicyID, v.ID)
	}
}

func (s *Service) showCheckpoint(c *call) (any, *apiError) {
	id := c.params["checkpoint_id"]
	for _, b := range s.state.Backups {
		if v := s.state.Vaults[b.VaultID]; b.CheckpointID == id && v.Project == c.project.ID {
			return s.checkpointDocument(v, id, []skippedResource{}), nil
		}
	}
	return nil, missing("6217", "Checkpoint %s does not exist.", id)
}

func (s *Service) checkpointDocument(v *vault, id string, skipped []skippedResource) any {
	status, created := StatusAvailable, s.state.Settled
	name, description := "", ""
	resources := []map[string]any{}
	for _, b := range s.backupsIn(v.ID) {
		if b.CheckpointID != id {
			continue
		}
		if b.Status != StatusAvailable {
			status = b.Status
		}
		created, name, description = b.Created, b.Name, b.Description
		resources = append(resources, map[string]any{
			"id": b.ResourceID, "name": b.ResourceName, "type": b.ResourceType, "protect_status": b.Status, "extra_info": map[string]any{},
			"resource_size": fmt.Sprint(b.ResourceSize), // a string here, says the documentation
			"backup_size":   fmt.Sprint(b.SizeMB), "backup_count": "1",
		})
	}
	return map[string]any{"checkpoint": map[string]any{
		"id": id, "status": status, "created_at": apiTime(created), "project_id": v.Project,
		"extra_info": map[string]any{"name": name, "description": description, "retention_duration": -1},
		"vault":      map[string]any{"id": v.ID, "name": v.Name, "resources": resources, "skipped_resources": skipped},
	}}
}
