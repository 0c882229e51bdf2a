package replication

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var observed = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func ago(d time.Duration) *time.Time {
	t := observed.Add(-d)
	return &t
}

func share(f float64) *float64 { return &f }

func seconds(n int64) *int64 { return &n }

func written(d time.Duration) *Behind {
	return &Behind{What: "The object x", Written: *ago(d), Advice: "Look."}
}

func TestFlowIsJudged(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		flow   Flow
		state  State
		rpo    RPOStatus // with an objective of 15 minutes
		lag    *int64
		reason string
	}{
		"nothing is told":              {Flow{}, StateUnknown, RPOUnknown, nil, "does not tell"},
		"nothing is told, with reason": {Flow{Untold: "No API."}, StateUnknown, RPOUnknown, nil, "No API."},
		"recent":                       {Flow{SyncedUntil: ago(time.Minute)}, StateHealthy, RPOMet, seconds(60), "is replicated"},
		"recent, ahead of this clock":  {Flow{SyncedUntil: ago(-time.Minute)}, StateHealthy, RPOMet, seconds(0), "is replicated"},
		"recent, and not looked into":  {Flow{SyncedUntil: ago(time.Minute), Untold: "No look."}, StateHealthy, RPOMet, seconds(60), "is replicated. No look."},
		"just recent":                  {Flow{SyncedUntil: ago(15 * time.Minute)}, StateHealthy, RPOMet, seconds(900), ""},
		"old, and nothing else known":  {Flow{SyncedUntil: ago(16 * time.Minute)}, StateUnknown, RPOUnknown, nil, "nothing proves either"},
		"idle": {
			Flow{SyncedUntil: ago(time.Hour), CaughtUp: "All there.", Complete: true}, StateHealthy, RPOMet, seconds(0), "All there.",
		},
		"old, and a sample is there": {Flow{SyncedUntil: ago(time.Hour), CaughtUp: "Some there."}, StateHealthy, RPOMet, nil, "Some there."},
		"a sample alone":             {Flow{CaughtUp: "Some there."}, StateHealthy, RPOMet, nil, ""},
		"behind":                     {Flow{SyncedUntil: ago(time.Hour), Behind: written(20 * time.Minute)}, StateLagging, RPOMissed, seconds(3600), "within 15m0s. Look."},
		"behind, by a sample alone":  {Flow{Behind: written(20 * time.Minute)}, StateLagging, RPOMissed, seconds(1200), ""},
		"behind, not for long":       {Flow{SyncedUntil: ago(time.Hour), Behind: written(time.Minute)}, StateUnknown, RPOUnknown, nil, ""},
		"starting":                   {Flow{Starting: "It starts."}, StateInitialSync, RPOInitialSync, nil, "It starts."},
		"first copy":                 {Flow{HistoricalFraction: share(0.333), SyncedUntil: ago(0)}, StateInitialSync, RPOInitialSync, seconds(0), "33.3%"},
		"first copy, nothing yet":    {Flow{HistoricalFraction: share(0)}, StateInitialSync, RPOInitialSync, nil, "0% of"},
		"first copy, and behind":     {Flow{HistoricalFraction: share(0), Behind: written(time.Hour)}, StateLagging, RPOMissed, seconds(3600), ""},
		"first copy done":            {Flow{HistoricalFraction: share(1), SyncedUntil: ago(0)}, StateHealthy, RPOMet, seconds(0), ""},
		"paused":                     {Flow{Paused: "Disabled."}, StatePaused, RPOUnknown, nil, "Disabled."},
		"failing":                    {Flow{Failure: "Gone.", Paused: "x", SyncedUntil: ago(0)}, StateFailing, RPOMissed, nil, "Gone."},
		"failing, against the cloud": {Flow{Failure: "Gone.", SyncedUntil: ago(0), Behind: written(time.Hour)}, StateFailing, RPOMissed, seconds(3600), ""},
		"a backup, recent":           {Flow{Ages: true, SyncedUntil: ago(time.Minute), CaughtUp: "Replicated."}, StateHealthy, RPOMet, seconds(60), ""},
		"a backup, and no newer one": {Flow{Ages: true, SyncedUntil: ago(time.Hour), CaughtUp: "Replicated."}, StateHealthy, RPOMissed, seconds(3600), ""},
		"a backup, and it is paused": {Flow{Ages: true, SyncedUntil: ago(time.Minute), Paused: "Disabled."}, StatePaused, RPOMet, seconds(60), ""},
	} {
		test.flow.ObservedAt = observed
		rpo := 15 * time.Minute
		got := test.flow.Judge(Goal{RPO: &rpo, Usual: time.Hour})
		if got.State != test.state || got.RPOStatus != test.rpo || !strings.Contains(got.Reason, test.reason) || got.Reason == "" {
			t.Errorf("%s: %s, %s, %q", name, got.State, got.RPOStatus, got.Reason)
		}
		if diff := cmp.Diff(test.lag, got.LagSeconds); diff != "" {
			t.Errorf("%s: lag (-want +got)\n%s", name, diff)
		}
		if without := test.flow.Judge(Goal{Usual: 15 * time.Minute}); without.RPOStatus != RPOUnknown || without.State != test.state {
			t.Errorf("%s: without an objective %s, %s", name, without.State, without.RPOStatus)
		}
	}
}

// What the cloud does not tell is nil, and zero is zero.
func TestJudgementKeepsNilAndZeroApart(t *testing.T) {
	t.Parallel()
	none := Flow{ObservedAt: observed}.Judge(Goal{Usual: time.Hour})
	if none.HistoricalPercent != nil || none.SyncedUntil != nil || none.LagSeconds != nil {
		t.Errorf("of nothing: %+v", none)
	}
	zero := Flow{ObservedAt: observed, HistoricalFraction: share(0), SyncedUntil: ago(0)}.Judge(Goal{Usual: time.Hour})
	if zero.HistoricalPercent == nil || *zero.HistoricalPercent != 0 || zero.LagSeconds == nil || *zero.LagSeconds != 0 {
		t.Errorf("of zero: %+v", zero)
	}
	if third := (Flow{HistoricalFraction: share(0.333333)}).Judge(Goal{}); *third.HistoricalPercent != 33.33 {
		t.Errorf("a third is %v%%", *third.HistoricalPercent)
	}
}

func TestTogetherIsTheWorst(t *testing.T) {
	t.Parallel()
	one := func(name string, state State, rpo RPOStatus, percent *float64, until *time.Time, lag *int64) Named {
		return Named{name, Judgement{state, name + " it is.", percent, until, lag, rpo, observed}}
	}
	healthy := one("A", StateHealthy, RPOMet, share(100), ago(time.Minute), seconds(60))
	if got := Together([]Named{healthy}); !cmp.Equal(got, healthy.Judgement) {
		t.Errorf("one alone: %+v", got)
	}
	if got := Together([]Named{healthy, healthy}); got.Reason != "All 2 are healthy." || got.State != StateHealthy || *got.LagSeconds != 60 {
		t.Errorf("two healthy ones: %+v", got)
	}
	lagging := one("B", StateLagging, RPOMissed, nil, ago(time.Hour), seconds(3600))
	got := Together([]Named{healthy, lagging, lagging})
	want := Judgement{StateLagging, "B: B it is. 1 more of 3 are lagging.", share(100), ago(time.Hour), seconds(3600), RPOMissed, observed}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)\n", diff)
	}
	silent := one("C", StateUnknown, RPOUnknown, share(20), nil, nil)
	for _, all := range [][]Named{{silent, healthy}, {healthy, silent}} {
		got := Together(all)
		if got.SyncedUntil != nil || got.LagSeconds != nil || *got.HistoricalPercent != 20 || got.RPOStatus != RPOUnknown || got.State != StateUnknown {
			t.Errorf("with one of which nothing is told: %+v", got)
		}
	}
}

func TestWhatASampleShows(t *testing.T) {
	t.Parallel()
	for there, test := range map[string]struct {
		existing bool
		missing  int
		doubtful bool
	}{
		"":     {false, -1, false},
		"1":    {false, -1, false},
		"0":    {false, -1, true},
		"011":  {false, -1, false}, // the oldest may be from before the rule
		"0110": {false, 3, false},
		"0101": {false, 2, false},
		"00":   {true, 0, false},
		"11":   {true, -1, false},
		"10":   {true, 1, false},
	} {
		objects, replicated := make([]Object, len(there)), make([]bool, len(there))
		for i := range there {
			objects[i].Key, replicated[i] = string(rune('a'+i)), there[i] == '1'
		}
		missing, doubtful := sampleShows(objects, replicated, test.existing)
		got := -1
		if missing != nil {
			got = int(missing.Key[0] - 'a')
		}
		if got != test.missing || doubtful != test.doubtful {
			t.Errorf("%q, existing objects %v: %d missing, doubtful %v", there, test.existing, got, doubtful)
		}
	}
	if m, _ := sampleShows(nil, nil, true); m != nil {
		t.Errorf("of nothing %v is missing", m)
	}
}

func TestSpreadIsDensestAtTheEnd(t *testing.T) {
	t.Parallel()
	objects := make([]Object, 10)
	for i := range objects {
		objects[i].Key = string(rune('0' + i))
	}
	for n, want := range map[int]string{1: "9", 2: "09", 4: "0489", 5: "03789", 10: "0123456789", 20: "0123456789"} {
		got := ""
		for _, o := range spread(objects, n) {
			got += o.Key
		}
		if got != want {
			t.Errorf("%d of ten: %s, want %s", n, got, want)
		}
	}
}
