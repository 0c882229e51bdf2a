package ucloud

import "github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"

// The codes that the driver itself acts upon.
const (
	codeThrottled     = 153
	codeUnknownAction = 161
	codeNoRule        = 15055
	codeRuleExists    = 15056
)

// meaning is what a RetCode amounts to.
type meaning struct {
	kind       replication.Kind
	constraint string // of the catalogue
	missing    string // for KindNotFound
	advice     string
	keyRefused bool
	// again tells that the same request may do better: trouble of the gateway, or of the service behind it.
	again bool
}

const (
	sayKey    = "Check the public and the private key; they belong to one gateway, so check `base_url` too."
	sayLimits = "What UCloud allows is in its documentation of limits; its support can raise some of them."
	sayLater  = "UCloud has trouble of its own: try again later."
	sayReport = "Either the parameter's name or value is not what UCloud expects; names can be set in ucloud = { api = { ... } }."
)

// meanings are the codes of the UCloud API documentation ("public parameters") and of the UFile table of error codes.
// 220, 230 and 240 are in neither, but observed.
var meanings = map[int]meaning{
	110: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	130: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	150: {kind: replication.KindUnavailable, advice: sayLater, again: true},

	codeThrottled: {kind: replication.KindThrottled, advice: "Try again later, or lower `max_requests_per_second` or Terraform's -parallelism."},

	160: {kind: replication.KindInvalid, advice: sayReport},
	170: {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	171: {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	172: {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	174: {kind: replication.KindPermission, keyRefused: true, advice: "The security token has expired or does not belong to the key: get new temporary credentials."},
	220: {kind: replication.KindInvalid, advice: sayReport + " A user of a sub-account must name the project: set `project_id`."},
	230: {kind: replication.KindInvalid, advice: "Check regions and bucket names. " + sayReport},
	240: {kind: replication.KindInvalid, advice: sayReport},
	291: {kind: replication.KindPermission},
	292: {kind: replication.KindInvalid, advice: "Correct `project_id`; the keys must belong to that project."},
	293: {kind: replication.KindPermission},
	294: {kind: replication.KindPermission, advice: "The key may not be used from this address."},
	295: {kind: replication.KindPermission, advice: "The account's security lock stands in the way."},
	299: {kind: replication.KindPermission},

	15004: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	15005: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	15006: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	15007: {kind: replication.KindUnavailable, advice: sayLater, again: true},
	15010: {kind: replication.KindNotFound, constraint: "G6", missing: replication.MissingBucket, advice: sayBucket},
	15017: {kind: replication.KindInvalid, advice: sayReport},
	15018: {kind: replication.KindInvalid, advice: "A value is out of range, or the bucket has as many rules as it may. " + sayLimits},
	15037: {kind: replication.KindPermission},
	15039: {kind: replication.KindNotFound, constraint: "G6", missing: replication.MissingBucket, advice: sayBucket},
	15041: {kind: replication.KindPermission, advice: "The account must be verified by real name first."},
	15047: {kind: replication.KindUnsupported, constraint: "U4", advice: "Replication is not offered between these two regions."},
	15050: {kind: replication.KindPermission, advice: "The account is in arrears."},
	15053: {kind: replication.KindConflict, advice: "Another rule of the bucket has this prefix, or one that covers it."},

	codeNoRule: {kind: replication.KindNotFound, missing: replication.MissingRule},
	codeRuleExists: {
		kind: replication.KindConflict, constraint: "U2",
		advice: "One of the two buckets is in a pair already, perhaps as the destination of a bucket that these keys cannot see. Delete that rule, or import it.",
	},
	15057: {
		kind: replication.KindConflict, constraint: "U3",
		advice: "Delete the mirror back-to-source rules of both buckets in the console, then apply again.",
	},
	15074: {
		kind: replication.KindConflict, constraint: "U6",
		advice: "Switch versioning off on both buckets, or replicate between others, then apply again.",
	},
	15075: {kind: replication.KindConflict, advice: "Replication must be switched off first."},
}

const sayBucket = "Create the bucket, or correct its name, `project_id` and keys: a bucket of another project is not there."
