package replication

import (
	"fmt"
	"slices"
)

// The worst comes first.
var (
	statesByUrgency = []State{StateFailing, StateLagging, StateUnknown, StatePaused, StateInitialSync, StateHealthy}
	rpoByUrgency    = []RPOStatus{RPOMissed, RPOUnknown, RPOInitialSync, RPOMet}
)

// Named is the judgement of one replication among several.
type Named struct {
	Name string
	Judgement
}

// Together is what is said of several replications at once: the worst state with its reason, the oldest SyncedUntil, the greatest lag
// and the smallest share of what existed. SyncedUntil and lag are nil if they are of any of them. There must be one at least.
func Together(all []Named) Judgement {
	worst := slices.MinFunc(all, func(a, b Named) int {
		return slices.Index(statesByUrgency, a.State) - slices.Index(statesByUrgency, b.State)
	})
	j := worst.Judgement
	if len(all) > 1 && worst.State != StateHealthy {
		j.Reason = worst.Name + ": " + worst.Reason
		if more := count(all, worst.State) - 1; more > 0 {
			j.Reason += fmt.Sprintf(" %d more of %d are %s.", more, len(all), worst.State)
		}
	} else if len(all) > 1 {
		j.Reason = fmt.Sprintf("All %d are healthy.", len(all))
	}
	for _, one := range all {
		if slices.Index(rpoByUrgency, one.RPOStatus) < slices.Index(rpoByUrgency, j.RPOStatus) {
			j.RPOStatus = one.RPOStatus
		}
		if one.ObservedAt.Before(j.ObservedAt) {
			j.ObservedAt = one.ObservedAt
		}
		if p := one.HistoricalPercent; p != nil && (j.HistoricalPercent == nil || *p < *j.HistoricalPercent) {
			j.HistoricalPercent = p
		}
	}
	j.SyncedUntil, j.LagSeconds = all[0].SyncedUntil, all[0].LagSeconds
	for _, one := range all[1:] {
		if j.SyncedUntil != nil && (one.SyncedUntil == nil || one.SyncedUntil.Before(*j.SyncedUntil)) {
			j.SyncedUntil = one.SyncedUntil
		}
		if j.LagSeconds != nil && (one.LagSeconds == nil || *one.LagSeconds > *j.LagSeconds) {
			j.LagSeconds = one.LagSeconds
		}
	}
	return j
}

func count(all []Named, state State) (n int) {
	for _, one := range all {
		if one.State == state {
			n++
		}
	}
	return n
}
