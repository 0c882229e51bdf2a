package vault

import (
	"context"
	"slices"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// maxReplicas bounds how many replicas are read one by one for a check; beyond it they are listed by vault.
const maxReplicas = 1

// backups reads the backups of the source, and the replicas that they have in the destination region.
func (g *gathering) backups(ctx context.Context) {
	if !g.wants(FactBackups) {
		return
	}
	if id, known := g.spec.BackupID.Get(); g.spec.Kind == KindBackup && known {
		backup, err := g.source.Backup(ctx, g.place.At(id))
		g.facts.Backups = missingFact([]Backup{backup}, err)
	} else if id, known := g.spec.VaultID.Get(); known {
		g.facts.Backups = absentFact(g.source.Backups(ctx, g.place.At(id)))
	}
	backups, _ := g.facts.Backups.Get()
	if len(backups) == 0 {
		return
	}
	if g.spec.Kind == KindBackup && g.wants(FactSiblings) {
		g.siblings(ctx, backups[0])
	}
	if g.wants(FactReplicas) {
		siblings, _ := g.facts.Siblings.Get()
		g.replicas(ctx, slices.Concat(backups, siblings))
	}
}

// siblings reads the other backups of the resource that the backup is of, where they matter: their replicas decide how a vault must be
// encrypted, if it is declared how it is.
func (g *gathering) siblings(ctx context.Context, of Backup) {
	if _, declared := g.spec.Destination.Encrypted.Get(); !declared || of.VaultID == "" || of.ResourceID == "" {
		return
	}
	all, err := g.source.Backups(ctx, g.place.At(of.VaultID))
	others := slices.DeleteFunc(slices.Clone(all), func(b Backup) bool { return b.ID == of.ID || b.ResourceID != of.ResourceID })
	g.facts.Siblings = absentFact(others, err)
}

// replicas looks for the replicas that the backups' records speak of, where they are. What cannot be read because nothing
// is configured for the other cloud is simply not known.
func (g *gathering) replicas(ctx context.Context, backups []Backup) {
	region, known := g.spec.Destination.Region.Get()
	crosses, told := g.spec.Destination.CrossCloud()
	if !known || !told {
		return
	}
	vaults := map[Ref][]Ref{}
	for _, b := range backups {
		for _, r := range b.InRegion(region) {
			if r.Status == StatusSuccess && r.ReplicaID != "" {
				at := r.Destination.At(r.DestinationVaultID)
				vaults[at] = append(vaults[at], r.Destination.At(r.ReplicaID))
			}
		}
	}
	if len(vaults) == 0 {
		g.facts.Replicas = replication.FactOf(map[string]Backup{})
		return
	}
	there, ok := g.there(ctx, crosses)
	if !ok {
		return
	}
	found := map[string]Backup{}
	for vault, replicas := range vaults {
		theirs, err := readReplicas(ctx, there, vault, replicas)
		if err != nil {
			g.facts.Replicas = replication.FactError[map[string]Backup](err)
			return
		}
		for _, b := range theirs {
			found[b.ID] = b
		}
	}
	g.facts.Replicas = replication.FactOf(found)
}

// readReplicas reads the replicas in one vault: one by itself, more as the list of the vault.
func readReplicas(ctx context.Context, there *CachedDriver, vault Ref, replicas []Ref) ([]Backup, error) {
	if len(replicas) > maxReplicas && vault.ID != "" {
		backups, err := there.Backups(ctx, vault)
		if replication.IsKind(err, replication.KindNotFound) {
			return nil, nil
		}
		return backups, err
	}
	var found []Backup
	for _, r := range replicas {
		b, err := there.Backup(ctx, r)
		switch {
		case replication.IsKind(err, replication.KindNotFound):
		case err != nil:
			return nil, err
		default:
			found = append(found, b)
		}
	}
	return found, nil
}
