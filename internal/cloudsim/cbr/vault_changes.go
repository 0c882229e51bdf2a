package cbr

import (
	"slices"
	"time"
)

func (s *Service) updateVault(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, failure
	}
	var body struct {
		Vault *struct {
			Name    *string `json:"name"`
			Billing *struct {
				Size            *int    `json:"size"`
				ConsistentLevel *string `json:"consistent_level"`
			} `json:"billing"`
			AutoBind   *bool      `json:"auto_bind"`
			BindRules  *bindRules `json:"bind_rules"`
			AutoExpand *bool      `json:"auto_expand"`
			SMNNotify  *bool      `json:"smn_notify"`
			Threshold  *int       `json:"threshold"`
			Locked     *bool      `json:"locked"`
		} `json:"vault"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	if body.Vault == nil {
		return nil, invalid("vault is required")
	}
	in := body.Vault
	next := *v
	if in.Billing != nil {
		next.Size = orDefault(in.Billing.Size, v.Size)
		next.ConsistentLevel = orDefault(in.Billing.ConsistentLevel, v.ConsistentLevel)
	}
	next.Name, next.Threshold = orDefault(in.Name, v.Name), orDefault(in.Threshold, v.Threshold)
	next.AutoBind, next.SMNNotify = orDefault(in.AutoBind, v.AutoBind), orDefault(in.SMNNotify, v.SMNNotify)
	next.AutoExpand, next.Locked = orDefault(in.AutoExpand, v.AutoExpand), orDefault(in.Locked, v.Locked)
	if in.BindRules != nil {
		next.BindTags = in.BindRules.Tags
	}
	var check checks
	check.name(next.Name)
	check.within("threshold", next.Threshold, 1, 100)
	switch {
	case check.first != nil:
		return nil, check.first
	case v.Status == StatusDeleting:
		return nil, badRequest("6112", "The status of vault %s is invalid.", v.ID)
	case v.Locked && !next.Locked,
		next.ConsistentLevel != v.ConsistentLevel && (next.ConsistentLevel != "app_consistent" || v.ObjectType != ObjectServer),
		v.PrePaid && (next.Size != v.Size || next.AutoExpand != v.AutoExpand):
		return nil, badRequest("6110", "Vault %s cannot be updated like this.", v.ID)
	case next.Size != v.Size && (next.Size < 1 || next.Size > 10485760 || next.Size*1024 < s.used(v)):
		return nil, badRequest("6101", "Size of vault invalid.")
	}
	next.Updated = c.now
	*v = next
	return map[string]any{"vault": s.vaultDocument(v)}, nil
}

func (s *Service) deleteVault(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	switch {
	case failure != nil:
		return nil, failure
	case v.PrePaid:
		return nil, badRequest("6111", "Vault %s cannot be deleted: it is prepaid.", v.ID)
	case v.Status != StatusAvailable && v.Status != StatusError:
		return nil, badRequest("6112", "The status of vault %s is invalid.", v.ID)
	case s.busy(v):
		return nil, badRequest("6203", "Vault %s has a backup that is in use.", v.ID)
	}
	v.Status = StatusDeleting
	s.start(&job{Kind: kindVaultDelete, Total: len(s.backupsIn(v.ID))}, v, c.now, c.now.Add(s.options.Deleting))
	return nil, nil
}

// busy tells whether a backup of the vault is being made or replicated.
func (s *Service) busy(v *vault) bool {
	return slices.ContainsFunc(s.state.Jobs, func(j *job) bool {
		return !j.Done && j.VaultID == v.ID && (j.Kind == kindBackup || j.Kind == kindReplication && j.BackupID != "")
	})
}

func (s *Service) removeVault(id string) {
	for _, b := range s.backupsIn(id) {
		delete(s.state.Backups, b.ID)
	}
	delete(s.state.Vaults, id)
}

// resourceTypes are what the vault can protect.
func (v *vault) resourceTypes() []string {
	switch v.ObjectType {
	case ObjectDisk:
		return []string{TypeVolume}
	case ObjectTurbo:
		return []string{TypeTurbo}
	case "workspace":
		return []string{"OS::Workspace::DesktopV2"}
	}
	return []string{TypeServer, TypeBareMetal, TypeNative}
}

// addAll puts resources into a vault, or none.
func (s *Service) addAll(v *vault, resources []resourceInput) *apiError {
	added := slices.Clone(v.Resources)
	for _, in := range resources {
		switch {
		case in.ID == "" || len(in.Name) > 255:
			return invalid("a resource needs an id, and a name of at most 255 characters")
		case v.ProtectType != ProtectBackup:
			return badRequest("6108", "Resources cannot be added to vault %s.", v.ID)
		case !slices.Contains(v.resourceTypes(), in.Type):
			return badRequest("6102", "Resource type %s does not match the vault.", in.Type)
		case slices.ContainsFunc(added, func(r Resource) bool { return r.ID == in.ID }):
			return badRequest("6104", "Resource %s is there twice.", in.ID)
		}
		for _, other := range s.state.Vaults {
			if other != v && slices.ContainsFunc(other.Resources, func(r Resource) bool { return r.ID == in.ID }) {
				return badRequest("6103", "Resource already in other vault.")
			}
		}
		added = append(added, Resource{ID: in.ID, Type: in.Type, Name: in.Name, Size: 40, ExcludeVolumes: in.ExtraInfo.ExcludeVolumes})
	}
	if len(added) > maxResources {
		return badRequest("6100", "Resources of vault over limit: %d.", maxResources)
	}
	v.Resources = added
	return nil
}

func (s *Service) addResources(c *call) (any, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, failure
	}
	var body struct {
		Resources []resourceInput `json:"resources"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, failure
	}
	if len(body.Resources) == 0 {
		return nil, invalid("resources are required")
	}
	if failure := s.addAll(v, body.Resources); failure != nil {
		return nil, failure
	}
	ids := []string{}
	for _, r := range body.Resources {
		ids = append(ids, r.ID)
	}
	return map[string]any{"add_resource_ids": ids}, nil
}

// removeResources also deletes the backups of the resources.
func (s *Service) removeResources(c *call) (any, *apiError) {
	v, ids, failure := s.resourceIDs(c, nil)
	if failure != nil {
		return nil, failure
	}
	if s.busy(v) {
		return nil, badRequest("6203", "Vault %s has a backup that is in use.", v.ID)
	}
	for i := range v.Resources {
		v.Resources[i].Removing = v.Resources[i].Removing || slices.Contains(ids, v.Resources[i].ID)
	}
	s.start(&job{Kind: kindRemoveResource, Total: len(ids)}, v, c.now, c.now.Add(s.options.Deleting))
	return map[string]any{"remove_resource_ids": ids}, nil
}

// dropRemoved ends the removal of resources.
func (s *Service) dropRemoved(v *vault, now time.Time) {
	for _, r := range v.Resources {
		for _, b := range s.backupsIn(v.ID) {
			if r.Removing && b.ResourceID == r.ID {
				delete(s.state.Backups, b.ID)
			}
		}
	}
	v.Resources = slices.DeleteFunc(v.Resources, func(r Resource) bool { return r.Removing })
	v.Updated = now
}

func (s *Service) setResources(c *call) (any, *apiError) {
	var action string
	v, ids, failure := s.resourceIDs(c, &action)
	if failure != nil {
		return nil, failure
	}
	if action != "suspend" && action != "unsuspend" {
		return nil, invalid("invalid action %q", action)
	}
	for i := range v.Resources {
		if slices.Contains(ids, v.Resources[i].ID) {
			v.Resources[i].Suspended = action == "suspend"
		}
	}
	return map[string]any{"set_resource_ids": ids}, nil
}

// resourceIDs reads a list of resources of the vault, which must be there.
func (s *Service) resourceIDs(c *call, action *string) (*vault, []string, *apiError) {
	v, failure := s.vaultOf(c)
	if failure != nil {
		return nil, nil, failure
	}
	var body struct {
		Action      *string  `json:"action"`
		ResourceIDs []string `json:"resource_ids"`
	}
	if failure := decode(c.body, &body); failure != nil {
		return nil, nil, failure
	}
	if len(body.ResourceIDs) == 0 || len(body.ResourceIDs) > maxResources {
		return nil, nil, invalid("from 1 to %d resource_ids are allowed", maxResources)
	}
	for _, id := range body.ResourceIDs {
		if !slices.ContainsFunc(v.Resources, func(r Resource) bool { return r.ID == id }) {
			return nil, nil, badRequest("6135", "Resource %s is not in the vault.", id)
		}
	}
	if action != nil {
		*action = orDefault(body.Action, "")
	}
	return v, body.ResourceIDs, nil
}
