package replication

import "regexp"

// AlibabaCapabilities is what OSS bucket replication can do, after the OSS documentation of PutBucketReplication,
// PutBucketRTC and the guides to cross-region and same-region replication.
var AlibabaCapabilities = Capabilities{
	Cloud:  Alibaba,
	Title:  "Alibaba Cloud OSS",
	Vendor: "Alibaba Cloud",
	Unsupported: []Unsupported{{
		Path:  "enabled",
		Set:   func(s Spec) bool { enabled, known := s.Enabled.Get(); return known && !enabled },
		Found: "OSS cannot disable a replication rule: a rule replicates from its creation until it is deleted.",
		Do: "Leave `enabled` out, or remove the resource to stop replicating (the replicas stay). A rule that is made " +
			"again later copies what was written in between only with `replicate_existing_objects = true`.",
	}},
	InPlace:        []string{"alibaba.replication_time_control"},
	Defaults:       Defaults{ReplicateDeletes: true, ReplicateExisting: true},
	BucketName:     regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`),
	BucketNameRule: "3 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit",
	LocationPrefix: "oss-",
	RuleIDs:        true,
	MaxRulesOut:    100, MaxRulesIn: 100,
	OnePerPair:            true,
	AcrossAccounts:        true,
	TransferAcceleration:  true,
	TimeControl:           true,
	OverwritesUnversioned: true,
	SkipsKMSObjects:       true,
	LifecycleNote: "OSS does not replicate lifecycle rules, but it does replicate the deletions that they cause where the rule " +
		"replicates deletions; the destination's own lifecycle rules act on the replicas as well.",
	Replacement: "OSS cannot change this of a rule that exists, so the rule is deleted (which takes some minutes) and made again. " +
		"Nothing is replicated in between.",
}
