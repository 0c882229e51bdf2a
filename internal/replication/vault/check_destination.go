package vault

import (
	"fmt"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH6 holds that the source can replicate to the region.
func checkH6() Check {
	return Check{
		ID: "H6", Needs: []replication.FactKind{FactDestinationRegion, FactPolicy},
		Live: func(s Spec, f Facts) []replication.Finding {
			region, known := s.Destination.Region.Get()
			crosses, told := s.Destination.CrossCloud()
			if !known || !told || s.Kind == KindCredential {
				return nil
			}
			if !crosses && same(s.Region, s.Destination.Region) {
				return one(s.regionPath(), fmt.Sprintf("Source and destination are both in %s.", region), "Replicate to another region.")
			}
			can, read := f.DestinationRegion.Get()
			switch {
			case !read || can:
				return nil
			case crosses:
				return one(s.regionPath(), fmt.Sprintf("The account of `huawei.destination` has no project in the region %s.", region),
					"Correct the region, or let the account use it.")
			default:
				return one(s.regionPath(), fmt.Sprintf("CBR does not list %s among the regions that %s can replicate to.", region, s.Region.Or("the source's region")),
					"Choose one of those regions.")
			}
		},
	}
}

// checkH7 holds that a backup goes to one account.
func checkH7() Check {
	const do = "Replicate to vaults of one account only; where an account_id is wrong, correct it."
	return Check{
		ID: "H7",
		Plan: func(me Entry, others []Entry) []replication.Finding {
			if !me.replicates() {
				return nil
			}
			mine := me.Spec.Destination.AccountID
			if crosses, known := me.Spec.Destination.CrossCloud(); known && !crosses && differ(mine, me.Spec.OwnAccountID) {
				return one("destination.account_id", fmt.Sprintf("The destination vault belongs to account %s, but the source to account %s, within one cloud.",
					mine.Or(""), me.Spec.OwnAccountID.Or("")), "Replicate to a vault of the same account, or across clouds.")
			}
			for _, o := range others {
				if o.replicates() && me.shares(o) && differ(mine, o.Spec.Destination.AccountID) {
					return one("destination.account_id", fmt.Sprintf("This replicates to account %s, and another resource of this configuration, %s, replicates the same to account %s.",
						mine.Or(""), o.Describe(), o.Spec.Destination.AccountID.Or("")), do)
				}
			}
			return nil
		},
	}
}

// checkH10 holds that the destination vault takes the backups.
func checkH10() Check {
	const path = "destination.vault_id"
	return Check{
		ID: "H10", Needs: []replication.FactKind{FactDestinationVault, FactSourceVault, FactBackups, FactPolicy},
		Live: func(s Spec, f Facts) []replication.Finding {
			to, read := f.DestinationVault.Get()
			if !read {
				return nil
			}
			if to.ID == "" {
				return one(path, fmt.Sprintf("There is no vault %s in %s.", s.Destination.VaultID.Or(""), s.Destination.Region.Or("the destination region")),
					"Correct the id, the region or the project; create a replication vault first if there is none.")
			}
			crosses, _ := s.Destination.CrossCloud()
			var findings []replication.Finding
			switch {
			case to.ProtectType == ProtectReplication || to.ProtectType == "":
			case crosses && to.ProtectType == ProtectHybrid:
				findings = append(findings, replication.Finding{
					Path: path, Lowered: true,
					Found: fmt.Sprintf("The %s is a vault for hybrid cloud backup. Across clouds, backups go to a replication vault of hybrid cloud backup 2.0.", to.Describe()),
					Do:    "Check in the console that it is a replication vault.",
				})
			default:
				return one(path, fmt.Sprintf("The %s is for the type %s, not for replication.", to.Describe(), to.ProtectType),
					"Name a replication vault; a vault cannot be changed into one.")
			}
			if want := f.objectType(s); want != "" && to.ObjectType != "" && want != to.ObjectType {
				return one(path, fmt.Sprintf("The %s holds backups of the type %s, but the source those of the type %s.", to.Describe(), to.ObjectType, want),
					"Name a replication vault for the type "+string(want)+".")
			}
			if to.Full() {
				findings = append(findings, replication.Finding{
					Path: path, Lowered: to.AutoExpand, Found: fmt.Sprintf("The %s is full: %d GB.", to.Describe(), to.SizeGB),
					Do: "Enlarge it, or let it expand by itself.",
				})
			}
			return findings
		},
	}
}

// objectType is the type of what is replicated; empty if it is not known.
func (f Facts) objectType(s Spec) ObjectType {
	if v, read := f.SourceVault.Get(); read {
		return v.ObjectType
	}
	backups, _ := f.Backups.Get()
	if s.Kind == KindBackup && len(backups) == 1 {
		switch backups[0].ResourceType {
		case ResourceECS:
			return ObjectServer
		case ResourceTurbo:
			return ObjectTurbo
		}
	}
	return ""
}
