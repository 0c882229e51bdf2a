package cbr

import (
	"slices"
	"time"
)

type taskDocument struct {
	ID            string         `json:"id"`
	OperationType string         `json:"operation_type"`
	Status        string         `json:"status"`
	ProjectID     string         `json:"project_id"`
	ProviderID    string         `json:"provider_id"`
	PolicyID      *string        `json:"policy_id"`
	VaultID       string         `json:"vault_id"`
	VaultName     string         `json:"vault_name"`
	CheckpointID  *string        `json:"checkpoint_id"`
	CreatedAt     string         `json:"created_at"`
	StartedAt     string         `json:"started_at"`
	UpdatedAt     string         `json:"updated_at"`
	EndedAt       *string        `json:"ended_at"`
	ErrorInfo     errorInfo      `json:"error_info"`
	ExtraInfo     map[string]any `json:"extra_info"`
}

type errorInfo struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (s *Service) taskDocument(j *job) taskDocument {
	document := taskDocument{
		ID: j.ID, OperationType: j.Kind, Status: j.status(), ProjectID: j.Project, ProviderID: j.ProviderID, PolicyID: optional(j.PolicyID),
		VaultID: j.VaultID, VaultName: j.VaultName, CheckpointID: optional(j.CheckpointID),
		CreatedAt: apiTime(j.Created), StartedAt: apiTime(j.Begins), UpdatedAt: apiTime(s.state.Settled), ErrorInfo: errorInfo{j.Code, j.Reason},
		ExtraInfo: map[string]any{
			"common":   map[string]any{"progress": s.progress(j, s.state.Settled), "request_id": "req-" + j.ID, "task_id": derivedUUID(j.ID)},
			"resource": map[string]string{"id": j.ResourceID, "name": j.ResourceName, "type": j.ResourceType},
		},
	}
	if j.Done {
		document.EndedAt, document.UpdatedAt = optionalTime(j.Ends), apiTime(j.Ends)
	}
	switch {
	case j.Copy != nil && j.BackupID != "":
		document.ExtraInfo["replication"] = map[string]any{
			"source_backup_id": j.BackupID, "source_backup_name": j.BackupName, "source_checkpoint_id": j.CheckpointID,
			"source_project_id": j.Project, "source_region": j.Region,
			"destination_backup_id": j.Copy.ReplicaID, "destination_backup_name": j.Copy.Name, "destination_checkpoint_id": j.Copy.CheckpointID,
			"destination_project_id": j.Copy.To.Project, "destination_region": j.Copy.To.Region,
		}
	case j.Copy != nil:
		document.ExtraInfo["replication"] = map[string]any{
			"source_backup_id": "", "source_project_id": j.Project, "source_region": j.Region,
			"destination_project_id": j.Copy.To.Project, "destination_region": j.Copy.To.Region,
		}
	case j.Kind == kindBackup:
		document.ExtraInfo["backup"] = map[string]any{"backup_id": j.BackupID, "backup_name": j.BackupName}
	case j.Kind == kindDelete:
		document.ExtraInfo["delete"] = map[string]any{"backup_id": j.BackupID, "backup_name": j.BackupName}
	case j.Kind == kindVaultDelete:
		document.ExtraInfo["vault_delete"] = map[string]any{"total_count": j.Total, "fail_count": 0}
	case j.Kind == kindRemoveResource:
		document.ExtraInfo["remove_resources"] = map[string]any{"total_count": j.Total, "fail_count": 0, "resources": []any{}}
	}
	return document
}

func (s *Service) showTask(c *call) (any, *apiError) {
	id := c.params["task_id"]
	for _, j := range s.state.Jobs {
		if j.ID == id && j.Project == c.project.ID {
			return map[string]any{"operation_log": s.taskDocument(j)}, nil
		}
	}
	return nil, noTask(id)
}

// listTasks answers the newest first.
func (s *Service) listTasks(c *call) (any, *apiError) {
	from, failure := timeParameter(c, "start_time")
	if failure != nil {
		return nil, failure
	}
	to, failure := timeParameter(c, "end_time")
	if failure != nil {
		return nil, failure
	}
	var found []*job
	for _, j := range slices.Backward(s.state.Jobs) {
		if j.Project != c.project.ID || j.Created.Before(from) || !to.IsZero() && j.Created.After(to) {
			continue
		}
		if c.filter(map[string]string{
			"operation_type": j.Kind, "status": j.status(), "vault_id": j.VaultID, "vault_name": j.VaultName,
			"resource_id": j.ResourceID, "resource_name": j.ResourceName, "provider_id": j.ProviderID,
		}) {
			found = append(found, j)
		}
	}
	shown, count, failure := page(c, found)
	documents := []taskDocument{}
	for _, j := range shown {
		documents = append(documents, s.taskDocument(j))
	}
	return map[string]any{"count": count, "operation_logs": documents}, failure
}

func timeParameter(c *call, name string) (time.Time, *apiError) {
	text := c.query.Get(name)
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse("2006-01-02T15:04:05Z", text)
	if err != nil {
		return time.Time{}, invalid("invalid %s %q", name, text)
	}
	return at, nil
}
