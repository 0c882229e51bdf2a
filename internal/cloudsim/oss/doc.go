// Package oss simulates Alibaba Cloud Object Storage Service: its real host names, V1 and V4 signatures, buckets,
// objects, and bucket replication with its state machine and a data plane that really copies objects.
//
// It is written from the public OSS documentation and from observed behaviour alone, and shares no code with any client.
// Nothing runs in the background: every call first brings the state up to the simulated clock's time.
package oss
