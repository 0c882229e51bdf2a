// Package ucloud replicates buckets of UCloud US3.
//
// UCloud publishes no API for the replication rules: their actions, parameters and fields have names of our own guess, made after
// those of the lifecycle rules, all in names.go, where the provider configuration can replace them. The gateway, its signature
// and its codes are documented; so are the codes that the rules' actions must have (UFile table of error codes).
package ucloud
