// Package follow starts replications of backups and follows each backup to its end. CBR answers a replication with nothing
// but the ids of records; what becomes of a backup is in its records, and what becomes of a vault that is skipped as a whole
// only in the list of tasks. A backup that the cloud passes over is neither: here it has an outcome too.
package follow
