package cbr

import "slices"

type extendDocument struct {
	AutoTrigger          bool     `json:"auto_trigger"`
	Bootable             bool     `json:"bootable"`
	ContainSystemDisk    bool     `json:"contain_system_disk"`
	Encrypted            bool     `json:"encrypted"`
	SystemDisk           bool     `json:"system_disk"`
	IsMultiAZ            bool     `json:"is_multi_az"`
	SnapshotID           *string  `json:"snapshot_id"`
	SupportLLD           bool     `json:"support_lld"`
	SupportedRestoreMode string   `json:"supported_restore_mode"`
	OSImagesData         []string `json:"os_images_data"`
	Progress             *int     `json:"progress"`
	Architecture         string   `json:"architecture"`
}

type backupDocument struct {
	ID                   string            `json:"id"`
	Name                 string            `json:"name"`
	Description          string            `json:"description"`
	CheckpointID         string            `json:"checkpoint_id"`
	VaultID              string            `json:"vault_id"`
	ProviderID           string            `json:"provider_id"`
	ProjectID            string            `json:"project_id"`
	EnterpriseProjectID  string            `json:"enterprise_project_id"`
	ParentID             string            `json:"parent_id"`
	ImageType            string            `json:"image_type"`
	ResourceID           string            `json:"resource_id"`
	ResourceName         string            `json:"resource_name"`
	ResourceType         string            `json:"resource_type"`
	ResourceAZ           string            `json:"resource_az"`
	ResourceSize         int               `json:"resource_size"`
	Status               string            `json:"status"`
	CreatedAt            string            `json:"created_at"`
	UpdatedAt            string            `json:"updated_at"`
	ProtectedAt          string            `json:"protected_at"`
	ExpiredAt            *string           `json:"expired_at"`
	Incremental          bool              `json:"incremental"`
	Version              int               `json:"version"`
	ScheduledOperationID string            `json:"scheduled_operation_id,omitempty"`
	Children             []backupDocument  `json:"children"`
	ExtendInfo           extendDocument    `json:"extend_info"`
	ReplicationRecords   *[]recordDocument `json:"replication_records,omitempty"`
}

func (b *backup) imageType() string {
	if b.Replica != nil {
		return ImageReplication
	}
	return ImageBackup
}

// backupDocument leaves the records out unless they are asked for, as lists do.
func (s *Service) backupDocument(b *backup, withRecords bool) backupDocument {
	v := s.state.Vaults[b.VaultID]
	server := b.ResourceType != TypeTurbo && b.ResourceType != TypeVolume
	document := backupDocument{
		ID: b.ID, Name: b.Name, Description: b.Description, CheckpointID: b.CheckpointID, VaultID: b.VaultID, ProviderID: v.providerID(),
		ProjectID: v.Project, EnterpriseProjectID: v.EnterpriseProject, ImageType: b.imageType(),
		ResourceID: b.ResourceID, ResourceName: b.ResourceName, ResourceType: b.ResourceType, ResourceAZ: v.Region + "a", ResourceSize: b.ResourceSize,
		Status: b.Status, CreatedAt: apiTime(b.Created), UpdatedAt: apiTime(b.Updated), ProtectedAt: apiTime(b.Protected), ExpiredAt: optionalTime(b.Expires),
		Incremental: b.Incremental, Version: 3, ScheduledOperationID: b.PolicyID, Children: []backupDocument{},
		ExtendInfo: extendDocument{
			AutoTrigger: b.Auto, ContainSystemDisk: server && !b.NoSystemDisk, Encrypted: b.Encrypted,
			SupportLLD: server, SupportedRestoreMode: "backup", OSImagesData: []string{}, Architecture: "x86_64",
		},
	}
	if server {
		document.Children = disks(document, !b.NoSystemDisk)
	}
	if withRecords {
		records := s.records(b.ID)
		document.ReplicationRecords = &records
	}
	return document
}

// disks are the backups of the single disks: a data disk, and the system disk if it was backed up.
func disks(server backupDocument, system bool) []backupDocument {
	var children []backupDocument
	for _, disk := range []string{"system", "data"} {
		if disk == "system" && !system {
			continue
		}
		child := server
		child.ID, child.ParentID, child.Children = derivedUUID(server.ID+disk), server.ID, []backupDocument{}
		child.ResourceID, child.ResourceName, child.ResourceType = derivedUUID(server.ResourceID+disk), server.ResourceName+"-"+disk, TypeVolume
		child.ExtendInfo.SystemDisk, child.ExtendInfo.Bootable, child.ExtendInfo.ContainSystemDisk = disk == "system", disk == "system", false
		children = append(children, child)
	}
	return children
}

type recordExtra struct {
	Progress           int    `json:"progress"`
	FailCode           string `json:"fail_code"`
	FailReason         string `json:"fail_reason"`
	AutoTrigger        bool   `json:"auto_trigger"`
	DestinationVaultID string `json:"destination_vault_id"`
}

type recordDocument struct {
	ID                      string      `json:"id"`
	Status                  string      `json:"status"`
	VaultID                 string      `json:"vault_id"`
	SourceBackupID          string      `json:"source_backup_id"`
	SourceCheckpointID      string      `json:"source_checkpoint_id"`
	SourceProjectID         string      `json:"source_project_id"`
	SourceRegion            string      `json:"source_region"`
	DestinationBackupID     string      `json:"destination_backup_id"`
	DestinationCheckpointID string      `json:"destination_checkpoint_id"`
	DestinationProjectID    string      `json:"destination_project_id"`
	DestinationRegion       string      `json:"destination_region"`
	DestinationVaultID      string      `json:"destination_vault_id"`
	CreatedAt               string      `json:"created_at"`
	ExtraInfo               recordExtra `json:"extra_info"`
}

// records are the replication records of a backup, oldest first.
func (s *Service) records(backupID string) []recordDocument {
	documents := []recordDocument{}
	for _, j := range s.state.Jobs {
		if j.Copy == nil || j.BackupID != backupID {
			continue
		}
		to := j.Copy.To
		documents = append(documents, recordDocument{
			ID: j.Copy.RecordID, Status: j.recordStatus(), VaultID: j.VaultID,
			SourceBackupID: j.BackupID, SourceCheckpointID: j.CheckpointID, SourceProjectID: j.Project, SourceRegion: j.Region,
			DestinationBackupID: j.Copy.ReplicaID, DestinationCheckpointID: j.Copy.CheckpointID, DestinationProjectID: to.Project,
			DestinationRegion: to.Region, DestinationVaultID: to.VaultID, CreatedAt: apiTime(j.Created),
			ExtraInfo: recordExtra{s.progress(j, s.state.Settled), j.Code, j.Reason, j.Auto, to.VaultID},
		})
	}
	return slices.Clip(documents)
}
