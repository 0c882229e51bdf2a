package replication

// Entry is a rule of this configuration as the ledger keeps it.
type Entry struct {
	Spec Spec
	// OwnID is the id that the rule has in the cloud already; empty for one that is new.
	OwnID string
	// Writes tells whether this plan creates, changes or replaces the rule.
	Writes bool
	// WasEnabled tells whether the rule was enabled before this plan; false for a new one.
	WasEnabled bool
	// Deleted tells whether this plan deletes the rule and puts nothing at its address.
	Deleted bool
}

// Describe names the entry in messages: "orders-hz (cn-hangzhou) to orders-bj (cn-beijing), rule mcr-1".
func (e Entry) Describe() string {
	text := endText(e.Spec.Source) + " to " + endText(e.Spec.Destination)
	id := e.OwnID
	if id == "" {
		id = e.Spec.RuleID.Or("")
	}
	if id != "" {
		return text + ", rule " + id
	}
	return text
}

func endText(e End) string {
	return e.Bucket.Or("(known after apply)") + " (" + e.Region.Or("known after apply") + ")"
}

// SamePair tells whether both entries replicate between the same buckets in the same direction, as far as is known.
func (e Entry) SamePair(o Entry) bool {
	return same(e.Spec.Source, o.Spec.Source) && same(e.Spec.Destination, o.Spec.Destination)
}

// Reverse tells whether o replicates between the same buckets in the other direction, as far as is known.
func (e Entry) Reverse(o Entry) bool {
	return same(e.Spec.Source, o.Spec.Destination) && same(e.Spec.Destination, o.Spec.Source)
}

// same tells whether both ends are known to be the same bucket. Bucket names are unique within a cloud.
func same(a, b End) bool {
	an, okA := a.Bucket.Get()
	bn, okB := b.Bucket.Get()
	return okA && okB && an == bn
}
