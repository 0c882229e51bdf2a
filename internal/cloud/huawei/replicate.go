package huawei

import (
	"context"
	"net/http"
	"net/url"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// ReplicateVault replicates all backups of a vault, in one request (CopyCheckpoint). While CBR replicates the vault already, which
// it refuses to do twice at a time, it is waited for.
func (d *Driver) ReplicateVault(ctx context.Context, v vault.Ref, to vault.Destination) (vault.Started, error) {
	c := call{
		place: v.Place, does: "replicate", on: "vault " + v.String(), action: "cbr:vaults:replicate", method: http.MethodPost,
		path: "checkpoints/replicate", once: true, missing: vault.MissingVault, unpublished: to.CrossCloud(),
	}
	fields, err := d.destination(ctx, c, to)
	if err != nil {
		return vault.Started{}, err
	}
	fields["vault_id"] = v.ID
	c.body = map[string]any{"replicate": fields}
	var answer struct {
		Replication struct {
			Backups []struct {
				BackupID string `json:"backup_id"`
				RecordID string `json:"replication_record_id"`
			} `json:"backups"`
		} `json:"replication"`
	}
	if err := d.onceFree(ctx, c, &answer); err != nil {
		return vault.Started{}, err
	}
	started := vault.Started{Records: map[string]string{}}
	for _, b := range answer.Replication.Backups {
		started.Records[b.BackupID] = b.RecordID
	}
	return started, nil
}

// ReplicateBackup replicates one backup, in one request (CopyBackup). It waits like ReplicateVault.
func (d *Driver) ReplicateBackup(ctx context.Context, b vault.Ref, to vault.Destination, name, description string) (vault.Started, error) {
	c := call{
		place: b.Place, does: "replicate", on: "backup " + b.String(), action: "cbr:backups:replicate", method: http.MethodPost,
		path: "backups/" + url.PathEscape(b.ID) + "/replicate", once: true, missing: vault.MissingBackup, unpublished: to.CrossCloud(),
	}
	fields, err := d.destination(ctx, c, to)
	if err != nil {
		return vault.Started{}, err
	}
	setUnlessEmpty(fields, "name", name)
	setUnlessEmpty(fields, "description", description)
	c.body = map[string]any{"replicate": fields}
	var answer struct {
		Replication struct {
			RecordID string `json:"replication_record_id"`
		} `json:"replication"`
	}
	if err := d.onceFree(ctx, c, &answer); err != nil {
		return vault.Started{}, err
	}
	return vault.Started{Records: map[string]string{b.ID: answer.Replication.RecordID}}, nil
}

// destination are the fields that say where to. Acceleration is sent only if it is set: some accounts may not name it.
func (d *Driver) destination(ctx context.Context, c call, to vault.Destination) (map[string]any, error) {
	project, err := d.destinationProject(ctx, c, to.Place, to.CrossCloud())
	if err != nil {
		return nil, err
	}
	fields := map[string]any{
		"destination_region": to.Region, "destination_project_id": project, "destination_vault_id": to.VaultID,
	}
	setUnlessEmpty(fields, d.options.Names.CredentialRef, to.CredentialID)
	setUnlessEmpty(fields, d.options.Names.CloudRef, to.TargetCloud)
	if to.Acceleration != nil {
		fields["enable_acceleration"] = *to.Acceleration
	}
	return fields, nil
}

// destinationProject is the project at the destination. In another cloud it cannot be looked up from here.
func (d *Driver) destinationProject(ctx context.Context, c call, to vault.Place, crossCloud bool) (string, error) {
	if to.ProjectID == "" && crossCloud {
		e := c.fails(replication.KindInvalid, nil)
		e.Message = "the project at the destination is not known"
		e.Advice = "Set `project_id` of the destination, or configure `huawei.destination`, so that it can be looked up there."
		return "", e
	}
	return d.ProjectID(ctx, to)
}

func setUnlessEmpty(fields map[string]any, name, value string) {
	if value != "" {
		fields[name] = value
	}
}
