package vault

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// turn is what the cloud shows at one look.
type turn struct {
	backups []Backup
	tasks   []Task
	err     error
	taskErr error
}

// script shows one turn after the other, the last one again and again. Its clock moves by sleeping, and ends the context after
// so many naps if that is set.
type script struct {
	Reader
	turns  []turn
	looks  int
	now    time.Time
	naps   int
	cancel context.CancelFunc
	since  time.Time
}

func (s *script) turn() turn { return s.turns[min(max(s.looks, 1), len(s.turns))-1] }

func (s *script) Backups(context.Context, Ref) ([]Backup, error) {
	s.looks++
	return s.turn().backups, s.turn().err
}

func (s *script) Backup(ctx context.Context, ref Ref) (Backup, error) {
	list, err := s.Backups(ctx, ref)
	if err != nil || len(list) == 0 {
		return Backup{}, errors.Join(err, &replication.Error{Kind: replication.KindNotFound})
	}
	return list[0], nil
}

func (s *script) Tasks(_ context.Context, _ Ref, since time.Time) ([]Task, error) {
	s.since = since
	return s.turn().tasks, s.turn().taskErr
}

func (s *script) Now() time.Time { return s.now }

func (s *script) Sleep(ctx context.Context, d time.Duration) error {
	s.now = s.now.Add(d)
	if s.naps--; s.naps == 0 && s.cancel != nil {
		s.cancel()
	}
	return ctx.Err()
}

func at(status Status, changes ...func(*Record)) Backup {
	r := Record{ID: "rec", Status: status, Destination: Place{Region: east}, CreatedAt: someDay}
	for _, c := range changes {
		c(&r)
	}
	return backupOf("b1", func(b *Backup) { b.Records = []Record{r} })
}

func percent(n int) func(*Record) { return func(r *Record) { r.Percent = &n } }

func made(replica string) func(*Record) { return func(r *Record) { r.ReplicaID = replica } }

func because(reason string) func(*Record) { return func(r *Record) { r.Reason = reason } }

func task(status Status, changes ...func(*Task)) Task {
	made := Task{ID: "t1", Status: status, VaultID: "orders", BackupID: "b1", Destination: Place{Region: east}, CreatedAt: someDay}
	for _, c := range changes {
		c(&made)
	}
	return made
}

func TestFollow(t *testing.T) {
	t.Parallel()
	trouble := &replication.Error{Kind: replication.KindUnavailable}
	old := func(task *Task) { task.CreatedAt = someDay.Add(-time.Hour) }
	whole := func(task *Task) { task.BackupID = "" }
	south := func(task *Task) { task.Destination.Region = "cn-south-1" }
	waiting := at(StatusWaiting)
	done := turn{backups: []Backup{at(StatusSuccess, made("x"))}}
	for _, c := range []struct {
		name   string
		turns  []turn
		record string
		want   Status
		reason string
		seen   string
	}{
		{name: "success", turns: []turn{{backups: []Backup{waiting}}, {backups: []Backup{at(StatusReplicating, percent(40))}}, done}, want: StatusSuccess, seen: "replicating 40, success"},
		{name: "fail", turns: []turn{{backups: []Backup{at(StatusFailed, because("no room (6129)"))}}}, want: StatusFailed, reason: "no room (6129)", seen: "fail"},
		{name: "skip", turns: []turn{{backups: []Backup{at(StatusSkipped)}}}, want: StatusSkipped, reason: "gives no reason", seen: "skip"},
		{name: "an unknown state is no success", turns: []turn{{backups: []Backup{at("paused")}}, done}, want: StatusSuccess, seen: "paused, success"},
		{name: "trouble passes", turns: []turn{{err: trouble}, {err: trouble, taskErr: trouble}, done}, want: StatusSuccess, seen: "success"},
		{name: "skipped by its task alone", turns: []turn{{backups: []Backup{waiting}, tasks: []Task{task(StatusSkipped, func(t *Task) { t.Reason = "the keys differ" })}}}, want: StatusSkipped, reason: "the keys differ", seen: "skip"},
		{name: "an older task", turns: []turn{{backups: []Backup{waiting}, tasks: []Task{task(StatusSkipped, old)}}, done}, want: StatusSuccess, seen: "success"},
		{name: "a task for another region", turns: []turn{{backups: []Backup{waiting}, tasks: []Task{task(StatusFailed, south)}}, done}, want: StatusSuccess, seen: "success"},
		{name: "the vault's task beside a record", turns: []turn{{backups: []Backup{waiting}, tasks: []Task{task(StatusFailed, whole)}}, done}, want: StatusSuccess, seen: "success"},
		{name: "deleted early", turns: []turn{{backups: []Backup{waiting}}, {}}, want: StatusFailed, reason: "deleted before", seen: "fail"},
		{name: "missing for a moment", turns: []turn{{backups: []Backup{waiting}}, {}, {}, done}, want: StatusSuccess, seen: "success"},
		{name: "deleted while its task runs", turns: []turn{
			{backups: []Backup{waiting}},
			{tasks: []Task{task(StatusReplicating)}},
			{tasks: []Task{task(StatusReplicating)}},
			{tasks: []Task{task(StatusReplicating)}},
			{tasks: []Task{task(StatusReplicating)}},
			{tasks: []Task{task(StatusSuccess, func(t *Task) { t.ReplicaID = "x" })}},
		}, want: StatusSuccess, seen: "success"},
		{name: "record not known", record: "-", turns: []turn{done}, want: StatusSuccess, seen: "success"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := &script{turns: c.turns, now: someDay}
			outcome := outcomeOf(backupOf("b1"))
			if c.record == "" {
				outcome.RecordID = "rec"
			}
			var seen []string
			f := Follower{Reader: s, Clock: s, Changed: func(o Outcome) {
				text := string(o.Status)
				if o.Percent != nil {
					text += " 40"
				}
				seen = append(seen, text)
			}}
			got, err := f.Follow(t.Context(), Followed{Vault: Ref{ID: "orders"}, Region: east, Outcomes: []Outcome{outcome}})
			if err != nil || got[0].Status != c.want || (c.want == StatusSuccess) != (got[0].ReplicaID == "x") {
				t.Fatalf("got %+v, %v", got, err)
			}
			if !strings.Contains(got[0].Reason, c.reason) || (c.reason == "") != (got[0].Reason == "") {
				t.Errorf("reason is %q, want %q", got[0].Reason, c.reason)
			}
			if text := strings.Join(seen, ", "); text != c.seen {
				t.Errorf("seen %s, want %s", text, c.seen)
			}
		})
	}
}

func TestFollowIsResumed(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := &script{turns: []turn{{backups: []Backup{at(StatusReplicating)}}}, now: someDay, naps: 3, cancel: cancel}
	outcome := outcomeOf(backupOf("b1"))
	outcome.RecordID = "rec"
	what := Followed{Vault: Ref{ID: "orders"}, Backup: "b1", Region: east, Outcomes: []Outcome{outcome}}
	f := Follower{Reader: s, Clock: s}
	got, err := f.Follow(ctx, what)
	if !replication.IsKind(err, replication.KindIncomplete) || !strings.Contains(err.Error(), "1 of 1 backups are still on their way") || got[0].Status != StatusReplicating {
		t.Fatalf("got %+v, %v", got, err)
	}
	s.turns = []turn{{backups: []Backup{at(StatusSuccess, made("x"))}}}
	what.Outcomes = got
	got, err = f.Follow(t.Context(), what)
	if err != nil || got[0].ReplicaID != "x" {
		t.Errorf("resumed: got %+v, %v", got, err)
	}
	if want := someDay.Add(-taskMargin); !s.since.Equal(want) {
		t.Errorf("tasks were asked for since %s, want %s", s.since, want)
	}
	looks := s.looks
	if again, err := f.Follow(t.Context(), Followed{Vault: what.Vault, Region: east, Outcomes: got}); err != nil || !slices.Equal(again, got) || s.looks != looks {
		t.Errorf("again: got %+v, %v after %d looks", again, err, s.looks-looks)
	}
}

func TestFollowWithoutPermission(t *testing.T) {
	t.Parallel()
	s := &script{turns: []turn{{err: &replication.Error{Kind: replication.KindPermission, Op: "list the backups", On: "vault orders"}}}, now: someDay}
	outcomes, err := Follower{Reader: s, Clock: s}.Follow(t.Context(), Followed{Vault: Ref{ID: "orders"}, Region: east, Outcomes: []Outcome{outcomeOf(backupOf("b1"))}})
	if !replication.IsKind(err, replication.KindIncomplete) || !strings.Contains(err.Error(), "permission denied") || len(outcomes) != 1 {
		t.Errorf("got %+v, %v", outcomes, err)
	}
}
