package replication

import "slices"

// The actions of an OSS rule. ActionAll stands for the three others together.
const (
	ActionAll    = "ALL"
	ActionPut    = "PUT"
	ActionDelete = "DELETE"
	ActionAbort  = "ABORT"
)

// Actions are the values of `alibaba.actions`, in the order in which they are sent.
var Actions = []string{ActionAll, ActionPut, ActionDelete, ActionAbort}

// ActionsDelete tells whether a rule with these actions replicates deletions.
func ActionsDelete(actions []string) bool {
	return slices.Contains(actions, ActionAll) || slices.Contains(actions, ActionDelete)
}

// ActionsFor are the actions of a rule that says only whether deletions are replicated.
func ActionsFor(deletes bool) []string {
	if deletes {
		return []string{ActionAll}
	}
	return []string{ActionPut}
}

// SortActions brings actions into the order in which they are sent, each once.
func SortActions(actions []string) []string {
	var sorted []string
	for _, a := range Actions {
		if slices.Contains(actions, a) {
			sorted = append(sorted, a)
		}
	}
	for _, a := range actions { // what the cloud has added since is kept
		if !slices.Contains(Actions, a) && !slices.Contains(sorted, a) {
			sorted = append(sorted, a)
		}
	}
	return sorted
}
