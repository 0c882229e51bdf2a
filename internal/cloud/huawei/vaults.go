package huawei

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// pageSize is the most that CBR gives at once.
const pageSize = 1000

// Vault reads a vault.
func (d *Driver) Vault(ctx context.Context, v vault.Ref) (vault.Vault, error) {
	c := call{
		place: v.Place, does: "read", on: "vault " + v.String(), action: "cbr:vaults:get", method: http.MethodGet,
		path: "vaults/" + url.PathEscape(v.ID), missing: vault.MissingVault,
	}
	var answer struct {
		Vault vaultWire `json:"vault"`
	}
	if err := d.do(ctx, c, &answer); err != nil {
		return vault.Vault{}, err
	}
	if answer.Vault.Billing.Status == "deleting" {
		return vault.Vault{}, c.gone("the vault is being deleted")
	}
	return answer.Vault.vault(v.Place), nil
}

// gone is what is there still, but not for long.
func (c call) gone(message string) error {
	e := c.fails(replication.KindNotFound, nil)
	e.Missing, e.Message = c.missing, message
	return e
}

// ExternalVault reads a vault of another region, as the source's region sees it.
func (d *Driver) ExternalVault(ctx context.Context, from vault.Place, v vault.Ref) (vault.Vault, error) {
	c := call{
		place: from, does: "read", on: "vault " + v.String(), action: "cbr:vaults:listExternalVaults", method: http.MethodGet,
		path: "vaults/external", missing: vault.MissingVault,
	}
	project, err := d.ProjectID(ctx, v.Place)
	if err != nil {
		return vault.Vault{}, err
	}
	c.query = url.Values{"region_id": {v.Region}, "external_project_id": {project}, "vault_id": {v.ID}}
	var answer struct {
		Vaults []vaultWire `json:"vaults"`
	}
	if err := d.do(ctx, c, &answer); err != nil {
		return vault.Vault{}, err
	}
	for _, w := range answer.Vaults {
		if w.ID == v.ID {
			return w.vault(v.Place), nil
		}
	}
	return vault.Vault{}, c.gone("there is no such vault in that region and project")
}

// Backup reads a backup, or a replica where it is.
func (d *Driver) Backup(ctx context.Context, b vault.Ref) (vault.Backup, error) {
	c := call{
		place: b.Place, does: "read", on: "backup " + b.String(), action: "cbr:backups:get", method: http.MethodGet,
		path: "backups/" + url.PathEscape(b.ID), missing: vault.MissingBackup,
	}
	var answer struct {
		Backup backupWire `json:"backup"`
	}
	if err := d.do(ctx, c, &answer); err != nil {
		return vault.Backup{}, err
	}
	if s := answer.Backup.Status; s == "deleting" || s == "waiting_delete" {
		return vault.Backup{}, c.gone("the backup is being deleted")
	}
	return answer.Backup.backup(b.Place), nil
}

// Backups lists the backups of a vault, with their records.
func (d *Driver) Backups(ctx context.Context, v vault.Ref) ([]vault.Backup, error) {
	c := call{
		place: v.Place, does: "list the backups", on: "vault " + v.String(), action: "cbr:backups:list", method: http.MethodGet,
		path: "backups", missing: vault.MissingVault,
		// Without show_replication CBR leaves the records out.
		query: url.Values{"vault_id": {v.ID}, "show_replication": {"true"}},
	}
	wires, err := pages[backupWire](ctx, d, c, "backups")
	var backups []vault.Backup
	for _, w := range wires {
		if w.Status != "deleting" && w.Status != "waiting_delete" {
			backups = append(backups, w.backup(v.Place))
		}
	}
	return backups, err
}

// Tasks lists the replications of a vault's backups, the newest first.
func (d *Driver) Tasks(ctx context.Context, v vault.Ref, since time.Time) ([]vault.Task, error) {
	c := call{
		place: v.Place, does: "list the tasks", on: "vault " + v.String(), action: "cbr:tasks:list", method: http.MethodGet,
		path: "operation-logs", query: url.Values{"operation_type": {"replication"}, "vault_id": {v.ID}},
	}
	if !since.IsZero() {
		c.query.Set("start_time", since.UTC().Format("2006-01-02T15:04:05Z"))
	}
	wires, err := pages[taskWire](ctx, d, c, "operation_logs")
	var tasks []vault.Task
	for _, w := range wires {
		tasks = append(tasks, w.task())
	}
	return tasks, err
}

// pages reads a list to its end.
func pages[T any](ctx context.Context, d *Driver, c call, name string) ([]T, error) {
	var all []T
	first := maps.Clone(c.query)
	for {
		c.query = maps.Clone(first)
		c.query.Set("limit", strconv.Itoa(pageSize))
		c.query.Set("offset", strconv.Itoa(len(all)))
		var answer page[T]
		answer.name = name
		if err := d.do(ctx, c, &answer); err != nil {
			return nil, err
		}
		all = append(all, answer.items...)
		if len(answer.items) == 0 || len(all) >= answer.count {
			return all, nil
		}
	}
}

// page is one page of a list, whose items stand under a name of their own.
type page[T any] struct {
	name  string
	count int
	items []T
}

// UnmarshalJSON reads the page. A list that is not there is an error: nothing may be concluded from it.
func (p *page[T]) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	if _, ok := fields[p.name]; !ok {
		return fmt.Errorf("the answer has no %s", p.name)
	}
	if err := json.Unmarshal(fields[p.name], &p.items); err != nil {
		return err
	}
	if count, ok := fields["count"]; ok {
		return json.Unmarshal(count, &p.count)
	}
	return nil
}
