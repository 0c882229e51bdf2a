package replication

// FactKind names a fact that a check needs from the cloud.
type FactKind string

// The facts.
const (
	FactSourceBucket         FactKind = "source bucket"
	FactDestinationBucket    FactKind = "destination bucket"
	FactSourceRules          FactKind = "replication rules of the source bucket"
	FactDestinationRules     FactKind = "replication rules of the destination bucket"
	FactAllRules             FactKind = "replication rules of all buckets"
	FactLocations            FactKind = "replication locations of the source bucket"
	FactSourceLifecycle      FactKind = "lifecycle rules of the source bucket"
	FactDestinationLifecycle FactKind = "lifecycle rules of the destination bucket"
)

// Fact is what was read, or why it could not be. A fact that was not asked for is neither.
type Fact[T any] struct {
	value T
	known bool
	err   error
}

// FactOf is a fact that was read.
func FactOf[T any](v T) Fact[T] { return Fact[T]{value: v, known: true} }

// FactError is a fact that could not be read.
func FactError[T any](err error) Fact[T] { return Fact[T]{err: err} }

// FactFrom is what a read returned.
func FactFrom[T any](v T, err error) Fact[T] {
	if err != nil {
		return FactError[T](err)
	}
	return FactOf(v)
}

// Get returns the value and whether it was read.
func (f Fact[T]) Get() (T, bool) { return f.value, f.known }

// Err tells why the fact could not be read.
func (f Fact[T]) Err() error { return f.err }

// Facts is what the live checks of one rule know from the cloud.
type Facts struct {
	Source, Destination           Fact[BucketFacts]
	SourceRules, DestinationRules Fact[[]Rule]
	// AllRules are those out of every bucket of the project, the two buckets included.
	AllRules                              Fact[[]Rule]
	Locations                             Fact[Locations]
	SourceLifecycle, DestinationLifecycle Fact[bool]
	// Own is the id that the rule under judgement has in the cloud already: it is changed or replaced. Empty for a new rule.
	Own string
	// New tells whether the rule is made by this plan, rather than changed in place.
	New bool
	// Claimed tells whether this configuration manages the rule, at whatever address; it may wait a bounded moment for the answer.
	Claimed func(RuleRef) Claim
}

// Claim is what is known of who manages a rule.
type Claim int

// The claims. ClaimUndecided is given where the walk might still come to the rule's own address.
const (
	ClaimForeign Claim = iota
	ClaimUndecided
	ClaimManaged
)

// NeededFacts are those that making a rule reads or writes with the same key: where that is refused, a check is not all that fails.
func NeededFacts() []FactKind {
	return []FactKind{FactSourceBucket, FactSourceRules, FactAllRules, FactLocations, FactSourceLifecycle}
}

// Unreadable is every fact that could not be read, with the reason.
func (f Facts) Unreadable() map[FactKind]error {
	unreadable := map[FactKind]error{}
	add := func(kind FactKind, err error) {
		if err != nil {
			unreadable[kind] = err
		}
	}
	add(FactSourceBucket, f.Source.err)
	add(FactDestinationBucket, f.Destination.err)
	add(FactSourceRules, f.SourceRules.err)
	add(FactDestinationRules, f.DestinationRules.err)
	add(FactAllRules, f.AllRules.err)
	add(FactLocations, f.Locations.err)
	add(FactSourceLifecycle, f.SourceLifecycle.err)
	add(FactDestinationLifecycle, f.DestinationLifecycle.err)
	return unreadable
}

// VersioningOf is the versioning that an end will have when the rule is made: declared, else as the cloud tells.
// The second result is false if nobody knows.
func VersioningOf(end End, bucket Fact[BucketFacts]) (Versioning, bool) {
	if v, ok := end.Versioning.Get(); ok {
		return v, true
	}
	if end.Versioning.IsUnknown() {
		return "", false
	}
	facts, ok := bucket.Get()
	if !ok || !facts.Exists || facts.Versioning == "" {
		return "", false
	}
	return facts.Versioning, true
}
