package vault

import (
	"context"
	"time"
)

// Reader reads vaults, backups and tasks. What is not there is KindNotFound with the matching Missing.
type Reader interface {
	Vault(ctx context.Context, vault Ref) (Vault, error)
	// ExternalVault reads a vault of another region of the same cloud by asking at the source's place.
	ExternalVault(ctx context.Context, from Place, vault Ref) (Vault, error)
	// Backups are all backups in the vault, with their records.
	Backups(ctx context.Context, vault Ref) ([]Backup, error)
	Backup(ctx context.Context, backup Ref) (Backup, error)
	// Tasks are the replications of the vault's backups that were begun since then, the newest first. Clouds keep tasks for a
	// limited time only.
	Tasks(ctx context.Context, vault Ref, since time.Time) ([]Task, error)
}

// ReplicaReader reads and deletes replicas where they are. Across clouds it is a driver with the destination's credentials.
type ReplicaReader interface {
	Backup(ctx context.Context, replica Ref) (Backup, error)
	// DeleteBackup deletes and waits until the backup is gone. One that is not there is a success.
	DeleteBackup(ctx context.Context, replica Ref) error
}

// LocationReader tells where a region can replicate to.
type LocationReader interface {
	// DefaultRegion is the region of the provider configuration; empty if it names none.
	DefaultRegion() string
	// ReplicationRegions are the regions of the same cloud that the place can replicate to.
	ReplicationRegions(ctx context.Context, from Place) ([]string, error)
	// ProjectID is the project that stands for the place: its own, or else the region's; KindNotFound if the account has none.
	ProjectID(ctx context.Context, place Place) (string, error)
	// AccountID is the id of the account (domain) that the driver acts for.
	AccountID(ctx context.Context) (string, error)
}

// PolicyStore keeps policies. Writes whose answer is lost are looked up, never blindly sent again; KindIncomplete means
// that the object may exist.
type PolicyStore interface {
	Policy(ctx context.Context, policy Ref) (Policy, error)
	// Policies are those of one vault, of every operation; with an empty vault id, all policies at the place.
	Policies(ctx context.Context, vault Ref) ([]Policy, error)
	CreatePolicy(ctx context.Context, policy Policy) (Policy, error)
	// UpdatePolicy changes what differs. A destination cannot be changed while a vault is bound (KindConflict).
	UpdatePolicy(ctx context.Context, policy Policy) (Policy, error)
	// DeletePolicy deletes the policy and no backup. One that is not there is a success.
	DeletePolicy(ctx context.Context, policy Ref) error
}

// Binder binds vaults to policies.
type Binder interface {
	// Bind makes the policy act on the vault; it replaces the policy of the same operation that the vault has.
	Bind(ctx context.Context, vault Ref, policyID, destinationVaultID string) error
	// Unbind ends that. A vault, or a policy, that is not there or not bound is a success.
	Unbind(ctx context.Context, vault Ref, policyID string) error
}

// Destination is where one replication goes to.
type Destination struct {
	Place
	VaultID string
	// TargetCloud and CredentialID are set across clouds only.
	TargetCloud  string
	CredentialID string
	// Acceleration is sent only if it is set.
	Acceleration *bool
}

// CrossCloud tells whether the destination is in another cloud.
func (d Destination) CrossCloud() bool { return d.TargetCloud != "" || d.CredentialID != "" }

// Started is what the cloud said of a replication that it has accepted: the record of each backup, by the backup's id.
type Started struct {
	Records map[string]string
}

// VaultReplicator replicates all backups of a vault, once. It sends one request, and reports a lost answer as Ambiguous.
type VaultReplicator interface {
	ReplicateVault(ctx context.Context, vault Ref, to Destination) (Started, error)
}

// BackupReplicator replicates one backup. It sends one request, and reports a lost answer as Ambiguous.
type BackupReplicator interface {
	ReplicateBackup(ctx context.Context, backup Ref, to Destination, name, description string) (Started, error)
}

// CredentialStore keeps credentials for other clouds. KindUnsupported means that this endpoint does not know them; that is
// never to be read as "not found".
type CredentialStore interface {
	Credential(ctx context.Context, credential Ref) (Credential, error)
	Credentials(ctx context.Context, place Place) ([]Credential, error)
	CreateCredential(ctx context.Context, credential Credential, keys Keys) (Credential, error)
	// UpdateCredential changes name and description, and the keys if they are set.
	UpdateCredential(ctx context.Context, credential Credential, keys Keys) (Credential, error)
	// DeleteCredential deletes. One that is not there is a success; policies that use it stop replicating.
	DeleteCredential(ctx context.Context, credential Ref) error
}

// CheckReader is implemented by a driver that reads for checks with little time and few retries.
type CheckReader interface {
	// ForChecks is the same driver, for reads that serve a check.
	ForChecks() Driver
}

// Driver is what a cloud with backup vaults offers. CheckReader is optional.
type Driver interface {
	Reader
	ReplicaReader
	LocationReader
	PolicyStore
	Binder
	VaultReplicator
	BackupReplicator
	CredentialStore
}
