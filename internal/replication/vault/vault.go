package vault

// ObjectType is what a vault holds backups of.
type ObjectType string

// The object types that can be replicated, and the one that users try most often besides. There are others.
const (
	ObjectServer ObjectType = "server"
	ObjectTurbo  ObjectType = "turbo"
	ObjectDisk   ObjectType = "disk"
)

// ProtectType is what a vault is for.
type ProtectType string

// The protect types.
const (
	ProtectBackup      ProtectType = "backup"
	ProtectReplication ProtectType = "replication"
	ProtectHybrid      ProtectType = "hybrid"
)

// Vault is a vault as the cloud shows it. Strings are empty where the cloud did not tell.
type Vault struct {
	Ref
	Name        string
	ObjectType  ObjectType
	ProtectType ProtectType
	// CloudType is "public", or "hybrid" for a vault of hybrid cloud backup.
	CloudType string
	// Status is "available", "lock", "frozen", "deleting" or "error".
	Status string
	// SizeGB is the capacity, UsedMB what is taken of it.
	SizeGB, UsedMB int64
	// AutoExpand tells whether the vault grows by itself.
	AutoExpand bool
	// ResourceIDs are the servers or file systems whose backups it holds.
	ResourceIDs []string
}

// Full tells whether nothing more goes into the vault as it is.
func (v Vault) Full() bool { return v.SizeGB > 0 && v.UsedMB >= v.SizeGB*1024 }

// Replicable tells whether backups in vaults of this object type can be replicated.
func (t ObjectType) Replicable() bool { return t == ObjectServer || t == ObjectTurbo }
