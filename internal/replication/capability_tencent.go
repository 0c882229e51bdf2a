package replication

import "regexp"

// TencentCapabilities is what COS bucket replication can do, after the COS documentation of PUT Bucket replication, the
// replication overview and the replication behaviours.
var TencentCapabilities = Capabilities{
	Cloud:     Tencent,
	Locations: tencentLocations,
	Title:     "Tencent Cloud COS",
	Vendor:    "Tencent Cloud",
	// What COS takes of an attribute only in part, its own constraints judge: one prefix (T9), no existing objects (T7).
	InPlace: []string{
		"enabled", "prefixes", "replicate_deletes", "replicate_existing_objects",
		"encryption.replicate_kms_objects", "encryption.replica_kms_key_id",
		"tencent.role", "tencent.priority", "tencent.tags", "tencent.storage_class",
	},
	Defaults:       Defaults{ReplicateDeletes: true, ReplicateExisting: false},
	BucketName:     regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?-[0-9]+$`),
	BucketNameRule: "the name and the APPID of the account, such as orders-1250000000; the name is 1 to 50 lower-case letters, digits and hyphens, beginning and ending with a letter or digit",
	RuleIDs:        true,
	MaxRulesOut:    1000,
	LifecycleNote: "COS replicates neither lifecycle rules nor what they do: an object that a rule of the source expires stays at the destination, " +
		"where only the destination's own lifecycle rules act.",
	Replacement: "Other buckets make another rule: the old one is removed from the bucket's configuration and the new one added. COS never copies " +
		"existing objects, so the new destination gets only what is written from then on.",
}
