package vault

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// attempt is one replication of a backup, as its record or a task tells.
type attempt struct {
	status  Status
	replica Ref
	percent *int
	reason  string
	made    time.Time
}

// attempts are the replications of a backup, the newest first. What a record tells a task need not tell again.
func (l *look) attempts(b Backup) []attempt {
	var all []attempt
	for _, r := range b.Records {
		all = append(all, attempt{r.Status, r.Destination.At(r.ReplicaID), r.Percent, r.Reason, r.CreatedAt})
	}
	for _, t := range l.tasks {
		known := slices.ContainsFunc(all, func(a attempt) bool { return a.replica.ID == t.ReplicaID && a.status == t.Status })
		if t.BackupID == b.ID && !known {
			all = append(all, attempt{t.Status, t.Destination.At(t.ReplicaID), t.Percent, t.Reason, t.CreatedAt})
		}
	}
	slices.SortStableFunc(all, func(a, b attempt) int { return b.made.Compare(a.made) })
	return all
}

// resource says how the backups of one resource are doing.
func (l *look) resource(ctx context.Context, backups []Backup) ResourceProgress {
	f := replication.Flow{ObservedAt: l.now, Ages: true}
	if len(backups) == 0 {
		f.Starting = "There is no backup of it yet."
		return ResourceProgress{Judgement: f.Judge(l.goal)}
	}
	slices.SortFunc(backups, func(a, b Backup) int {
		return cmp.Or(b.ProtectedAt.Compare(a.ProtectedAt), strings.Compare(a.ID, b.ID))
	})
	p := ResourceProgress{ResourceID: backups[0].ResourceID, ResourceName: backups[0].ResourceName, ResourceType: backups[0].ResourceType}
	waiting := backups
	note := ""
	for i, b := range backups {
		replica, remark, ok := l.usable(ctx, b)
		if ok {
			p.BackupID, p.Replica, note = b.ID, replica, remark
			if moment := b.ProtectedAt; !moment.IsZero() {
				f.SyncedUntil = &moment
			}
			waiting = backups[:i]
			break
		}
	}
	l.judgeWaiting(waiting, p.BackupID != "", &f)
	if f.CaughtUp != "" {
		f.CaughtUp += note
	}
	p.Judgement = f.Judge(l.goal)
	return p
}

// usable is the replica of the backup that can be restored from. One that cannot be read where it is counts, with a remark.
func (l *look) usable(ctx context.Context, b Backup) (replica Ref, remark string, ok bool) {
	for _, a := range l.attempts(b) {
		if a.status != StatusSuccess {
			continue
		}
		driver, err := l.session.DestinationDriver(ctx, l.crosses(ctx, b.Place, a.replica.Region))
		if errors.Is(err, ErrNoDestination) || a.replica.ID == "" {
			return a.replica, " Whether the replica is still there cannot be seen without `huawei.destination` in the provider configuration.", true
		}
		var there Backup
		if err == nil {
			there, err = driver.Backup(ctx, a.replica)
		}
		switch {
		case replication.IsKind(err, replication.KindNotFound):
			continue
		case err != nil:
			return a.replica, " Whether the replica is still there could not be read: " + strings.TrimSuffix(err.Error(), ".") + ".", true
		case there.Status == BackupAvailable:
			return a.replica, "", true
		}
	}
	return Ref{}, "", false
}

// crosses tells whether what goes to the region goes to another cloud: by a policy, or because this cloud does not
// replicate there itself.
func (l *look) crosses(ctx context.Context, from Place, region string) bool {
	for _, p := range l.policies {
		if p.Destination.Region == region {
			return p.Destination.TargetCloud != "" || p.Destination.CredentialID != ""
		}
	}
	driver, err := l.session.Driver(ctx)
	if err != nil {
		return false
	}
	regions, err := driver.ReplicationRegions(ctx, from)
	return err == nil && !slices.Contains(regions, region)
}

// judgeWaiting says of the backups that are newer than the newest usable replica, the newest first, what becomes of them.
func (l *look) judgeWaiting(waiting []Backup, replicated bool, f *replication.Flow) {
	waiting = slices.DeleteFunc(slices.Clone(waiting), func(b Backup) bool { return b.InProgress() })
	if len(waiting) == 0 {
		if replicated {
			f.CaughtUp = "The newest backup has a usable replica."
		} else {
			f.Starting = "The first backup is being made."
		}
		l.pause(f)
		return
	}
	newest := waiting[0]
	if why := l.failure(newest); why != "" {
		f.Failure = why
		return
	}
	oldest := waiting[len(waiting)-1]
	if timed := slices.DeleteFunc(slices.Clone(waiting), func(b Backup) bool { return b.ProtectedAt.IsZero() }); len(timed) > 0 {
		oldest = timed[len(timed)-1]
	}
	advice, pending := l.underWay(oldest)
	if !oldest.ProtectedAt.IsZero() { // of a moment that is not told nothing is proven
		f.Behind = &replication.Behind{What: named(oldest), Written: oldest.ProtectedAt, Advice: advice}
	}
	switch {
	case pending && !replicated:
		f.Starting = "The first replication is under way. " + advice
	case !replicated && !l.single && len(l.policies) == 0:
		f.Failure = "No replication policy is bound to the vault, and " + strings.ToLower(named(newest)[:1]) + named(newest)[1:] + " has no replica."
	case !replicated:
		f.Starting = named(newest) + " waits for its replication."
	case f.Behind == nil:
		f.Untold = named(newest) + " waits for its replication, and the cloud does not tell since when."
	default:
		f.CaughtUp = "Newer backups wait for their replication, none for longer than it may take."
	}
	if !pending {
		l.pause(f)
	}
}

func (l *look) pause(f *replication.Flow) {
	if len(l.policies) == 0 || l.single || slices.ContainsFunc(l.policies, func(p Policy) bool { return p.Enabled }) {
		return
	}
	f.Paused = "The replication policy " + l.policies[0].Name + " of the vault is disabled."
}

// failure says why the newest backup will not be replicated; empty if it may be.
func (l *look) failure(b Backup) string {
	if obstacle := b.Obstacle(); obstacle != "" {
		return named(b) + " " + obstacle + "."
	}
	attempts := l.attempts(b)
	if len(attempts) == 0 {
		return ""
	}
	because := "The cloud does not say why."
	if reason := strings.TrimSuffix(attempts[0].reason, "."); reason != "" {
		because = "The cloud says: " + reason + "."
	}
	switch last := attempts[0]; last.status {
	case StatusFailed:
		return fmt.Sprintf("The replication of the backup %s failed. %s", b.ID, because)
	case StatusSkipped:
		return fmt.Sprintf("The cloud skipped the backup %s, so that it is not replicated. %s", b.ID, because)
	case StatusSuccess:
		return fmt.Sprintf("The backup %s was replicated, but the replica %s is not there any more, or cannot be used.", b.ID, last.replica)
	default:
		return ""
	}
}

// underWay tells whether a replication of the backup is under way, and what to do about it.
func (l *look) underWay(b Backup) (advice string, pending bool) {
	for _, a := range l.attempts(b) {
		if !a.status.Pending() {
			continue
		}
		if a.percent != nil {
			return fmt.Sprintf("Its replication is at %d%%.", *a.percent), true
		}
		return "Its replication is under way.", true
	}
	switch {
	case len(l.policies) > 0:
		return "Check the schedule of the replication policy " + l.policies[0].Name + " and the tasks of the vault.", false
	default:
		return "No replication policy is bound to the vault.", false
	}
}

func named(b Backup) string {
	if b.Name == "" {
		return "The backup " + b.ID
	}
	return fmt.Sprintf("The backup %q (%s)", b.Name, b.ID)
}
