package oss

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
	subResource string    // query flag that must be there; "" for none
	parameter   [2]string // query parameter that must have this value
	action      string    // RAM action; "" is "oss:" + name
	creates     bool      // the bucket need not exist
	handle      func(*Service, *call) (reply, *apiError)
}

// operations is searched in order; the ones without a subresource come last in their level.
var operations []operation

func init() { // the handlers reach back to the table through Service.Operation
	operations = []operation{
		{name: "ListBuckets", level: onService, method: http.MethodGet, handle: (*Service).listBuckets},

		{name: "PutBucketReplication", level: onBucket, method: http.MethodPost, subResource: "replication", parameter: [2]string{"comp", "add"}, handle: (*Service).putBucketReplication},
		{name: "DeleteBucketReplication", level: onBucket, method: http.MethodPost, subResource: "replication", parameter: [2]string{"comp", "delete"}, handle: (*Service).deleteBucketReplication},
		{name: "GetBucketReplication", level: onBucket, method: http.MethodGet, subResource: "replication", handle: (*Service).getBucketReplication},
		{name: "GetBucketReplicationLocation", level: onBucket, method: http.MethodGet, subResource: "replicationLocation", handle: (*Service).getBucketReplicationLocation},
		{name: "GetBucketReplicationProgress", level: onBucket, method: http.MethodGet, subResource: "replicationProgress", handle: (*Service).getBucketReplicationProgress},
		{name: "PutBucketRTC", level: onBucket, method: http.MethodPut, subResource: "rtc", action: "oss:PutBucketRtc", handle: (*Service).putBucketRTC},

		{name: "GetBucketInfo", level: onBucket, method: http.MethodGet, subResource: "bucketInfo", handle: (*Service).getBucketInfo},
		{name: "GetBucketLocation", level: onBucket, method: http.MethodGet, subResource: "location", handle: (*Service).getBucketLocation},
		{name: "GetBucketAcl", level: onBucket, method: http.MethodGet, subResource: "acl", handle: (*Service).getBucketACL},
		{name: "GetBucketVersioning", level: onBucket, method: http.MethodGet, subResource: "versioning", handle: (*Service).getBucketVersioning},
		{name: "PutBucketVersioning", level: onBucket, method: http.MethodPut, subResource: "versioning", handle: (*Service).putBucketVersioning},
		{name: "GetBucketEncryption", level: onBucket, method: http.MethodGet, subResource: "encryption", handle: (*Service).getBucketEncryption},
		{name: "PutBucketEncryption", level: onBucket, method: http.MethodPut, subResource: "encryption", handle: (*Service).putBucketEncryption},
		{name: "DeleteBucketEncryption", level: onBucket, method: http.MethodDelete, subResource: "encryption", handle: (*Service).deleteBucketEncryption},
		{name: "GetBucketLifecycle", level: onBucket, method: http.MethodGet, subResource: "lifecycle", handle: (*Service).getBucketLifecycle},
		{name: "PutBucketLifecycle", level: onBucket, method: http.MethodPut, subResource: "lifecycle", handle: (*Service).putBucketLifecycle},
		{name: "DeleteBucketLifecycle", level: onBucket, method: http.MethodDelete, subResource: "lifecycle", handle: (*Service).deleteBucketLifecycle},
		{name: "GetBucketTransferAcceleration", level: onBucket, method: http.MethodGet, subResource: "transferAcceleration", handle: (*Service).getTransferAcceleration},
		{name: "PutBucketTransferAcceleration", level: onBucket, method: http.MethodPut, subResource: "transferAcceleration", handle: (*Service).putTransferAcceleration},

		{name: "ListObjectVersions", level: onBucket, method: http.MethodGet, subResource: "versions", handle: (*Service).listObjectVersions},
		{name: "ListObjectsV2", level: onBucket, method: http.MethodGet, parameter: [2]string{"list-type", "2"}, action: "oss:ListObjects", handle: (*Service).listObjectsV2},
		{name: "ListObjects", level: onBucket, method: http.MethodGet, handle: (*Service).listObjects},
		{name: "PutBucket", level: onBucket, method: http.MethodPut, creates: true, handle: (*Service).putBucket},
		{name: "DeleteBucket", level: onBucket, method: http.MethodDelete, handle: (*Service).deleteBucket},

		{name: "PutObject", level: onObject, method: http.MethodPut, handle: (*Service).putObject},
		{name: "GetObject", level: onObject, method: http.MethodGet, handle: (*Service).getObject},
		{name: "HeadObject", level: onObject, method: http.MethodHead, action: "oss:GetObject", handle: (*Service).getObject},
		{name: "DeleteObject", level: onObject, method: http.MethodDelete, handle: (*Service).deleteObject},
	}
}

// foreign are subresources of operations that the simulator does not have: without this list a request for one of
// them would pass for the plain operation on the bucket or object.
var foreign = []string{
	"acl", "append", "asyncFetch", "cname", "cors", "delete", "inventory", "logging", "objectMeta", "policy", "publicAccessBlock",
	"qosInfo", "referer", "replication", "requestPayment", "resourceGroup", "restore", "rtc", "stat", "style", "symlink",
	"tagging", "uploadId", "uploads", "website", "worm", "wormId",
}

func findOperation(r *http.Request, t target) *operation {
	query, where := r.URL.Query(), onBucket
	switch {
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
		if name := op.parameter[0]; name != "" && query.Get(name) != op.parameter[1] {
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

func (op *operation) ramAction() string {
	if op.action != "" {
		return op.action
	}
	return "oss:" + op.name
}
