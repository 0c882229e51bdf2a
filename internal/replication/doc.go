// Package replication is the domain: replication rules between buckets, what each cloud is capable of, the
// catalogue of constraints with its checks, and the ledger that sees all rules of a configuration together.
//
// It is pure: it knows no Terraform type and no wire format. Drivers under internal/cloud implement its narrow
// interfaces ([RuleStore], [BucketInspector], [LocationLister]); the services ask its catalogue.
package replication
