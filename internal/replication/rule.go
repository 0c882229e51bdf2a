package replication

import "slices"

// Rule is a replication rule as it is, or is to be, in the cloud. Everything in it is known.
type Rule struct {
	// ID is the rule's id in the source bucket. Rules made elsewhere may have none where a cloud allows that.
	ID          string
	Source      BucketRef
	Destination BucketRef
	Enabled     bool
	// Prefixes limits the rule to objects whose keys begin with one of them; nil is the whole bucket.
	Prefixes         []string
	ReplicateDeletes bool
	// ReplicateExisting tells whether objects from before the rule are copied too.
	ReplicateExisting bool
	Encryption        Encryption
	Alibaba           AlibabaOptions
	Tencent           TencentOptions
	Status            Status
	// Unmodelled names what the cloud told of the rule and this provider has no attribute for, such as a tag
	// filter; replacing the rule would lose it.
	Unmodelled []string
}

// Encryption is what a rule does with objects that KMS encrypts.
type Encryption struct {
	ReplicateKMSObjects bool
	// ReplicaKMSKeyID is the key at the destination; empty if none is set.
	ReplicaKMSKeyID string
}

// Status is the state of a rule's life.
type Status string

// The states. An unknown state of a cloud is StatusActive: the rule is there.
const (
	StatusStarting Status = "starting"
	StatusActive   Status = "active"
	// StatusClosing is a rule that was deleted and is still being wound down: gone for a reader, but in the way
	// of a new rule on the same pair of buckets.
	StatusClosing Status = "closing"
)

// Ref is the rule's reference.
func (r Rule) Ref() RuleRef { return RuleRef{Source: r.Source, ID: r.ID} }

// SamePair tells whether both rules replicate between the same buckets in the same direction.
func (r Rule) SamePair(source, destination BucketRef) bool {
	return r.Source.Bucket == source.Bucket && r.Destination.Bucket == destination.Bucket
}

// FindRule returns the rule with this id.
func FindRule(rules []Rule, id string) (Rule, bool) {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}
