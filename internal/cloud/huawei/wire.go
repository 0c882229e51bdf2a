package huawei

import (
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// timeForms are how CBR writes times: in UTC, mostly without saying so.
var timeForms = []string{"2006-01-02T15:04:05.999999", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05.999999"}

// parseTime is zero where there is no time, or one of an unknown form.
func parseTime(s string) time.Time {
	for _, form := range timeForms {
		if t, err := time.Parse(form, strings.TrimSpace(s)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

type vaultWire struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	ProjectID  string `json:"project_id"`
	AutoExpand bool   `json:"auto_expand"`
	Resources  []struct {
		ID string `json:"id"`
	} `json:"resources"`
	Billing struct {
		ObjectType  string `json:"object_type"`
		ProtectType string `json:"protect_type"`
		CloudType   string `json:"cloud_type"`
		Status      string `json:"status"`
		Size        int64  `json:"size"` // GB
		Used        int64  `json:"used"` // MB
	} `json:"billing"`
}

func (w vaultWire) vault(at vault.Place) vault.Vault {
	v := vault.Vault{
		Ref: at.At(w.ID), Name: w.Name, AutoExpand: w.AutoExpand,
		ObjectType: vault.ObjectType(w.Billing.ObjectType), ProtectType: vault.ProtectType(w.Billing.ProtectType),
		CloudType: w.Billing.CloudType, Status: w.Billing.Status, SizeGB: w.Billing.Size, UsedMB: w.Billing.Used,
	}
	for _, r := range w.Resources {
		v.ResourceIDs = append(v.ResourceIDs, r.ID)
	}
	return v
}

type backupWire struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	VaultID      string `json:"vault_id"`
	ImageType    string `json:"image_type"`
	Status       string `json:"status"`
	ResourceID   string `json:"resource_id"`
	ResourceName string `json:"resource_name"`
	ResourceType string `json:"resource_type"`
	ResourceSize int64  `json:"resource_size"`
	ProtectedAt  string `json:"protected_at"`
	ExpiredAt    string `json:"expired_at"`
	ExtendInfo   struct {
		Encrypted         *bool `json:"encrypted"`
		ContainSystemDisk *bool `json:"contain_system_disk"`
	} `json:"extend_info"`
	Records []recordWire `json:"replication_records"`
}

func (w backupWire) backup(at vault.Place) vault.Backup {
	b := vault.Backup{
		Ref: at.At(w.ID), Name: w.Name, VaultID: w.VaultID, ImageType: vault.ImageType(w.ImageType), Status: vault.BackupStatus(w.Status),
		ResourceID: w.ResourceID, ResourceName: w.ResourceName, ResourceType: w.ResourceType, SizeGB: w.ResourceSize,
		ProtectedAt: parseTime(w.ProtectedAt), ExpiredAt: parseTime(w.ExpiredAt),
		Encrypted: w.ExtendInfo.Encrypted, ContainsSystemDisk: w.ExtendInfo.ContainSystemDisk,
	}
	for _, r := range w.Records {
		b.Records = append(b.Records, r.record(w.ID))
	}
	return b
}

type recordWire struct {
	ID                   string `json:"id"`
	Status               string `json:"status"`
	SourceBackupID       string `json:"source_backup_id"`
	DestinationBackupID  string `json:"destination_backup_id"`
	DestinationProjectID string `json:"destination_project_id"`
	DestinationRegion    string `json:"destination_region"`
	DestinationVaultID   string `json:"destination_vault_id"`
	CreatedAt            string `json:"created_at"`
	ExtraInfo            struct {
		Progress           *int   `json:"progress"`
		FailCode           string `json:"fail_code"`
		FailReason         string `json:"fail_reason"`
		AutoTrigger        bool   `json:"auto_trigger"`
		DestinationVaultID string `json:"destination_vault_id"`
		// The published table of UpdateBackup spells it so.
		MisspelledVaultID string `json:"destinatio_vault_id"`
	} `json:"extra_info"`
}

func (w recordWire) record(backupID string) vault.Record {
	destination := w.DestinationVaultID
	for _, other := range []string{w.ExtraInfo.DestinationVaultID, w.ExtraInfo.MisspelledVaultID} {
		if destination == "" {
			destination = other
		}
	}
	return vault.Record{
		ID: w.ID, Status: statusOf(w.Status), BackupID: backupID, ReplicaID: w.DestinationBackupID, DestinationVaultID: destination,
		Destination: vault.Place{Region: w.DestinationRegion, ProjectID: w.DestinationProjectID},
		Percent:     w.ExtraInfo.Progress, Reason: reason(w.ExtraInfo.FailCode, w.ExtraInfo.FailReason), Auto: w.ExtraInfo.AutoTrigger,
		CreatedAt: parseTime(w.CreatedAt),
	}
}

type taskWire struct {
	ID        string `json:"id"`
	Status    string `json:"status"`
	VaultID   string `json:"vault_id"`
	PolicyID  string `json:"policy_id"`
	CreatedAt string `json:"created_at"`
	ErrorInfo struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error_info"`
	ExtraInfo struct {
		Common struct {
			Progress *int `json:"progress"`
		} `json:"common"`
		Replication struct {
			SourceBackupID       string `json:"source_backup_id"`
			DestinationBackupID  string `json:"destination_backup_id"`
			DestinationProjectID string `json:"destination_project_id"`
			DestinationRegion    string `json:"destination_region"`
		} `json:"replication"`
	} `json:"extra_info"`
}

func (w taskWire) task() vault.Task {
	r := w.ExtraInfo.Replication
	return vault.Task{
		ID: w.ID, Status: statusOf(w.Status), VaultID: w.VaultID, PolicyID: w.PolicyID, BackupID: r.SourceBackupID, ReplicaID: r.DestinationBackupID,
		Destination: vault.Place{Region: r.DestinationRegion, ProjectID: r.DestinationProjectID},
		Percent:     w.ExtraInfo.Common.Progress, Reason: reason(w.ErrorInfo.Code, w.ErrorInfo.Message), CreatedAt: parseTime(w.CreatedAt),
	}
}

// statusOf is the state in the domain's words: records and tasks have other words for the same.
func statusOf(s string) vault.Status {
	switch s {
	case "waiting_replicate", "waiting":
		return vault.StatusWaiting
	case "replicating", "running":
		return vault.StatusReplicating
	case "success":
		return vault.StatusSuccess
	case "fail", "failed", "timeout":
		return vault.StatusFailed
	case "skip", "skipped":
		return vault.StatusSkipped
	default:
		return vault.Status(s) // unknown: pending
	}
}

// reason is what CBR says of a failure, with its code.
func reason(code, text string) string {
	switch {
	case code == "":
		return text
	case text == "":
		return code
	default:
		return text + " (" + code + ")"
	}
}
