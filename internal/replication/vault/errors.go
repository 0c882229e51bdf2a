package vault

// What can be missing, as replication.Error.Missing says it.
const (
	MissingVault      = "vault"
	MissingBackup     = "backup"
	MissingPolicy     = "policy"
	MissingCredential = "credential"
	MissingProject    = "project"
	MissingTask       = "task"
)
