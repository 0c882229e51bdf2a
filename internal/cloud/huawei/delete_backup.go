package huawei

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

const deletePause = 5 * time.Second

// DeleteBackup deletes a backup, or a replica where it is, and waits until it is gone. One that is not there is a success.
func (d *Driver) DeleteBackup(ctx context.Context, b vault.Ref) error {
	c := call{
		place: b.Place, does: "delete", on: "backup " + b.String(), action: "cbr:backups:delete", method: http.MethodDelete,
		path: "backups/" + url.PathEscape(b.ID), missing: vault.MissingBackup,
	}
	err := d.untilFree(ctx, c)
	if replication.IsKind(err, replication.KindNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	// Backup calls one that is being deleted missing, so the API itself is asked here.
	read := c
	read.method, read.does = http.MethodGet, "wait for the end"
	until := d.options.Clock.Now().Add(d.options.MaxWait)
	for {
		var answer struct {
			Backup backupWire `json:"backup"`
		}
		err := d.do(ctx, read, &answer)
		switch {
		case replication.IsKind(err, replication.KindNotFound):
			return nil
		case err != nil && !replication.IsKind(err, replication.KindUnavailable) && !replication.IsKind(err, replication.KindThrottled):
			return err
		case err == nil && answer.Backup.Status == string(vault.BackupError):
			return c.fails(replication.KindConflict, fmt.Errorf("the backup is in the state error"))
		case !d.options.Clock.Now().Before(until) || ctx.Err() != nil:
			e := c.fails(replication.KindIncomplete, ctx.Err())
			e.Message = "CBR has taken the request, but the backup is there still"
			e.Advice = "Apply again to wait on."
			return e
		}
		if d.options.Clock.Sleep(ctx, deletePause) != nil {
			continue // the next turn says so
		}
	}
}
