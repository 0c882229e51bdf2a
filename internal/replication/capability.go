package replication

import "regexp"

// Capabilities is what a cloud's bucket replication can do, as data: validators, plan and documentation read it.
type Capabilities struct {
	Cloud Cloud
	// Title is the service's name in messages, Vendor who can change its rules.
	Title, Vendor string
	// Unsupported are the attributes, or values of attributes, that this cloud does not have.
	Unsupported []Unsupported
	// InPlace are the paths of the attributes that change without replacing the rule.
	InPlace []string
	// Defaults is what the cloud does where the configuration says nothing.
	Defaults Defaults
	// BucketName is the form of a bucket's name, BucketNameRule the same in words.
	BucketName     *regexp.Regexp
	BucketNameRule string
	// LocationPrefix is what the cloud's own location ids carry before the region id; a region spelled with it is refused.
	LocationPrefix string
	// BareRegions tells whether a region id may be one word, such as "hk".
	BareRegions bool
	// RuleIDs tells whether a rule can be given an id of the caller's choice.
	RuleIDs bool
	// MaxRulesOut and MaxRulesIn limit the rules with a bucket as source and as destination; 0 is no limit.
	MaxRulesOut, MaxRulesIn int
	// OnePerPair tells whether there can be only one rule from one bucket to another.
	OnePerPair bool
	// ExclusivePairs tells whether a bucket can be in one pair only, whether as source or as destination.
	ExclusivePairs bool
	// CrossRegionOnly tells whether the two buckets must lie in different regions.
	CrossRegionOnly bool
	// AcrossAccounts tells whether the two buckets may belong to two accounts; the destination's has credentials of its own then.
	AcrossAccounts bool
	// OnlyRegions are the regions that take part; nil is no limit.
	OnlyRegions []string
	// TransferAcceleration and TimeControl tell whether rules can have these.
	TransferAcceleration, TimeControl bool
	// Locations is the documented table of where a bucket of a region can replicate to, for a cloud whose API does not tell;
	// nil otherwise.
	Locations func(region string) Locations
	// OverwritesUnversioned tells whether an object at the destination is overwritten for good while unversioned.
	OverwritesUnversioned bool
	// SkipsKMSObjects tells whether a rule silently leaves out objects that KMS encrypts, unless it says otherwise.
	SkipsKMSObjects bool
	// NeverVersioned tells whether a bucket that replicates cannot be versioned, so that every overwrite is for good.
	NeverVersioned bool
	// OtherChainRule tells whether replicas of replicas are another constraint's business, or nothing that the cloud documents.
	OtherChainRule bool
	// NeverCopiesExisting tells whether no rule can copy the objects from before it.
	NeverCopiesExisting bool
	// RuleSet is what the cloud's rules were when, as the provider configuration chooses.
	RuleSet RuleSet
	// Preview says what of this cloud's API is not public; empty if it all is.
	Preview string
	// LifecycleNote says what lifecycle rules of the two buckets do to each other.
	LifecycleNote string
	// Replacement says what replacing a rule does to the data.
	Replacement string
}

// DocumentedLocations is the documented table of where a bucket of the region can replicate to; false if the cloud's API tells.
func (c Capabilities) DocumentedLocations(region string) (Locations, bool) {
	if c.Locations == nil {
		return Locations{}, false
	}
	return c.Locations(region), true
}

// Defaults is what a cloud does where nothing is said.
type Defaults struct {
	ReplicateDeletes, ReplicateExisting bool
}

// Unsupported is an attribute that a cloud does not have, or a value of it.
type Unsupported struct {
	// Path is the attribute's path, "alibaba" for a whole object.
	Path string
	// Set tells whether the spec sets what is not there.
	Set func(Spec) bool
	// Found and Do are what the message says: what is wrong, and what to do instead.
	Found, Do string
}

// ChangesInPlace tells whether the attribute changes without replacing the rule.
func (c Capabilities) ChangesInPlace(path string) bool {
	for _, p := range c.InPlace {
		if p == path {
			return true
		}
	}
	return false
}

// CapabilitiesOf is the table entry of a cloud; false if this provider does not know the cloud.
func CapabilitiesOf(cloud Cloud) (Capabilities, bool) {
	for _, c := range []Capabilities{AlibabaCapabilities, TencentCapabilities, UCloudCapabilities} {
		if c.Cloud == cloud {
			return c, true
		}
	}
	return Capabilities{}, false
}

var regionForm = regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)

// ValidRegion tells whether a string has the form of a region id. Which regions there are changes too often to be judged.
func ValidRegion(region string) bool { return regionForm.MatchString(region) }

var bareRegionForm = regexp.MustCompile(`^[a-z]{2,}$`)

// ValidRegion tells whether a string has the form of a region id of this cloud.
func (c Capabilities) ValidRegion(region string) bool {
	return ValidRegion(region) || c.BareRegions && bareRegionForm.MatchString(region)
}
