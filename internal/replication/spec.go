package replication

import "iter"

// Spec is a rule as a configuration wants it: what is not set is null, what depends on something that is not
// applied yet is unknown. Checks judge Specs.
type Spec struct {
	Cloud       Cloud
	Source      End
	Destination End
	Scope       Value[Scope]
	RuleID      Value[string]
	Enabled     Value[bool]
	// Prefixes is unknown if any of its elements is.
	Prefixes            Value[[]string]
	ReplicateDeletes    Value[bool]
	ReplicateExisting   Value[bool]
	ReplicateKMSObjects Value[bool]
	ReplicaKMSKeyID     Value[string]
	// Objects are the clouds whose own object is written.
	Objects []Cloud
	Alibaba AlibabaSpec
	Tencent TencentSpec
}

// End is one of the two buckets of a Spec. Versioning, if known, is what the configuration declares that it will
// be when the rule is made; it wins over what the cloud tells.
type End struct {
	Bucket     Value[string]
	Region     Value[string]
	Versioning Value[Versioning]
	// Project is the project of UCloud that the bucket is in; null is the provider's own.
	Project Value[string]
}

// Ref is the end as a reference; false if anything of it is not known.
func (e End) Ref(cloud Cloud) (BucketRef, bool) {
	bucket, okBucket := e.Bucket.Get()
	region, okRegion := e.Region.Get()
	return BucketRef{Cloud: cloud, Region: region, Bucket: bucket, Project: e.Project.Or("")}, okBucket && okRegion && !e.Project.IsUnknown()
}

// Ends are both ends as references; false if anything of them is not known.
func (s Spec) Ends() (source, destination BucketRef, known bool) {
	source, okSource := s.Source.Ref(s.Cloud)
	destination, okDestination := s.Destination.Ref(s.Cloud)
	return source, destination, okSource && okDestination
}

// sides are both ends with their names in the configuration.
func (s Spec) sides() iter.Seq2[string, End] {
	return func(yield func(side string, end End) bool) {
		_ = yield("source", s.Source) && yield("destination", s.Destination)
	}
}

// CrossesRegions tells whether the ends lie in different regions; the second result is false if that is not known.
func (s Spec) CrossesRegions() (crosses, known bool) {
	source, okSource := s.Source.Region.Get()
	destination, okDestination := s.Destination.Region.Get()
	return source != destination, okSource && okDestination
}

// Deletes tells whether the rule would replicate deletions, by `replicate_deletes` or else by the cloud's actions;
// the second result is false if neither is known.
func (s Spec) Deletes() (deletes, known bool) {
	if v, ok := s.ReplicateDeletes.Get(); ok {
		return v, true
	}
	if actions, ok := s.Alibaba.Actions.Get(); ok {
		return ActionsDelete(actions), true
	}
	return false, false
}
