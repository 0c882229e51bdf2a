package tencent

import (
	"net/http"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// The codes that the driver itself acts upon.
const (
	codeNoBucket = "NoSuchBucket"
	// codeNoReplication is spelled with a small n by the service, as the vendor's SDKs know, and with a capital one in its list of codes.
	codeNoReplication = "ReplicationConfigurationNotFoundError"
)

// meaning is what a code of COS amounts to.
type meaning struct {
	kind       replication.Kind
	constraint string // of the catalogue
	missing    string // for KindNotFound
	advice     string
	keyRefused bool
}

const (
	sayVersioning = "COS replicates only between buckets with versioning enabled: enable it on both. While a bucket has rules, its versioning cannot be suspended."
	sayOwner      = "Both buckets must belong to the account that makes the rule: COS does not replicate across accounts."
	sayZones      = "A bucket that keeps its objects in several zones cannot replicate to one in a single zone."
	sayKMS        = "`encryption.replica_kms_key_id` must name a key of the destination's region that is enabled and that COS may use (role COS_QcsRole)."
	sayKey        = "Check the secret id and the secret key."
	sayToken      = "The temporary credentials have expired or do not belong to the secret id: get new ones."
	sayClock      = "Set the clock of this machine: COS accepts 15 minutes of difference."
	sayReport     = "The request itself is at fault: please report it to the provider's maintainers."
	sayRegional   = "Replication rules need the bucket's regional endpoint, not the one of global acceleration."
)

// meanings are the codes of the COS documentation (error codes, PUT, GET and DELETE Bucket replication, and the page on
// 403 errors).
var meanings = map[string]meaning{
	codeNoBucket: {
		kind: replication.KindNotFound, constraint: "G6", missing: replication.MissingBucket,
		advice: "Create the bucket, or correct its name and region.",
	},
	"InvalidBucketState":                {kind: replication.KindInvalid, constraint: "T1", advice: sayVersioning},
	"BucketVersionNotOpen":              {kind: replication.KindInvalid, constraint: "T1", advice: sayVersioning},
	"UserNotSourceBucketOwner":          {kind: replication.KindInvalid, constraint: "T2", advice: sayOwner},
	"UserNotTargetBucketOwner":          {kind: replication.KindInvalid, constraint: "T2", advice: sayOwner},
	"TargetBucketNameInvalid":           {kind: replication.KindInvalid, constraint: "T2", advice: "Correct `destination.bucket`: it is a name with the APPID, such as orders-1250000000."},
	"InvalidBucketName":                 {kind: replication.KindInvalid, constraint: "T2", advice: "Correct the bucket's name: it ends in the APPID, as orders-1250000000 does."},
	"InvalidRegionName":                 {kind: replication.KindInvalid, constraint: "G5", advice: "Correct `region`."},
	"InvalidTag":                        {kind: replication.KindInvalid, constraint: "T5", advice: "A rule takes at most 10 tags, with the limits of object tags."},
	"KmsKeyNotExist":                    {kind: replication.KindInvalid, constraint: "T6", advice: sayKMS},
	"KmsKeyDisabled":                    {kind: replication.KindInvalid, constraint: "T6", advice: sayKMS},
	"KmsException":                      {kind: replication.KindInvalid, constraint: "T6", advice: sayKMS},
	"MultiBucketNotSupport":             {kind: replication.KindInvalid, constraint: "T8", advice: "Here COS takes one destination bucket for all rules of a bucket: use one, or ask Tencent Cloud for more."},
	"MAZOperationNotSupportOnOAZBucket": {kind: replication.KindInvalid, constraint: "T8", advice: sayZones},
	"OAZOperationNotSupportOnMAZBucket": {kind: replication.KindInvalid, constraint: "T8", advice: sayZones},
	"MultiAZFeatureNotSupport":          {kind: replication.KindInvalid, constraint: "T8", advice: sayZones},
	"XMLSizeLimit":                      {kind: replication.KindInvalid, constraint: "T8", advice: "The bucket has too many rules: COS takes at most 1000."},
	"NotSupportedStorageClass":          {kind: replication.KindInvalid, advice: "`tencent.storage_class` is one of STANDARD, INTELLIGENT_TIERING, STANDARD_IA, ARCHIVE, DEEP_ARCHIVE, and not every bucket takes all."},
	"BucketLocked":                      {kind: replication.KindConflict, advice: "The bucket is locked (object lock), which excludes replication."},
	"InvalidArgument":                   {kind: replication.KindInvalid},
	"InvalidRequest":                    {kind: replication.KindInvalid},
	"MalformedXML":                      {kind: replication.KindInvalid, advice: sayReport},
	"MissingRequestBodyError":           {kind: replication.KindInvalid, advice: sayReport},
	"BadDigest":                         {kind: replication.KindInvalid, advice: "The request was changed on its way: check proxies."},
	"InvalidDigest":                     {kind: replication.KindInvalid, advice: sayReport},
	"NotImplemented":                    {kind: replication.KindUnsupported},
	"MethodNotAllowed":                  {kind: replication.KindUnsupported},
	"ActionAccelerateNotSupported":      {kind: replication.KindUnsupported, advice: sayRegional},
	"BucketAccelerateNotEnabled":        {kind: replication.KindUnsupported, advice: sayRegional},
	"AccessDenied":                      {kind: replication.KindPermission},
	"InvalidAccessKeyId":                {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	"SignatureDoesNotMatch":             {kind: replication.KindPermission, keyRefused: true, advice: sayKey},
	"RequestTimeTooSkewed":              {kind: replication.KindPermission, advice: sayClock},
	"Request has expired":               {kind: replication.KindPermission, advice: sayClock},
	"ExpiredToken":                      {kind: replication.KindPermission, keyRefused: true, advice: sayToken},
	"SlowDown":                          {kind: replication.KindThrottled, advice: sayLater},
	"KmsFreqControl":                    {kind: replication.KindThrottled, advice: sayLater},
}

const sayLater = "Try again later, or lower `max_requests_per_second` or Terraform's -parallelism."

// meaningOf looks an answer up: by its code, else by its status.
func meaningOf(code string, status int) meaning {
	if strings.EqualFold(code, codeNoReplication) || code == "Not Found" && status == http.StatusNotFound {
		return meaning{kind: replication.KindNotFound, missing: replication.MissingRule}
	}
	if m, ok := meanings[code]; ok {
		return m
	}
	switch {
	case status == http.StatusTooManyRequests:
		return meaning{kind: replication.KindThrottled, advice: sayLater}
	case status >= http.StatusInternalServerError:
		return meaning{kind: replication.KindUnavailable, advice: "COS has trouble of its own: try again later."}
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return meaning{kind: replication.KindPermission}
	case status == http.StatusNotFound:
		return meaning{kind: replication.KindNotFound}
	default:
		return meaning{kind: replication.KindInvalid}
	}
}
