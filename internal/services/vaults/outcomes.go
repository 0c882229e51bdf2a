package vaults

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
)

// Follow waits until everything is replicated, or has failed or been skipped, and logs what changes meanwhile.
func Follow(ctx context.Context, s *vault.Session, driver *vault.CachedDriver, what vault.Followed) ([]vault.Outcome, error) {
	f := vault.Follower{Reader: driver.Fresh(), Clock: s.Clock, Changed: func(o vault.Outcome) {
		tflog.Info(ctx, "replication", map[string]any{"backup": o.Describe(), "record_id": o.RecordID})
	}}
	outcomes, err := f.Follow(ctx, what)
	driver.Forget()
	return outcomes, err
}

// Look looks once what has become of a replication. That it is not over yet is no error.
func Look(ctx context.Context, driver *vault.CachedDriver, what vault.Followed) ([]vault.Outcome, error) {
	outcomes, err := vault.Follower{Reader: driver.Fresh(), Clock: impatient{}}.Follow(ctx, what)
	if errors.Is(err, errOneLook) {
		err = nil
	}
	return outcomes, err
}

// impatient is a clock that waits for nothing.
type impatient struct{}

var errOneLook = errors.New("only one look is taken")

func (impatient) Now() time.Time { return time.Now() }

func (impatient) Sleep(context.Context, time.Duration) error { return errOneLook }

// MayHaveBegun tells whether a replication may be under way in spite of the error.
func MayHaveBegun(err error) bool {
	var e *replication.Error
	return errors.As(err, &e) && (e.Ambiguous || e.Kind == replication.KindIncomplete)
}

// shown is how many outcomes a message lists.
const shown = 10

// Lines lists outcomes for a message.
func Lines(outcomes []vault.Outcome) string {
	var lines []string
	for i, o := range outcomes {
		if i == shown {
			lines = append(lines, fmt.Sprintf("- and %d more", len(outcomes)-shown))
			break
		}
		lines = append(lines, "- "+o.Describe())
	}
	return strings.Join(lines, "\n")
}

// Moment is a time for a state; null if it is not known.
func Moment(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.UTC().Format(time.RFC3339Nano))
}

// MomentOf reads what Moment wrote.
func MomentOf(s types.String) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s.ValueString())
	if err != nil {
		return time.Time{}
	}
	return t
}

// Pending is how a state words what may still change: nothing in a state moves on its own.
const Pending = "pending"

// OutcomeText is the status of an outcome as a state words it.
func OutcomeText(s vault.Status) types.String {
	if s.Pending() {
		return types.StringValue(Pending)
	}
	return types.StringValue(string(s))
}

// StatusOf reads what OutcomeText wrote.
func StatusOf(s types.String) vault.Status {
	if s.ValueString() == Pending {
		return vault.StatusWaiting
	}
	return vault.Status(s.ValueString())
}

// FromRecord is the outcome that a record of a backup shows, for an import.
func FromRecord(b vault.Backup, r vault.Record) vault.Outcome {
	return vault.Outcome{
		BackupID: b.ID, BackupName: b.Name, ResourceID: b.ResourceID, ResourceName: b.ResourceName, RecordID: r.ID, Status: r.Status, Reason: r.Reason,
		ReplicaID: r.ReplicaID, ProtectedAt: b.ProtectedAt, Encrypted: b.Encrypted, StartedAt: r.CreatedAt,
	}
}

// Newest is the backup's newest record to the region that a success comes before; false if it has none.
func Newest(b vault.Backup, region string) (vault.Record, bool) {
	var newest vault.Record
	found := false
	for _, r := range b.InRegion(region) {
		better := r.Status == vault.StatusSuccess && newest.Status != vault.StatusSuccess
		same := (r.Status == vault.StatusSuccess) == (newest.Status == vault.StatusSuccess)
		if !found || better || same && !r.CreatedAt.Before(newest.CreatedAt) {
			newest, found = r, true
		}
	}
	return newest, found
}
