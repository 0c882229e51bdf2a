package vault

import (
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// presence is what is known of a backup's replica in a region.
type presence int

const (
	replicaAbsent presence = iota
	replicaUncertain
	replicaPresent // or on its way
)

// replicaIn tells what is known of the backup's replica in the region, and by which record.
func (f Facts) replicaIn(b Backup, region string) (presence, Record) {
	best, by := replicaAbsent, Record{}
	replicas, read := f.Replicas.Get()
	for _, r := range b.InRegion(region) {
		found := replicaAbsent
		_, exists := replicas[r.ReplicaID]
		switch {
		case r.ID == f.Own && f.Own != "":
		case r.Status.Pending(), r.Status == StatusSuccess && read && exists:
			found = replicaPresent
		case r.Status == StatusSuccess && (!read || r.ReplicaID == ""):
			found = replicaUncertain
		}
		if found > best {
			best, by = found, r
		}
	}
	return best, by
}

// checkH8 holds that there is no replica of the backup in the region.
func checkH8() Check {
	return Check{
		ID: "H8", Needs: []replication.FactKind{FactBackups, FactReplicas},
		Live: func(s Spec, f Facts) []replication.Finding {
			backups, _ := f.Backups.Get()
			region, known := s.Destination.Region.Get()
			if !known || s.Kind != KindBackup || !f.New || len(backups) != 1 {
				return nil
			}
			const again = "Delete that replica to replicate again, or import the replication that exists, as the page of the resource says."
			switch where, record := f.replicaIn(backups[0], region); where {
			case replicaPresent:
				found := fmt.Sprintf("The %s has a replica in %s already: %s, made by record %s.", backups[0].Describe(), region, record.ReplicaID, record.ID)
				if record.Status.Pending() {
					found = fmt.Sprintf("The %s is being replicated to %s already, by record %s.", backups[0].Describe(), region, record.ID)
				}
				return one("source.backup_id", found, again)
			case replicaUncertain:
				return []replication.Finding{{
					Path: "source.backup_id", Lowered: true, Do: again,
					Found: fmt.Sprintf("The %s was replicated to %s before, by record %s. It could not be read whether that replica, %s, exists still.",
						backups[0].Describe(), region, record.ID, record.ReplicaID),
				}}
			default:
				return nil
			}
		},
	}
}

// checkH9 holds that a run finds something to replicate.
func checkH9() Check {
	return Check{
		ID: "H9", Needs: []replication.FactKind{FactBackups, FactPolicy},
		Live: func(s Spec, f Facts) []replication.Finding {
			backups, _ := f.Backups.Get()
			region, known := s.Destination.Region.Get()
			if !known || s.Kind == KindBackup || !f.New {
				return nil
			}
			var done, left []Backup
			for _, b := range backups {
				switch {
				case b.Obstacle() != "":
				case replicated(b, region):
					done = append(done, b)
				default:
					left = append(left, b)
				}
			}
			switch {
			case len(done) == 0:
				return nil
			case len(left) == 0:
				return lowered(s, one(s.sourcePath(),
					fmt.Sprintf("All %d backups in the vault that can be replicated have been replicated to %s, or are on their way.", len(done), region),
					"Replicate new backups by a policy (multicloud_vault_replication), or one by one (multicloud_backup_replication). To give this run up, remove the resource."))
			case s.Kind == KindBinding:
				return nil // a policy replicates what is left
			default:
				return []replication.Finding{{
					Path: s.sourcePath(), Lowered: true,
					Found: fmt.Sprintf("Of the backups in the vault, %d have been replicated to %s before and %d have not.", len(done), region, len(left)),
					Do: "If an earlier run of the whole vault replicated them, this one is skipped: then replicate the others by a policy or one by one. " +
						"Otherwise nothing needs to be done.",
				}}
			}
		},
	}
}

// replicated tells whether the backup has been replicated to the region, or is on its way.
func replicated(b Backup, region string) bool {
	for _, r := range b.InRegion(region) {
		if r.Status.Pending() || r.Status == StatusSuccess {
			return true
		}
	}
	return false
}
