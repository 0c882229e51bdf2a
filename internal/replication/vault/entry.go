package vault

import (
	"fmt"
	"strings"
)

// Entry is a resource of this configuration as the ledger keeps it.
type Entry struct {
	Spec Spec
	// OwnID is the id that the resource has in the cloud already; empty for one that is new.
	OwnID string
	// Writes tells whether this plan creates, changes or replaces the resource.
	Writes bool
	// ResourceIDs are the servers or file systems whose backups it replicates, as far as they were read.
	ResourceIDs []string
	// BackupSchedules are those of the backup policies that the vault of a binding has, if they were read.
	BackupSchedules []Schedule
	// VaultID is the vault of the backup of a single replication, if it was read.
	VaultID string
}

// Describe names the entry in messages.
func (e Entry) Describe() string {
	s := e.Spec
	to := " to vault " + s.Destination.VaultID.Or("(known after apply)")
	if region, ok := s.Destination.Region.Get(); ok {
		to += " in " + region
	}
	switch s.Kind {
	case KindBinding:
		return "the binding of vault " + s.VaultID.Or("(known after apply)") + " to policy " + s.PolicyID.Or("(known after apply)")
	case KindRun:
		return "the run of vault " + s.VaultID.Or("(known after apply)") + to
	case KindBackup:
		return "the replication of backup " + s.BackupID.Or("(known after apply)") + to
	case KindPolicy:
		return "the policy " + s.Name.Or("(known after apply)")
	default:
		return "the credential " + s.Name.Or("(known after apply)")
	}
}

// WithFacts is the entry with what was read of its source.
func (e Entry) WithFacts(f Facts) Entry {
	backups, _ := f.Backups.Get()
	policies, _ := f.VaultPolicies.Get()
	e.BackupSchedules = backupSchedules(policies)
	seen := map[string]bool{}
	for _, b := range backups {
		if e.Spec.Kind == KindBackup {
			e.VaultID = b.VaultID
		}
		if b.ResourceID != "" && !seen[b.ResourceID] {
			seen[b.ResourceID] = true
			e.ResourceIDs = append(e.ResourceIDs, b.ResourceID)
		}
	}
	return e
}

// source is the vault that the entry replicates from; empty if it is not known.
func (e Entry) source() string {
	if e.Spec.Kind == KindBackup {
		return e.VaultID
	}
	return e.Spec.VaultID.Or("")
}

// shares tells whether both are known to replicate backups of one resource.
func (e Entry) shares(o Entry) bool {
	for _, r := range e.ResourceIDs {
		for _, other := range o.ResourceIDs {
			if r == other {
				return true
			}
		}
	}
	if same(e.Spec.BackupID, o.Spec.BackupID) {
		return true
	}
	// Two whole vaults that are one share all resources; of single backups that is not known.
	whole := e.Spec.Kind != KindBackup && o.Spec.Kind != KindBackup
	return whole && e.source() != "" && e.source() == o.source()
}

// replicates tells whether the entry moves backups.
func (e Entry) replicates() bool {
	return e.Spec.Kind == KindBinding || e.Spec.Kind == KindRun || e.Spec.Kind == KindBackup
}

// key tells entries apart: a resource that exists by its id, a new one by its content.
func (e Entry) key() string {
	s := e.Spec
	if e.OwnID != "" {
		return strings.Join([]string{string(s.Kind), "id", s.VaultID.Or(""), s.BackupID.Or(""), e.OwnID}, "|")
	}
	return fmt.Sprintf("%s|new|%v", s.Kind, s)
}
