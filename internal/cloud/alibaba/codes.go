package alibaba

import (
	"net/http"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// The codes that the driver itself acts upon.
const (
	codeAlreadyExists   = "BucketReplicationAlreadyExist"
	codeInvalidTarget   = "InvalidTargetBucket"
	codeNoConfiguration = "NoSuchReplicationConfiguration"
	codeNoLifecycle     = "NoSuchLifecycle"
	codeNoRule          = "NoSuchReplicationRule"
)

// meaning is what a code of OSS amounts to.
type meaning struct {
	kind       replication.Kind
	constraint string // of the catalogue
	missing    string // for KindNotFound
	advice     string
	keyRefused bool
}

const (
	sayVersioning = "Both buckets must have versioning enabled, or both must never have had it; a suspended bucket cannot replicate."
	sayPair       = "OSS takes one rule from one bucket to another; one that was deleted is in the way until it has closed. Import the existing rule, or remove it."
	sayLimit      = "OSS takes at most 100 rules out of a bucket, and 100 into one. Remove rules that are no longer needed."
	sayPrefixes   = "A rule takes at most 10 prefixes, none of which begins with another."
	sayRTC        = "Replication time control is offered between few regions only; multicloud_replication_locations lists them."
	sayLocation   = "`destination.region` must be the region in which the destination bucket is."
	sayRole       = "OSS must be able to assume `sync_role`, and the role must be allowed to read the source and write to the destination."
	sayKey        = "Check the access key and its secret."
	sayToken      = "The STS token has expired or does not belong to the access key: get new temporary credentials."
	sayRemoved    = "Somebody has removed the rule: the next plan makes it again."
	sayReport     = "The request itself is at fault: please report it to the provider's maintainers."
)

// meanings are the codes of the OSS documentation (PutBucketReplication, GetBucketReplication, DeleteBucketReplication,
// PutBucketRTC, and the pages on HTTP status codes).
var meanings = map[string]meaning{
	"NoSuchBucket": {
		kind: replication.KindNotFound, constraint: "G6", missing: replication.MissingBucket,
		advice: "Create the bucket, or correct its name and region.",
	},
	codeNoRule:          {kind: replication.KindNotFound, missing: replication.MissingRule, advice: sayRemoved},
	codeNoConfiguration: {kind: replication.KindNotFound, missing: replication.MissingRule},
	codeNoLifecycle:     {kind: replication.KindNotFound},

	codeAlreadyExists:                     {kind: replication.KindConflict, constraint: "A6", advice: sayPair},
	"BucketReplicationInClosingStatus":    {kind: replication.KindConflict, advice: "The rule was deleted elsewhere and is closing: the next plan makes it again."},
	"TransferAccAlreadyInUse":             {kind: replication.KindConflict},
	codeInvalidTarget:                     {kind: replication.KindInvalid},
	"InvalidTargetLocation":               {kind: replication.KindInvalid, constraint: "G5", advice: sayLocation},
	"BadReplicationLocation":              {kind: replication.KindInvalid, constraint: "A8", advice: sayLocation},
	"NoReplicationLocation":               {kind: replication.KindInvalid, constraint: "A8", advice: "The source bucket's region has nowhere to replicate to."},
	"TooManyOutgoingReplication":          {kind: replication.KindInvalid, constraint: "A7", advice: sayLimit},
	"TooManyIncomingReplication":          {kind: replication.KindInvalid, constraint: "A7", advice: sayLimit},
	"TooManyPrefixes":                     {kind: replication.KindInvalid, constraint: "A5", advice: sayPrefixes},
	"ReplicationLocationNotSupportRtc":    {kind: replication.KindInvalid, constraint: "A8", advice: sayRTC},
	"BucketReplicationNotSupportRtc":      {kind: replication.KindInvalid, constraint: "A8", advice: sayRTC},
	"InvalidBucketStatus":                 {kind: replication.KindInvalid, constraint: "A2", advice: sayVersioning},
	"InvalidBucketName":                   {kind: replication.KindInvalid, advice: "Correct the bucket's name."},
	"MissingArgument":                     {kind: replication.KindInvalid, advice: sayReport},
	"MalformedXML":                        {kind: replication.KindInvalid, advice: sayReport},
	"NoReplicationRule":                   {kind: replication.KindInvalid, advice: sayReport},
	"TooManyReplicationRules":             {kind: replication.KindInvalid, advice: sayReport},
	"SecondLevelDomainForbidden":          {kind: replication.KindInvalid, advice: "The configured endpoint must have {bucket} in its host."},
	"NotImplemented":                      {kind: replication.KindUnsupported},
	"MethodNotAllowed":                    {kind: replication.KindUnsupported},
	"NoPermission":                        {kind: replication.KindPermission, advice: sayRole},
	"AccessDenied":                        {kind: replication.KindPermission},
	"InvalidAccessKeyId":                  {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	"SignatureDoesNotMatch":               {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	"UserDisable":                         {kind: replication.KindPermission, keyRefused: true, advice: "The account or user is disabled, perhaps for an overdue payment."},
	"RequestTimeTooSkewed":                {kind: replication.KindPermission, advice: "Set the clock of this machine: OSS accepts 15 minutes of difference."},
	"SecurityTokenExpired":                {kind: replication.KindPermission, keyRefused: true, advice: sayToken},
	"InvalidSecurityToken":                {kind: replication.KindPermission, keyRefused: true, advice: sayToken},
	"AccessKeyIdAndSecurityTokenNotMatch": {kind: replication.KindPermission, keyRefused: true, advice: sayToken},
}

// details are the values of EC, which say more than the code that they come with.
var details = map[string]meaning{
	"0031-00000018": {kind: replication.KindInvalid, constraint: "A5", advice: "A prefix must be UTF-8."},
	"0031-00000019": {kind: replication.KindInvalid, constraint: "A5", advice: sayPrefixes},
	"0031-00000044": {kind: replication.KindConflict, constraint: "A6", advice: sayPair},
	"0031-00000053": {kind: replication.KindInvalid, constraint: "A2", advice: sayVersioning},
	"0031-00000101": {kind: replication.KindInvalid, advice: "Correct `destination.bucket`."},
	"0031-00000107": {
		kind: replication.KindInvalid, constraint: "A4",
		advice: "Between mainland China and elsewhere `transfer_acceleration` must be true; multicloud_replication_locations tells what a region takes.",
	},
	"0031-00000110": {kind: replication.KindNotFound, missing: replication.MissingRule, advice: sayRemoved},
}

// texts are the refusals that only their wording tells apart: beginning of the message, by code.
var texts = []struct {
	code, text string
	meaning    meaning
}{
	{"InvalidArgument", "Rule ID is not unique", meaning{
		kind: replication.KindConflict, constraint: "A9",
		advice: "Choose another `rule_id`, leave it out, or import the existing rule.",
	}},
	{"InvalidRequest", "Different versioning", meaning{kind: replication.KindInvalid, constraint: "A2", advice: sayVersioning}},
	{"InvalidArgument", "contains some illegal characters", meaning{
		kind: replication.KindInvalid, constraint: "A3",
		advice: "`sync_role` is the role's name, not its ARN.",
	}},
}

// meaningOf looks an answer up: by its EC, by its text where OSS has nothing else, by its code, by its status.
func meaningOf(refusal *oss.ServiceError, ec string) meaning {
	if m, ok := details[ec]; ok {
		return m
	}
	for _, t := range texts {
		if refusal.Code == t.code && strings.Contains(refusal.Message, t.text) {
			return t.meaning
		}
	}
	if m, ok := meanings[refusal.Code]; ok {
		return m
	}
	switch status := refusal.StatusCode; {
	case status == http.StatusTooManyRequests, strings.HasSuffix(refusal.Code, "LimitExceeded"):
		return meaning{kind: replication.KindThrottled, advice: "Try again later, or lower `max_requests_per_second` or Terraform's -parallelism."}
	case status >= http.StatusInternalServerError:
		return meaning{kind: replication.KindUnavailable, advice: "OSS has trouble of its own: try again later."}
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return meaning{kind: replication.KindPermission}
	case status == http.StatusNotFound:
		return meaning{kind: replication.KindNotFound}
	default:
		return meaning{kind: replication.KindInvalid}
	}
}
