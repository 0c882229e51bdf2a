// Package alibaba is the driver for bucket replication of Alibaba Cloud OSS.
//
// Requests are signed (V4) and sent by the vendor's SDK through the HTTP client of package transport, which alone
// repeats them. The XML is this package's own, so that elements that the SDK does not know are seen. What the API does is
// taken from the OSS documentation of PutBucketReplication, GetBucketReplication, DeleteBucketReplication,
// GetBucketReplicationLocation, GetBucketReplicationProgress, PutBucketRTC, GetBucketInfo and GetBucketLifecycle.
package alibaba
