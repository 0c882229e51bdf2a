package vault

import (
	"cmp"
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH1 holds that vault and backup are of a kind that can be replicated.
func checkH1() Check {
	return Check{
		ID: "H1", Needs: []replication.FactKind{FactSourceVault, FactBackups},
		Live: func(s Spec, f Facts) []replication.Finding {
			const do = "Replicate a vault of servers or of SFS Turbo file systems: back up the whole server instead of its disks."
			if v, read := f.SourceVault.Get(); read && v.ObjectType != "" && !v.ObjectType.Replicable() {
				return one(s.sourcePath(), fmt.Sprintf("The %s holds backups of the type %s, which cannot be replicated.", v.Describe(), v.ObjectType), do)
			}
			backups, read := f.Backups.Get()
			if read && s.Kind == KindBackup && len(backups) == 1 && backups[0].ResourceType == ResourceDisk {
				return one(s.sourcePath(), fmt.Sprintf("The %s %s.", backups[0].Describe(), backups[0].Obstacle()), do)
			}
			return nil
		},
	}
}

// checkH2 holds that there is something to replicate, and says what stays behind.
func checkH2() Check {
	return Check{
		ID: "H2", Needs: []replication.FactKind{FactBackups},
		Live: func(s Spec, f Facts) []replication.Finding {
			backups, _ := f.Backups.Get()
			var left []Backup
			for _, b := range backups {
				if b.ResourceType != ResourceDisk && b.Obstacle() != "" {
					left = append(left, b)
				}
			}
			if len(left) == 0 {
				return nil
			}
			first := left[0]
			if s.Kind == KindBackup {
				return one(s.sourcePath(), fmt.Sprintf("The %s %s.", first.Describe(), first.Obstacle()),
					"Choose another backup; one that is not available may become so, or has failed for good.")
			}
			const do = "Back up whole ECS servers, or SFS Turbo file systems; wait for backups that are not available, and delete those that have failed."
			if len(left) == len(backups) {
				return lowered(s, one(s.sourcePath(), fmt.Sprintf("None of the %d backups in the vault can be replicated; the first, %s, %s.",
					len(backups), first.Describe(), first.Obstacle()), do))
			}
			return []replication.Finding{{
				Path: s.sourcePath(), Lowered: true, Do: do,
				Found: fmt.Sprintf("Of %d backups in the vault, %d cannot be replicated and stay behind: %s. The first %s.",
					len(backups), len(left), list(names(left)), first.Obstacle()),
			}}
		},
	}
}

// checkH3 holds that the source exists, and that a vault is not empty.
func checkH3() Check {
	return Check{
		ID: "H3", Needs: []replication.FactKind{FactSourceVault, FactBackups},
		Live: func(s Spec, f Facts) []replication.Finding {
			absent := func(what, id string) []replication.Finding {
				return one(s.sourcePath(), fmt.Sprintf("There is no %s %s in %s.", what, id, cmp.Or(s.Region.Or(""), "the region of the source")),
					"Correct the id, the region or the project.")
			}
			if v, read := f.SourceVault.Get(); read && v.ID == "" {
				return absent("vault", s.VaultID.Or(""))
			}
			backups, read := f.Backups.Get()
			switch {
			case !read || len(backups) > 0:
				return nil
			case s.Kind == KindBackup:
				return absent("backup", s.BackupID.Or(""))
			}
			return lowered(s, one(s.sourcePath(), "There is no backup in the vault "+s.VaultID.Or("")+".", "Make a backup first."))
		},
	}
}

// checkH13 holds that replicas are not replicated on within their cloud.
func checkH13() Check {
	return Check{
		ID: "H13", Needs: []replication.FactKind{FactSourceVault, FactBackups, FactPolicy},
		Live: func(s Spec, f Facts) []replication.Finding {
			if crosses, known := s.Destination.CrossCloud(); crosses || !known {
				return nil
			}
			const do = "Replicate the original, from where it is, to each region that needs a replica."
			if v, read := f.SourceVault.Get(); read && v.ProtectType == ProtectReplication {
				return one(s.sourcePath(), fmt.Sprintf("The %s is a replication vault: what it holds are replicas.", v.Describe()), do)
			}
			backups, _ := f.Backups.Get()
			if s.Kind == KindBackup && len(backups) == 1 && backups[0].ImageType == ImageReplica {
				return one(s.sourcePath(), fmt.Sprintf("The %s is a replica itself.", backups[0].Describe()), do)
			}
			return nil
		},
	}
}
