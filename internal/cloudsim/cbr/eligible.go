package cbr

import "slices"

// Codes of a skipped replication. None is documented: all are the simulator's own, except the one of the table of errors.
const (
	SkipEmptyVault    = "BackupService.SIM.0001"
	SkipNotAvailable  = "BackupService.SIM.0002"
	SkipNoSystemDisk  = "BackupService.SIM.0003"
	SkipNotECS        = "BackupService.1003"
	SkipEncryptedOnly = "BackupService.SIM.0005"
	SkipOtherKey      = "BackupService.SIM.0006"
	SkipPlainOnly     = "BackupService.SIM.0007"
	SkipNeedsKey      = "BackupService.SIM.0008"
	SkipSharedKey     = "BackupService.SIM.0009"
	SkipOtherAccount  = "BackupService.SIM.0010"
	SkipReplicated    = "BackupService.SIM.0011"
	SkipBusy          = "BackupService.6130"
)

// ineligible is why a backup cannot be replicated anywhere, from what it is itself; nil when it can.
func ineligible(b *backup) *Failure {
	server := b.ResourceType != TypeTurbo
	switch {
	case server && b.ResourceType != TypeServer:
		return &Failure{SkipNotECS, "The backup source is not an ECS."}
	case server && b.NoSystemDisk:
		return &Failure{SkipNoSystemDisk, "The backup does not contain system disk data."}
	case b.Status != StatusAvailable:
		return &Failure{SkipNotAvailable, "The backup is not available, but " + b.Status + "."}
	}
	return nil
}

// skip is why the replication of one backup is skipped, after it has been accepted; nil when it is not.
func (s *Service) skip(j *job, b *backup) *Failure {
	if j.Copy.Preset != nil {
		return j.Copy.Preset
	}
	if reason := ineligible(b); reason != nil {
		return reason
	}
	to, destination := j.Copy.To, s.state.Vaults[j.Copy.To.VaultID]
	if destination == nil {
		return nil // fails, and says so
	}
	if destination.sharedKey() && (to.crossCloud() || b.ResourceType == TypeTurbo) {
		return &Failure{SkipSharedKey, "The destination vault is encrypted with a key that is shared through RAM."}
	}
	if !to.crossCloud() {
		return nil
	}
	for _, other := range s.copiesOf(b.ID) {
		if other != j && other.Copy.To.crossCloud() && other.Copy.To.Account != to.Account {
			return &Failure{SkipOtherAccount, "The backup has been replicated to the account " + other.Copy.To.Account + "."}
		}
	}
	if reason := s.mismatch(b.ResourceID, to, destination.Encryption.KeyID); reason != nil {
		return reason
	}
	if b.Encrypted && destination.Encryption.KeyID == "" {
		return &Failure{SkipNeedsKey, "An encrypted backup is replicated to an encrypted vault only."}
	}
	return nil
}

// mismatch is why backups of a resource cannot go to a vault with this key. The first replica of a resource in a region
// of a target cloud decides for all later ones, even when it has been deleted.
func (s *Service) mismatch(resourceID string, to target, keyID string) *Failure {
	for _, j := range s.state.Jobs {
		if j.ResourceID != resourceID || !j.carried() || !j.Copy.To.crossCloud() ||
			j.Copy.To.Cloud != to.Cloud || j.Copy.To.Region != to.Region || j.Copy.KeyID == keyID {
			continue
		}
		switch {
		case j.Copy.KeyID == "":
			return &Failure{SkipPlainOnly, "A backup of the resource has been replicated to a vault that is not encrypted."}
		case keyID == "":
			return &Failure{SkipEncryptedOnly, "A backup of the resource has been replicated to an encrypted vault."}
		}
		return &Failure{SkipOtherKey, "A backup of the resource has been replicated to a vault that is encrypted with another key."}
	}
	return nil
}

// carried tells whether the job has brought data to the target, or is about to.
func (j *job) carried() bool {
	return j.Copy != nil && j.BackupID != "" && j.Begun && (!j.Done || j.Outcome == Success)
}

// copiesOf are the replications of a backup that have succeeded or are in flight, oldest first.
func (s *Service) copiesOf(backupID string) []*job {
	var found []*job
	for _, j := range s.state.Jobs {
		if j.Copy != nil && j.BackupID == backupID && (!j.Done || j.Outcome == Success) {
			found = append(found, j)
		}
	}
	return found
}

// replicated tells whether the backup has, or is getting, a replica in the region of the target.
func (s *Service) replicated(backupID string, to target) bool {
	return slices.ContainsFunc(s.copiesOf(backupID), func(j *job) bool {
		_, there := s.state.Backups[j.Copy.ReplicaID]
		return j.Copy.To.sameRegion(to) && (!j.Done || there)
	})
}

// everReplicated is replicated, even if the replica has been deleted, where it was the vault that was replicated.
func (s *Service) everReplicated(backupID string, to target) bool {
	return s.replicated(backupID, to) || slices.ContainsFunc(s.copiesOf(backupID), func(j *job) bool {
		return j.Copy.Whole && j.Copy.To.sameRegion(to)
	})
}

func (t target) sameRegion(other target) bool {
	return t.Cloud == other.Cloud && t.Region == other.Region
}

// sharedKey tells whether the key of the vault belongs to another account.
func (v *vault) sharedKey() bool {
	return v.Encryption.KeyID != "" && v.Encryption.KeyOwner != "" && v.Encryption.KeyOwner != v.Account
}
