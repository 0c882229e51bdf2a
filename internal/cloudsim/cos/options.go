package cos

import "time"

// Destinations is how many destination buckets the rules of one source bucket may have.
type Destinations int

// The three readings of the documentation.
const (
	// OnePerRegion is one destination bucket in each region, as the newer pages have it ("multi-region backup").
	OnePerRegion Destinations = iota
	// OneInAll is a single destination bucket for all rules, as the page of error codes has it.
	OneInAll
	// Unlimited is any number.
	Unlimited
)

// Options sets the pace of the simulated service and chooses where the COS documentation disagrees with itself or is silent.
// The zero value is the newest documentation, with configuration that can be read at once.
type Options struct {
	// CopyLatency is the time from a write to its replica. Default 30 seconds ("seconds or minutes"); negative is at once.
	CopyLatency time.Duration
	// ConfigurationDelay is how long reads give the former versioning status and replication document after a write.
	// Default 0: none. Tencent's own tests wait for 1 to 4 seconds. Service.SetConfigurationDelay changes it later.
	ConfigurationDelay time.Duration

	// Destinations limits the destination buckets of one source; MultiBucketNotSupport is the answer to more.
	Destinations Destinations
	// RefuseOverlapAcrossDestinations applies the rule that prefixes must not overlap without priorities also to rules
	// with different destinations. The documentation can be read both ways.
	RefuseOverlapAcrossDestinations bool
	// RefuseMultiAZToSingleAZ answers OAZOperationNotSupportOnMAZBucket to replication from a multi-AZ bucket to a
	// single-AZ one, as the page of March 2024 has it.
	RefuseMultiAZToSingleAZ bool
	// RefuseUnknownElements answers MalformedXML to elements that the documentation does not know. Off, they are kept.
	RefuseUnknownElements bool

	// NotFoundErrorCapitalN spells ReplicationConfigurationNotFoundError as the page of error codes does. Off, it is
	// ReplicationConfigurationnotFoundError, which is what Tencent's JavaScript SDKs look for.
	NotFoundErrorCapitalN bool
	// DeleteWithoutConfigurationIs404 answers 404 instead of 204 to the deletion of a configuration that is not there.
	DeleteWithoutConfigurationIs404 bool
	// DestinationNotVersionedIs400 answers 400 BucketVersionNotOpen instead of 409 InvalidBucketState where the
	// destination has no versioning. The documentation does not say which.
	DestinationNotVersionedIs400 bool
	// AuthErrorsAreAccessDenied answers AccessDenied with the error's name as message to a bad signature or key, as the
	// guide to 403 errors shows. Off, the name is the code, as the page of error codes has it.
	AuthErrorsAreAccessDenied bool

	// EchoDefaults adds to each rule that is stored what it leaves out: a generated ID, and DeleteMarkerReplication.
	EchoDefaults bool
	// UpperCaseStorageClass stores "Standard_IA" as "STANDARD_IA".
	UpperCaseStorageClass bool
	// ReverseRules stores the rules of a document in the opposite order.
	ReverseRules bool
}

func (o Options) withDefaults() Options {
	switch {
	case o.CopyLatency == 0:
		o.CopyLatency = 30 * time.Second
	case o.CopyLatency < 0:
		o.CopyLatency = 0
	}
	return o
}
