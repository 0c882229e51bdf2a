package vault

import (
	"context"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// ResourceProgress is how the backups of one resource are replicated.
type ResourceProgress struct {
	// ResourceID is empty if this stands for a vault, or a backup, of which nothing is known.
	ResourceID, ResourceName, ResourceType string
	// BackupID is the backup that the newest usable replica is of, Replica is that replica; empty if there is none.
	BackupID string
	Replica  Ref
	replication.Judgement
}

// kept is how long a cloud keeps tasks: the console of CBR shows them for 30 days.
const kept = 30 * 24 * time.Hour

// VaultProgress says how each resource of the vault is doing: which is its newest usable replica, and whether newer backups
// wait. There is one result at least. A vault that is not there is told of as failing; the error is about what could not be read.
func (s *Session) VaultProgress(ctx context.Context, vault Ref, goal replication.Goal) ([]ResourceProgress, error) {
	driver, err := s.Driver(ctx)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	v, err := driver.Vault(ctx, vault)
	if replication.IsKind(err, replication.KindNotFound) {
		flow := replication.Flow{ObservedAt: now, Failure: "The vault " + vault.String() + " does not exist, so that nothing is replicated from it."}
		return []ResourceProgress{{Judgement: flow.Judge(goal)}}, nil
	}
	if err != nil {
		return nil, err
	}
	l := &look{session: s, goal: goal, now: now}
	var backups []Backup
	if backups, err = driver.Backups(ctx, vault); err == nil {
		l.tasks, err = driver.Tasks(ctx, vault, now.Add(-kept))
	}
	if err == nil {
		err = l.readPolicies(ctx, driver, vault)
	}
	if err != nil {
		return nil, err
	}
	all := l.resources(ctx, v, append(backups, l.expired(ctx, vault.Place, backups)...))
	if len(all) == 0 {
		flow := replication.Flow{ObservedAt: now, Starting: "The vault has no resources and no backups yet."}
		all = []ResourceProgress{{Judgement: flow.Judge(goal)}}
	}
	return all, ctx.Err()
}

// BackupProgress says how the backup is replicated. There is one result.
func (s *Session) BackupProgress(ctx context.Context, backup Ref, goal replication.Goal) ([]ResourceProgress, error) {
	driver, err := s.Driver(ctx)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	b, err := driver.Backup(ctx, backup)
	if replication.IsKind(err, replication.KindNotFound) {
		flow := replication.Flow{ObservedAt: now, Untold: "The backup " + backup.String() + " does not exist; if it has expired, a replica of it can still be there."}
		return []ResourceProgress{{Judgement: flow.Judge(goal)}}, nil
	}
	if err != nil {
		return nil, err
	}
	l := &look{session: s, goal: goal, now: now, single: true}
	if b.VaultID != "" {
		if l.tasks, err = driver.Tasks(ctx, backup.At(b.VaultID), now.Add(-kept)); err == nil {
			err = l.readPolicies(ctx, driver, backup.At(b.VaultID))
		}
	}
	if err != nil {
		return nil, err
	}
	return []ResourceProgress{l.resource(ctx, []Backup{b})}, ctx.Err()
}

// look is one look at what is replicated from a vault.
type look struct {
	session *Session
	goal    replication.Goal
	now     time.Time
	tasks   []Task
	// policies are the replication policies of the vault.
	policies []Policy
	// single is set if one backup is looked at, whatever policies there are.
	single bool
}

func (l *look) readPolicies(ctx context.Context, driver *CachedDriver, vault Ref) error {
	all, err := driver.Policies(ctx, vault)
	for _, p := range all {
		if p.Operation == OperationReplication {
			l.policies = append(l.policies, p)
		}
	}
	return err
}

// rescued is how many replicas are looked for whose source backups are gone.
const rescued = 20

// expired are backups that are gone while tasks tell of replicas of them, as far as these can be read: a replica outlives its source.
func (l *look) expired(ctx context.Context, place Place, backups []Backup) []Backup {
	var all []Backup
	reads := 0
	for _, t := range l.tasks {
		gone := t.BackupID != "" && !slices.ContainsFunc(backups, func(b Backup) bool { return b.ID == t.BackupID })
		if !gone || t.Status != StatusSuccess || t.ReplicaID == "" || reads == rescued {
			continue
		}
		reads++
		driver, err := l.session.DestinationDriver(ctx, l.crosses(ctx, place, t.Destination.Region))
		if err != nil {
			continue
		}
		replica, err := driver.Backup(ctx, t.Destination.At(t.ReplicaID))
		if err != nil || replica.Status != BackupAvailable {
			continue
		}
		replica.Ref, replica.VaultID, replica.ImageType = place.At(t.BackupID), t.VaultID, ImageBackup
		replica.Records = []Record{{Status: StatusSuccess, BackupID: t.BackupID, Destination: t.Destination, ReplicaID: t.ReplicaID, CreatedAt: t.CreatedAt}}
		all = append(all, replica)
	}
	return all
}

// resources are those of the vault by their ids: those that it protects, and those of which there are backups.
func (l *look) resources(ctx context.Context, v Vault, backups []Backup) []ResourceProgress {
	of := map[string][]Backup{}
	ids := slices.Clone(v.ResourceIDs)
	for _, b := range backups {
		if b.ImageType == ImageReplica || b.ResourceID == "" {
			continue
		}
		of[b.ResourceID] = append(of[b.ResourceID], b)
		ids = append(ids, b.ResourceID)
	}
	slices.Sort(ids)
	var all []ResourceProgress
	for _, id := range slices.Compact(ids) {
		p := l.resource(ctx, of[id])
		p.ResourceID = id
		all = append(all, p)
	}
	return all
}
