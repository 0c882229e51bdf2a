package replication

import (
	"regexp"
	"slices"
	"strings"
)

// UCloudCapabilities is what US3 replication can do under the rules with which it came, after the US3 guide to
// cross-region replication: the strict rule set, which is the default.
var UCloudCapabilities = Capabilities{
	Cloud:       UCloud,
	Title:       "UCloud US3",
	Vendor:      "UCloud",
	Unsupported: ucloudUnsupported,
	InPlace:     []string{"enabled", "ucloud.project_id"},
	Defaults:    Defaults{ReplicateDeletes: true, ReplicateExisting: false},
	// The guide to buckets; names must not begin with "www" or a region either, which is left to the cloud.
	BucketName:     regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`),
	BucketNameRule: "3 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit",
	BareRegions:    true,
	OnePerPair:     true,

	ExclusivePairs:  true,
	CrossRegionOnly: true,
	OnlyRegions:     ucloudStrictRegions,
	Locations:       ucloudStrictLocations,

	OverwritesUnversioned: true,
	NeverVersioned:        true,
	OtherChainRule:        true,
	NeverCopiesExisting:   true,
	RuleSet:               RuleSetStrict,
	Preview: "UCloud does not publish the API for the replication rules of US3. This provider uses names of its own guess for actions and " +
		"parameters, made after those of the lifecycle rules. If the endpoint knows others, ask UCloud for them and set them in " +
		"ucloud = { api = { ... } } in the provider configuration.",
	LifecycleNote: "On US3 a lifecycle rule acts on its own bucket only: what it deletes on one side stays on the other.",
	Replacement:   "US3 cannot change this of a rule that exists, so the rule is deleted and made again. Nothing is replicated in between, nor for up to 5 minutes after.",
}

// UCloudCurrentCapabilities is what US3 replication can do since April 2026, after the same guide under its new name "bucket
// replication".
var UCloudCurrentCapabilities = func() Capabilities {
	c := UCloudCapabilities
	c.RuleSet = RuleSetCurrent
	c.Locations = ucloudCurrentLocations
	c.Unsupported = slices.Concat(ucloudUnsupported, ucloudPrefixesUnsupported)
	c.MaxRulesOut = 100
	c.OnePerPair, c.ExclusivePairs, c.CrossRegionOnly, c.OnlyRegions = false, false, false, nil
	c.NeverCopiesExisting = false
	return c
}()

var ucloudUnsupported = []Unsupported{
	{
		Path:  "rule_id",
		Set:   func(s Spec) bool { _, known := s.RuleID.Get(); return known },
		Found: "US3 gives a replication rule its id itself.",
		Do:    "Leave `rule_id` out; it is known after the rule is made. To manage a rule that exists, import it.",
	},
	{
		Path:  "encryption",
		Set:   func(s Spec) bool { return isTrue(s.ReplicateKMSObjects) || s.ReplicaKMSKeyID.Or("") != "" },
		Found: "A replication rule of US3 says nothing of encryption.",
		Do:    "Remove `encryption`.",
	},
}

// ucloudPrefixesUnsupported are prefixes that a rule cannot express; the strict rule set has no prefixes at all.
var ucloudPrefixesUnsupported = []Unsupported{
	{
		Path:  "prefixes",
		Set:   func(s Spec) bool { return len(s.Prefixes.Or(nil)) > 1 },
		Found: "A replication rule of US3 takes one prefix, and here are several.",
		Do:    "Make one resource for each prefix, or leave `prefixes` out to replicate the whole bucket.",
	},
	{
		Path: "prefixes",
		Set: func(s Spec) bool {
			return slices.ContainsFunc(s.Prefixes.Or(nil), func(p string) bool { return p == "" || strings.Contains(p, "*") })
		},
		Found: "A prefix of US3 is the beginning of keys, without wildcards, and not empty.",
		Do:    "Leave the asterisk out: a prefix covers every key that begins with it. Leave `prefixes` out to replicate the whole bucket.",
	},
}
