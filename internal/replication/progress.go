package replication

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// State is how a replication is doing, in one vocabulary for all clouds.
type State string

// The states. StateLagging is said only of what is proven: a write that should have been replicated by now and was not.
const (
	StateInitialSync State = "initial_sync"
	StateHealthy     State = "healthy"
	StateLagging     State = "lagging"
	StateFailing     State = "failing"
	StatePaused      State = "paused"
	StateUnknown     State = "unknown"
)

// RPOStatus tells whether the replica is as recent as it has to be (recovery point objective).
type RPOStatus string

// The states of an objective.
const (
	RPOMet         RPOStatus = "met"
	RPOMissed      RPOStatus = "missed"
	RPOInitialSync RPOStatus = "initial_sync"
	RPOUnknown     RPOStatus = "unknown"
)

// Goal is how recent a replica has to be.
type Goal struct {
	// RPO is the objective; nil if none is set.
	RPO *time.Duration
	// Usual is how long replication may take before it lags, where no objective says so.
	Usual time.Duration
}

// Patience is how long a write may wait for replication.
func (g Goal) Patience() time.Duration {
	if g.RPO != nil {
		return *g.RPO
	}
	return g.Usual
}

// Flow is what is known of one replication: of a rule, or of one resource in a backup vault. Nil and empty is what
// nobody told, or nobody found.
type Flow struct {
	// ObservedAt is when this was read.
	ObservedAt time.Time
	// Failure, Paused, Starting and Untold are whole sentences. Failure says why data is proven not to be replicated, Paused
	// that it is not meant to be at present, Starting that the first copy is still to come, Untold why the cloud does not tell.
	Failure, Paused, Starting, Untold string
	// HistoricalFraction is the share of what existed before the replication that has been copied, 0 to 1.
	HistoricalFraction *float64
	// SyncedUntil is the time up to which everything has been replicated.
	SyncedUntil *time.Time
	// Behind is something proven not to have been replicated.
	Behind *Behind
	// CaughtUp says, as a whole sentence, how it is proven that nothing is left to replicate, as far as was looked.
	CaughtUp string
	// Complete tells that CaughtUp is about everything rather than a sample.
	Complete bool
	// Ages tells that the replica is as old as SyncedUntil, whether or not anything was written since: a backup.
	Ages bool
}

// Behind is something that was written and has not been replicated.
type Behind struct {
	// What names it, as the beginning of a sentence, and Written is when it was written.
	What    string
	Written time.Time
	// Advice is what to look at, one or more sentences.
	Advice string
}

// Judgement is what is said of one replication, or of several together.
type Judgement struct {
	State State
	// Reason is one or more sentences, never empty.
	Reason            string
	HistoricalPercent *float64
	SyncedUntil       *time.Time
	// LagSeconds is how far the replica is behind; nil if that is not known.
	LagSeconds *int64
	RPOStatus  RPOStatus
	ObservedAt time.Time
}

// Judge says how the replication is doing.
func (f Flow) Judge(goal Goal) Judgement {
	if f.Behind != nil && f.SyncedUntil != nil && !f.Ages && f.Behind.Written.Before(f.SyncedUntil.Truncate(time.Second)) {
		f.SyncedUntil = nil // what the cloud says is disproven
	}
	j := Judgement{SyncedUntil: f.SyncedUntil, ObservedAt: f.ObservedAt, LagSeconds: f.lag(goal)}
	if f.HistoricalFraction != nil {
		percent := math.Round(*f.HistoricalFraction*10000) / 100
		j.HistoricalPercent = &percent
	}
	j.State, j.Reason = f.state(goal)
	j.RPOStatus = f.rpo(j, goal)
	return j
}

func (f Flow) state(goal Goal) (State, string) {
	switch {
	case f.Failure != "":
		return StateFailing, f.Failure
	case f.Paused != "":
		return StatePaused, f.Paused
	case f.behind(goal):
		return StateLagging, fmt.Sprintf("%s was written at %s and has not been replicated within %s. %s",
			f.Behind.What, stamp(f.Behind.Written), goal.Patience(), f.Behind.Advice)
	case f.Starting != "":
		return StateInitialSync, f.Starting
	case f.HistoricalFraction != nil && *f.HistoricalFraction < 1:
		return StateInitialSync, fmt.Sprintf("%.4g%% of what existed before the replication has been copied.", *f.HistoricalFraction*100)
	case f.CaughtUp != "":
		return StateHealthy, f.CaughtUp
	case f.recent(goal):
		return StateHealthy, strings.TrimSpace("Everything that was written until " + stamp(*f.SyncedUntil) + " is replicated. " + f.Untold)
	case f.Untold != "":
		return StateUnknown, f.Untold
	case f.SyncedUntil != nil:
		return StateUnknown, "What was written since " + stamp(*f.SyncedUntil) + " may be replicated or not: nothing proves either."
	default:
		return StateUnknown, "The cloud does not tell how far the replication has come."
	}
}

// behind tells whether something has waited for longer than it may.
func (f Flow) behind(goal Goal) bool {
	return f.Behind != nil && f.ObservedAt.Sub(f.Behind.Written) > goal.Patience()
}

func (f Flow) recent(goal Goal) bool {
	return f.SyncedUntil != nil && f.ObservedAt.Sub(*f.SyncedUntil) <= goal.Patience()
}

// lag is how far the replica is behind. An idle source is not ahead, so that there is none; what a sample shows is
// no proof of that.
func (f Flow) lag(goal Goal) *int64 {
	var from time.Time
	switch {
	case f.Failure != "" && f.Behind == nil && !f.Ages, f.Ages && f.SyncedUntil == nil:
		return nil
	case f.SyncedUntil != nil && (f.Ages || f.behind(goal) || f.recent(goal)):
		from = *f.SyncedUntil
	case f.CaughtUp != "" && f.Complete:
		from = f.ObservedAt
	case f.behind(goal):
		from = f.Behind.Written
	default:
		return nil
	}
	// The cloud's clock may be ahead of this one.
	seconds := max(0, int64(f.ObservedAt.Sub(from)/time.Second))
	return &seconds
}

func (f Flow) rpo(j Judgement, goal Goal) RPOStatus {
	switch {
	case goal.RPO == nil:
		return RPOUnknown
	case j.State == StateFailing:
		return RPOMissed
	case f.Ages && f.SyncedUntil != nil:
		if f.ObservedAt.Sub(*f.SyncedUntil) <= *goal.RPO {
			return RPOMet
		}
		return RPOMissed
	case j.State == StateLagging:
		return RPOMissed
	case j.State == StateInitialSync:
		return RPOInitialSync
	case j.State == StateHealthy:
		return RPOMet
	default:
		return RPOUnknown
	}
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
