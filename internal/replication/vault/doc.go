// Package vault is the domain of replicated backups: vaults and the backups in them, policies that replicate on a schedule,
// credentials for another cloud, what became of every single backup, and the checks of the catalogue that are about
// all these.
//
// It stands beside package replication, which holds the rules of buckets: the two share values that may be unknown, facts,
// errors and the one catalogue of constraints, and nothing else. Like it, it is pure: drivers under internal/cloud implement
// its narrow interfaces, and the services ask its checks.
package vault
