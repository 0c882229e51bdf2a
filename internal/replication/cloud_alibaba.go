package replication

import "slices"

// AlibabaOptions is what only OSS has.
type AlibabaOptions struct {
	// Actions is the set of replicated actions in the order of the OSS documentation: ALL, or PUT, DELETE, ABORT.
	Actions []string
	// SyncRole is the name of the RAM role that copies; empty if none is set.
	SyncRole string
	// TransferAcceleration moves the data over the acceleration link (transfer type oss_acc).
	TransferAcceleration bool
	// ReplicationTimeControl is RTC, whether in force or still being enabled.
	ReplicationTimeControl bool
}

// AlibabaSpec is what only OSS has.
type AlibabaSpec struct {
	Actions                Value[[]string]
	SyncRole               Value[string]
	TransferAcceleration   Value[bool]
	ReplicationTimeControl Value[bool]
}

// settings are what the spec says, for comparison.
func (s AlibabaSpec) settings() []string {
	return []string{setPart(s.Actions), part(s.SyncRole), part(s.TransferAcceleration), part(s.ReplicationTimeControl)}
}

// effective is the spec with what OSS does where nothing is said.
func (s AlibabaSpec) effective(deletes Value[bool]) AlibabaSpec {
	if known, ok := deletes.Get(); ok {
		s.Actions = orDefault(s.Actions, ActionsFor(known))
	}
	s.SyncRole = orDefault(s.SyncRole, "")
	s.TransferAcceleration = orDefault(s.TransferAcceleration, false)
	s.ReplicationTimeControl = orDefault(s.ReplicationTimeControl, false)
	return s
}

// same tells whether both say the same.
func (o AlibabaOptions) same(p AlibabaOptions) bool {
	return slices.Equal(SortActions(o.Actions), SortActions(p.Actions)) && o.SyncRole == p.SyncRole &&
		o.TransferAcceleration == p.TransferAcceleration && o.ReplicationTimeControl == p.ReplicationTimeControl
}
