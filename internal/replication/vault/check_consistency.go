package vault

import (
	"fmt"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// checkH5 holds that all replicas of a resource in a region are encrypted alike.
func checkH5() Check {
	const do = "Replicate to a vault that is encrypted like the one that holds replicas of the resource, with the same key; " +
		"where the declaration in vault_encryption is wrong, correct it."
	return Check{
		ID: "H5", Needs: []replication.FactKind{FactBackups, FactSiblings, FactReplicas, FactPolicy},
		Plan: func(me Entry, others []Entry) []replication.Finding {
			mine := me.Spec.Destination
			for _, o := range others {
				theirs := o.Spec.Destination
				if !me.replicates() || !o.replicates() || !sameTarget(mine, theirs) || !me.shares(o) {
					continue
				}
				if how := mine.encryption().conflict(theirs.encryption()); how != "" {
					return lowered(me.Spec, one("destination.vault_encryption",
						fmt.Sprintf("Another resource of this configuration, %s, replicates the same resource to a vault that is declared differently: %s.",
							o.Describe(), how), do))
				}
			}
			return nil
		},
		Live: func(s Spec, f Facts) []replication.Finding {
			region, known := s.Destination.Region.Get()
			mine := s.Destination.encryption()
			if !known || mine.encrypted == nil {
				return nil
			}
			backups, _ := f.Backups.Get()
			siblings, _ := f.Siblings.Get()
			for _, b := range slices.Concat(backups, siblings) {
				for _, r := range b.InRegion(region) {
					if r.Status == StatusFailed || r.Status == StatusSkipped || r.DestinationVaultID == s.Destination.VaultID.Or("") {
						continue
					}
					if how := mine.conflict(f.encryptionOf(r)); how != "" {
						return lowered(s, one("destination.vault_encryption",
							fmt.Sprintf("The %s of %s was replicated to vault %s in %s, which is encrypted differently: %s.",
								b.Describe(), resourceText(b), r.DestinationVaultID, region, how), do))
					}
				}
			}
			return nil
		},
	}
}

// encryptionOf is what is known of the vault that a record replicated to: as this configuration declares it, else by the replica.
func (f Facts) encryptionOf(r Record) encryption {
	if d, ok := f.Declared[r.DestinationVaultID]; ok {
		return d.encryption()
	}
	replicas, _ := f.Replicas.Get()
	return encryption{encrypted: replicas[r.ReplicaID].Encrypted}
}

// sameTarget tells whether both go to the same region of the same cloud, as far as is known.
func sameTarget(a, b DestinationSpec) bool {
	crossesA, knownA := a.CrossCloud()
	crossesB, knownB := b.CrossCloud()
	return same(a.Region, b.Region) && knownA && knownB && crossesA == crossesB && !differ(a.TargetCloud, b.TargetCloud)
}

func resourceText(b Backup) string {
	if b.ResourceName != "" {
		return b.ResourceName
	}
	return "resource " + b.ResourceID
}
