package cos

import "net/http"

type level int

const (
	onService level = iota
	onBucket
	onObject
)

// operation is one operation of the API and how a request for it is recognized.
type operation struct {
	name        string
	level       level
	method      string
	subResource string // query flag that must be there, with or without a value; "" for none
	creates     bool   // the bucket need not exist
	handle      func(*Service, *call) (reply, *apiError)
}

// operations is searched in order.
var operations []operation

func init() { // the handlers reach back to the table through Service.Operation
	operations = []operation{
		{name: "GetService", level: onService, method: http.MethodGet, handle: (*Service).getService},

		{name: "PutBucketReplication", level: onBucket, method: http.MethodPut, subResource: "replication", handle: (*Service).putBucketReplication},
		{name: "GetBucketReplication", level: onBucket, method: http.MethodGet, subResource: "replication", handle: (*Service).getBucketReplication},
		{name: "DeleteBucketReplication", level: onBucket, method: http.MethodDelete, subResource: "replication", handle: (*Service).deleteBucketReplication},
		{name: "PutBucketVersioning", level: onBucket, method: http.MethodPut, subResource: "versioning", handle: (*Service).putBucketVersioning},
		{name: "GetBucketVersioning", level: onBucket, method: http.MethodGet, subResource: "versioning", handle: (*Service).getBucketVersioning},
		{name: "PutBucketEncryption", level: onBucket, method: http.MethodPut, subResource: "encryption", handle: (*Service).putBucketEncryption},
		{name: "GetBucketEncryption", level: onBucket, method: http.MethodGet, subResource: "encryption", handle: (*Service).getBucketEncryption},
		{name: "DeleteBucketEncryption", level: onBucket, method: http.MethodDelete, subResource: "encryption", handle: (*Service).deleteBucketEncryption},
		{name: "PutBucketLifecycle", level: onBucket, method: http.MethodPut, subResource: "lifecycle", handle: (*Service).putBucketLifecycle},
		{name: "GetBucketLifecycle", level: onBucket, method: http.MethodGet, subResource: "lifecycle", handle: (*Service).getBucketLifecycle},
		{name: "DeleteBucketLifecycle", level: onBucket, method: http.MethodDelete, subResource: "lifecycle", handle: (*Service).deleteBucketLifecycle},
		{name: "GetBucketLocation", level: onBucket, method: http.MethodGet, subResource: "location", handle: (*Service).getBucketLocation},
		{name: "GetBucketACL", level: onBucket, method: http.MethodGet, subResource: "acl", handle: (*Service).getBucketACL},
		{name: "GetBucketTagging", level: onBucket, method: http.MethodGet, subResource: "tagging", handle: (*Service).getBucketTagging},
		{name: "GetBucketLogging", level: onBucket, method: http.MethodGet, subResource: "logging", handle: empty("BucketLoggingStatus")},
		{name: "ListBucketIntelligentTieringConfigurations", level: onBucket, method: http.MethodGet, subResource: "intelligent-tiering", handle: empty("ListBucketIntelligentTieringConfigurationsOutput")},
		{name: "GetBucketCORS", level: onBucket, method: http.MethodGet, subResource: "cors", handle: unset("NoSuchCORSConfiguration")},
		{name: "GetBucketWebsite", level: onBucket, method: http.MethodGet, subResource: "website", handle: unset("NoSuchWebsiteConfiguration")},
		{name: "GetBucketObjectLockConfiguration", level: onBucket, method: http.MethodGet, subResource: "object-lock", handle: unset("NoSuchObjectLockConfiguration")},
		{name: "GetBucketOrigin", level: onBucket, method: http.MethodGet, subResource: "origin", handle: unset("OriginConfigurationNotFoundError")},

		{name: "GetBucketObjectVersions", level: onBucket, method: http.MethodGet, subResource: "versions", handle: (*Service).listObjectVersions},
		{name: "GetBucket", level: onBucket, method: http.MethodGet, handle: (*Service).listObjects},
		{name: "HeadBucket", level: onBucket, method: http.MethodHead, handle: (*Service).headBucket},
		{name: "PutBucket", level: onBucket, method: http.MethodPut, creates: true, handle: (*Service).putBucket},
		{name: "DeleteBucket", level: onBucket, method: http.MethodDelete, handle: (*Service).deleteBucket},

		{name: "PutObject", level: onObject, method: http.MethodPut, handle: (*Service).putObject},
		{name: "GetObject", level: onObject, method: http.MethodGet, handle: (*Service).getObject},
		{name: "HeadObject", level: onObject, method: http.MethodHead, handle: (*Service).getObject},
		{name: "DeleteObject", level: onObject, method: http.MethodDelete, handle: (*Service).deleteObject},
	}
}

// foreign are subresources of operations that the simulator does not have: without this list a request for one of
// them would pass for the plain operation on the bucket or object.
var foreign = []string{
	"accelerate", "acl", "append", "cors", "delete", "domain", "encryption", "intelligent-tiering", "intelligenttiering", "inventory", "lifecycle",
	"location", "logging", "notification", "object-lock", "origin", "partNumber", "policy", "quota", "referer", "replication",
	"restore", "select", "tagging", "uploadId", "uploads", "versioning", "website",
}

func findOperation(r *http.Request, t target) *operation {
	query, where := r.URL.Query(), onBucket
	switch {
	case t.bucket == "" && t.key != "":
		return nil
	case t.bucket == "":
		where = onService
	case t.key != "":
		where = onObject
	}
	for i := range operations {
		op := &operations[i]
		if op.level != where || op.method != r.Method || op.subResource != "" && !query.Has(op.subResource) {
			continue
		}
		if op.subResource == "" {
			for _, name := range foreign {
				if query.Has(name) {
					return nil
				}
			}
		}
		return op
	}
	return nil
}

// action is the CAM action that the operation needs.
func (op *operation) action() string { return "cos:" + op.name }
