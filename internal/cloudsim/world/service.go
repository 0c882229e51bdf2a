// Package world is the ground all simulated clouds stand on: the clock, the accounts with their keys and
// permissions, and what a simulated service has to offer to be reached, counted and disturbed.
package world

import "net/http"

// Service is one simulated API, such as OSS.
type Service interface {
	// Name is the service's short name, such as "oss"; a permission or a fault names an operation as "oss:PutBucketReplication".
	Name() string
	// Owns tells whether the request is for this service: by its host name or, where the host is an address
	// (plain HTTP port, path style), by the form of its signature. The port in r.Host has been removed.
	Owns(r *http.Request) bool
	// Operation is the API's own name of the operation that the request asks for, such as "PutBucketReplication",
	// or "Unknown". It may read the body, which is set anew for ServeHTTP.
	Operation(r *http.Request) string
	// ServeHTTP answers the request completely: signature, permission, checks, effect.
	http.Handler
	// Snapshot is all state of the service as JSON; Restore takes it up again.
	Snapshot() ([]byte, error)
	Restore([]byte) error
}

// Throttler is a Service that has its own code and message for too many requests.
type Throttler interface {
	Throttled() (code, message string)
}

// ErrorWriter is a Service that words an injected error in its own format. For a service without it, the simulator
// writes OSS-style XML.
type ErrorWriter interface {
	WriteError(w http.ResponseWriter, r *http.Request, status int, code, message string)
}

// ReadTeller is a Service whose operations do not show by the method of the request whether they only read. For a
// service without it, GET and HEAD read.
type ReadTeller interface {
	Reads(operation string) bool
}
