// Package cos simulates Tencent Cloud Object Storage: its real host names, request signatures, buckets, objects with
// versions, and bucket replication: one document per bucket, written as a whole, and a data plane that really copies objects.
//
// It is written from the public COS documentation alone, and shares no code with any client. Where the documentation is
// silent, a comment says "not documented"; where it disagrees with itself, Options has a switch.
// Nothing runs in the background: every call first brings the state up to the simulated clock's time.
package cos
