package cbr

import (
	"cmp"
	"slices"
	"strings"
)

// backupsIn are the backups of a vault, oldest first.
func (s *Service) backupsIn(vaultID string) []*backup {
	var found []*backup
	for _, b := range s.state.Backups {
		if b.VaultID == vaultID {
			found = append(found, b)
		}
	}
	slices.SortFunc(found, func(a, b *backup) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return found
}

// backupOf is the backup in the path. A backup of another project does not exist.
func (s *Service) backupOf(c *call) (*backup, *apiError) {
	id := c.params["backup_id"]
	if b, ok := s.state.Backups[id]; ok && s.state.Vaults[b.VaultID].Project == c.project.ID {
		return b, nil
	}
	return nil, noBackup(id)
}

func (s *Service) showBackup(c *call) (any, *apiError) {
	b, failure := s.backupOf(c)
	if failure != nil {
		return nil, failure
	}
	return map[string]any{"backup": s.backupDocument(b, true)}, nil
}

func (s *Service) updateBackup(c *call) (any, *apiError) {
	b, failure := s.backupOf(c)
	if failure != nil {
		return nil, failure
	}
	var body struct {
		Backup struct {
			Name string `json:"name"`
		} `json:"backup"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	var check checks
	check.length("name", body.Backup.Name, 1, 64)
	if check.first != nil {
		return nil, check.first
	}
	b.Name, b.Updated = body.Backup.Name, c.now
	return map[string]any{"backup": s.backupDocument(b, true)}, nil
}

func (s *Service) deleteBackup(c *call) (any, *apiError) {
	b, failure := s.backupOf(c)
	switch {
	case failure != nil:
		return nil, failure
	case b.Status == StatusDeleting:
		return nil, badRequest("6201", "Backup %s cannot be deleted: it is being deleted.", b.ID)
	case s.inUse(b):
		return nil, badRequest("6203", "Backup %s is being made or replicated.", b.ID)
	case b.Auto && s.state.Vaults[b.VaultID].Locked:
		return nil, badRequest("6220", "Backup %s was made by a policy, and its vault is locked.", b.ID)
	}
	s.startDelete(b, c.now, false)
	return nil, nil
}

func (s *Service) listBackups(c *call) (any, *apiError) {
	order, failure := backupOrder(c.query.Get("sort"))
	if failure != nil {
		return nil, failure
	}
	var found []*backup
	for _, b := range s.state.Backups {
		if s.state.Vaults[b.VaultID].Project == c.project.ID && fitsBackup(c, b) {
			found = append(found, b)
		}
	}
	slices.SortFunc(found, order)
	if marker := c.query.Get("marker"); marker != "" {
		if i := slices.IndexFunc(found, func(b *backup) bool { return b.ID == marker }); i >= 0 {
			found = found[i+1:]
		}
	}
	shown, count, failure := page(c, found)
	documents := []backupDocument{}
	for _, b := range shown {
		documents = append(documents, s.backupDocument(b, c.query.Get("show_replication") == "true"))
	}
	return map[string]any{"count": count, "backups": documents}, failure
}

func fitsBackup(c *call, b *backup) bool {
	const seconds = "2006-01-02T15:04:05Z"
	if from := c.query.Get("start_time"); from != "" && b.Created.UTC().Format(seconds) < from {
		return false
	}
	if to := c.query.Get("end_time"); to != "" && b.Created.UTC().Format(seconds) > to {
		return false
	}
	return c.filterBool("incremental", b.Incremental) && c.filter(map[string]string{
		"checkpoint_id": b.CheckpointID, "vault_id": b.VaultID, "parent_id": "", "name": b.Name, "status": b.Status,
		"image_type": b.imageType(), "resource_id": b.ResourceID, "resource_name": b.ResourceName, "resource_type": b.ResourceType,
	})
}

// backupOrder reads "key[:asc|desc],…"; without a direction it is descending.
func backupOrder(text string) (func(a, b *backup) int, *apiError) {
	keys := map[string]func(a, b *backup) int{
		"created_at":   func(a, b *backup) int { return a.Created.Compare(b.Created) },
		"updated_at":   func(a, b *backup) int { return a.Updated.Compare(b.Updated) },
		"protected_at": func(a, b *backup) int { return a.Protected.Compare(b.Protected) },
		"name":         func(a, b *backup) int { return cmp.Compare(a.Name, b.Name) },
		"status":       func(a, b *backup) int { return cmp.Compare(a.Status, b.Status) },
		"id":           func(a, b *backup) int { return cmp.Compare(a.ID, b.ID) },
	}
	var order []func(a, b *backup) int
	for part := range strings.SplitSeq(cmp.Or(text, "created_at"), ",") {
		key, direction, _ := strings.Cut(part, ":")
		compare, ok := keys[key]
		if !ok || direction != "" && direction != "asc" && direction != "desc" {
			return nil, invalid("invalid sort %q", part)
		}
		if direction != "asc" {
			up := compare
			compare = func(a, b *backup) int { return up(b, a) }
		}
		order = append(order, compare)
	}
	return func(a, b *backup) int {
		for _, compare := range order {
			if n := compare(a, b); n != 0 {
				return n
			}
		}
		return cmp.Compare(a.ID, b.ID)
	}, nil
}
