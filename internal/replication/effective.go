package replication

import "slices"

// effective is the spec with what the cloud does where nothing is said. What is unknown stays so.
func (s Spec) effective(c Capabilities) Spec {
	s.Enabled = orDefault(s.Enabled, true)
	s.Prefixes = orDefault(s.Prefixes, nil)
	s.ReplicateDeletes = s.effectiveDeletes(c)
	s.ReplicateExisting = orDefault(s.ReplicateExisting, c.Defaults.ReplicateExisting)
	s.ReplicateKMSObjects = orDefault(s.ReplicateKMSObjects, false)
	s.ReplicaKMSKeyID = orDefault(s.ReplicaKMSKeyID, "")
	s.Alibaba = s.Alibaba.effective(s.ReplicateDeletes)
	s.Tencent = s.Tencent.effective()
	return s
}

// effectiveDeletes tells whether the rule will replicate deletions, the cloud's default included.
func (s Spec) effectiveDeletes(c Capabilities) Value[bool] {
	if deletes, known := s.Deletes(); known {
		return Known(deletes)
	}
	if s.ReplicateDeletes.IsNull() && s.Alibaba.Actions.IsNull() {
		return Known(c.Defaults.ReplicateDeletes)
	}
	return Unknown[bool]()
}

func orDefault[T any](v Value[T], byDefault T) Value[T] {
	if v.IsNull() {
		return Known(byDefault)
	}
	return v
}

// SameSettings tells whether both entries are known to want the same of their rule, whatever its ends and its id are.
func (e Entry) SameSettings(o Entry, c Capabilities) bool {
	mine := e.Spec.effective(c).settings()
	return !slices.Contains(mine, unknownPart) && slices.Equal(mine, o.Spec.effective(c).settings())
}
