// Package us3 simulates the control plane of UCloud Object Storage (US3, UFile) behind the UCloud API gateway: signed
// GET, form and JSON requests, RetCodes, projects, buckets, lifecycle and mirror rules, and replication rules with a data
// plane that really copies objects.
//
// UCloud publishes no API for replication rules. Their error codes, their form in the console and their behaviour are
// documented; the names of actions and fields are a proposal after those of the lifecycle API, and can be changed by
// Switches. Where something is not documented, the comment says INFERRED.
//
// Nothing runs in the background: every call first brings the state up to the simulated clock's time.
package us3
