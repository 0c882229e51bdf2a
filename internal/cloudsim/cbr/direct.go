package cbr

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// The methods here act at once and without the API's checks, as somebody at the console or another party would have it.

// VaultState is what a vault is at this moment.
type VaultState struct {
	VaultSpec
	Cloud    string             `json:"cloud"`
	Created  time.Time          `json:"created"`
	Used     int                `json:"used"`     // MB, with all backups
	Bindings map[string]Binding `json:"bindings"` // by operation type
}

// BackupState is what a backup is at this moment.
type BackupState struct {
	BackupSpec
	Created   time.Time `json:"created"`
	ImageType string    `json:"image_type"`
}

// CreateVault creates a vault and returns its id.
func (s *Service) CreateVault(spec VaultSpec) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if spec.Project != "" && (spec.Account == "" || spec.Region == "") {
		project, _ := s.iam.Project(spec.Project)
		spec.Account, spec.Region = cmp.Or(spec.Account, project.Account), cmp.Or(spec.Region, project.Region)
	}
	if spec.Name == "" || spec.Account == "" || spec.Region == "" {
		return "", fmt.Errorf("create the vault %q: a name, an account and a region (or a project) are needed", spec.Name)
	}
	if _, exists := s.state.Vaults[spec.ID]; exists {
		return "", fmt.Errorf("create the vault %q: the id %s exists", spec.Name, spec.ID)
	}
	spec.Resources, spec.Tags = slices.Clone(spec.Resources), slices.Clone(spec.Tags)
	v := &vault{VaultSpec: spec, SMNNotify: true}
	s.install(v, s.settle())
	return v.ID, nil
}

// Vault returns a vault.
func (s *Service) Vault(id string) (VaultState, bool) {
	var found VaultState
	err := s.withVault(id, func(v *vault) { found = s.vaultState(v) })
	return found, err == nil
}

// Vaults returns all vaults, in the order of their ids.
func (s *Service) Vaults() []VaultState {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	var all []VaultState
	for _, id := range sortedKeys(s.state.Vaults) {
		all = append(all, s.vaultState(s.state.Vaults[id]))
	}
	return all
}

func (s *Service) vaultState(v *vault) VaultState {
	found := VaultState{VaultSpec: v.VaultSpec, Cloud: v.Cloud, Created: v.Created, Used: s.used(v), Bindings: map[string]Binding{}}
	found.Resources, found.Tags = slices.Clone(v.Resources), slices.Clone(v.Tags)
	for kind, binding := range v.Bindings {
		found.Bindings[kind] = binding
	}
	return found
}

// MutateVault changes a vault: status, size, encryption, resources. Its id and project stay.
func (s *Service) MutateVault(id string, change func(*VaultSpec)) error {
	return s.withVault(id, func(v *vault) {
		project := v.Project
		change(&v.VaultSpec)
		v.ID, v.Project, v.Updated = id, project, s.state.Settled
		for i := range v.Resources {
			r := &v.Resources[i]
			r.Type, r.Size = cmp.Or(r.Type, v.resourceTypes()[0]), cmp.Or(r.Size, 40)
		}
	})
}

// DeleteVaultHard removes a vault with its backups at once.
func (s *Service) DeleteVaultHard(id string) error {
	return s.withVault(id, func(*vault) { s.removeVault(id) })
}

func (s *Service) withVault(id string, do func(*vault)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	v, ok := s.state.Vaults[id]
	if !ok {
		return fmt.Errorf("the vault %q does not exist", id)
	}
	do(v)
	return nil
}

// AddBackup puts a backup into a vault and returns its id. What is left out comes from the vault's object type, and from
// the resource of this id if the vault has it.
func (s *Service) AddBackup(spec BackupSpec) (string, error) {
	err := s.withVault(spec.VaultID, func(v *vault) {
		if i := slices.IndexFunc(v.Resources, func(r Resource) bool { return r.ID == spec.ResourceID }); i >= 0 {
			r := v.Resources[i]
			spec.ResourceName, spec.ResourceType = cmp.Or(spec.ResourceName, r.Name), cmp.Or(spec.ResourceType, r.Type)
			spec.ResourceSize = cmp.Or(spec.ResourceSize, r.Size)
		}
		spec.ID, spec.ResourceID = cmp.Or(spec.ID, newUUID()), cmp.Or(spec.ResourceID, newUUID())
		spec.Name, spec.ResourceType = cmp.Or(spec.Name, "manualbk_"+spec.ID[:min(4, len(spec.ID))]), cmp.Or(spec.ResourceType, v.resourceTypes()[0])
		spec.ResourceSize, spec.Status = cmp.Or(spec.ResourceSize, 40), cmp.Or(spec.Status, StatusAvailable)
		spec.SizeMB, spec.CheckpointID = cmp.Or(spec.SizeMB, spec.ResourceSize*1024), cmp.Or(spec.CheckpointID, newUUID())
		now := s.state.Settled
		if spec.Protected.IsZero() {
			spec.Protected = now
		}
		s.state.Backups[spec.ID] = &backup{BackupSpec: spec, Created: spec.Protected, Updated: now}
		s.expand(v)
	})
	if err != nil {
		return "", fmt.Errorf("add a backup: %w", err)
	}
	return spec.ID, nil
}

// Backup returns a backup or replica.
func (s *Service) Backup(id string) (BackupState, bool) {
	var found BackupState
	err := s.withBackup(id, func(b *backup) { found = b.state() })
	return found, err == nil
}

// Backups returns the backups and replicas of a vault, oldest first.
func (s *Service) Backups(vaultID string) []BackupState {
	var all []BackupState
	_ = s.withVault(vaultID, func(*vault) { // none in a vault that is not there
		for _, b := range s.backupsIn(vaultID) {
			all = append(all, b.state())
		}
	})
	return all
}

func (b *backup) state() BackupState {
	return BackupState{BackupSpec: b.BackupSpec, Created: b.Created, ImageType: b.imageType()}
}

// MutateBackup changes a backup: status, system disk, encryption, expiry. Its id and vault stay.
func (s *Service) MutateBackup(id string, change func(*BackupSpec)) error {
	return s.withBackup(id, func(b *backup) {
		vaultID := b.VaultID
		change(&b.BackupSpec)
		b.ID, b.VaultID, b.Updated = id, vaultID, s.state.Settled
	})
}

// DeleteBackupHard removes a backup or replica at once.
func (s *Service) DeleteBackupHard(id string) error {
	return s.withBackup(id, func(*backup) { delete(s.state.Backups, id) })
}

func (s *Service) withBackup(id string, do func(*backup)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	b, ok := s.state.Backups[id]
	if !ok {
		return fmt.Errorf("the backup %q does not exist", id)
	}
	do(b)
	return nil
}

// FailNext makes what is being done with a backup, or will be next (its replication, or the backup itself), fail when it
// ends, with this code and reason.
func (s *Service) FailNext(backupID string, failure Failure) error {
	return s.withBackup(backupID, func(*backup) { s.state.Failing[backupID] = failure })
}

// SetStalled stops the replications of a backup where they are, or lets them go on. One that is stalled for as long as
// Options.Timeout ends as a time-out.
func (s *Service) SetStalled(backupID string, stalled bool) error {
	return s.withBackup(backupID, func(*backup) {
		since, already := s.state.Stalled[backupID]
		switch {
		case stalled && !already:
			s.state.Stalled[backupID] = s.state.Settled
		case !stalled && already:
			delete(s.state.Stalled, backupID)
			for _, j := range s.state.Jobs {
				if j.Copy == nil || j.BackupID != backupID || j.Done {
					continue
				}
				lost := s.state.Settled.Sub(since)
				if j.Created.After(since) {
					lost = s.state.Settled.Sub(j.Created)
				}
				j.Ends = j.Ends.Add(lost)
				j.Begins = j.Begins.Add(lost)
			}
		}
	})
}

// SetDestinations sets the regions of the same cloud that a region replicates to.
func (s *Service) SetDestinations(cloud, region string, destinations ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Destination[place(cloud, region)] = append([]string{}, destinations...)
}

// SetCrossCloud opens or closes a region to replicas from other clouds. All are open at first.
func (s *Service) SetCrossCloud(cloud, region string, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Closed[place(cloud, region)] = !open
}
