package replication

import "context"

// Precheck judges a rule against all rules of its source bucket as they are just before the write.
type Precheck func(existing []Rule) error

// RuleStore keeps the replication rules of one cloud. All methods honour ctx, return *Error, and retry nothing that
// could take effect twice.
type RuleStore interface {
	// List returns every rule of the bucket, those that are closing included; none is not an error.
	// A bucket that does not exist is KindNotFound with MissingBucket.
	List(ctx context.Context, source BucketRef) ([]Rule, error)
	// Create makes the rule under rule.ID, unless the cloud gives rules their ids itself, and returns it as the cloud shows it, once
	// it can be read. It never takes over an existing rule: one in its way is a KindConflict that says so in InTheWay, at once,
	// and one that is closing is waited for. An
	// answer that is lost is looked up by the id, or else by the ends; a rule without an id is one that may exist.
	// KindIncomplete means that the rule exists; any other error, that it does not.
	Create(ctx context.Context, rule Rule, check Precheck) (Rule, error)
	// Update changes the rule in place: only what Capabilities call changeable in place differs from before.
	Update(ctx context.Context, before, after Rule) (Rule, error)
	// Delete removes the rule and waits until the cloud no longer shows it. A rule that is not there is a success.
	Delete(ctx context.Context, rule RuleRef) error
}

// BucketInspector reads what checks need to know of a bucket. A bucket that does not exist is not an error.
type BucketInspector interface {
	InspectBucket(ctx context.Context, bucket BucketRef) (BucketFacts, error)
	// HasLifecycleRules tells whether the bucket has any lifecycle rule that is enabled.
	HasLifecycleRules(ctx context.Context, bucket BucketRef) (bool, error)
}

// BucketFacts is what a cloud tells of a bucket. If the bucket was asked in a wrong region, only Exists and Region are told.
type BucketFacts struct {
	Exists bool
	// Region is where the bucket is.
	Region string
	// Versioning is empty if the cloud did not tell.
	Versioning Versioning
	// KMSByDefault tells whether new objects are encrypted by KMS unless they say otherwise.
	KMSByDefault bool
	// Mirrored tells whether the bucket fetches missing objects from elsewhere (mirror back-to-source); false too if the
	// cloud did not tell.
	Mirrored bool
	// OwnerID is the account that owns the bucket; empty if the cloud did not tell.
	OwnerID string
	// MultiAZ tells whether the bucket keeps its objects in several zones of its region.
	MultiAZ bool
}

// LocationLister tells where a bucket can replicate to.
type LocationLister interface {
	Locations(ctx context.Context, source BucketRef) (Locations, error)
}

// Locations is where a bucket can replicate to, by region id.
type Locations struct {
	// Regions are the regions across which the bucket can replicate; its own region is not among them.
	Regions []string
	// AccelerationOnly are the regions that are reached over the acceleration link only.
	AccelerationOnly []string
	// TimeControl are the regions for which replication time control is offered.
	TimeControl []string
}

// RuleScanner tells the rules of all buckets, where a rule between other buckets can be in the way of a new one.
type RuleScanner interface {
	// AllRules returns the rules out of every bucket of the project that can replicate; empty is the driver's own project.
	AllRules(ctx context.Context, project string) ([]Rule, error)
}

// CheckReader is implemented by a driver that reads for checks with little time and few retries, and does not ask a host again
// that did not answer.
type CheckReader interface {
	// ForChecks is the same driver, for reads that serve a check.
	ForChecks() Driver
}

// Driver is what every cloud with bucket replication offers. LocationLister, RuleScanner, ProgressReader,
// BucketProgressReader, ObjectReader, DomainReader and CheckReader are optional.
type Driver interface {
	RuleStore
	BucketInspector
}
