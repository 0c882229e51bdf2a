package vault

import "time"

// ImageType tells a backup from the replica of one.
type ImageType string

// The image types.
const (
	ImageBackup  ImageType = "backup"
	ImageReplica ImageType = "replication"
)

// The types of resources whose backups can be replicated; those of other servers, such as bare metal ones, cannot.
const (
	ResourceECS   = "OS::Nova::Server"
	ResourceTurbo = "OS::Sfs::Turbo"
	ResourceDisk  = "OS::Cinder::Volume"
)

// BackupStatus is the state of a backup's life.
type BackupStatus string

// The states that matter here. There are others, none of which can be replicated.
const (
	BackupAvailable  BackupStatus = "available"
	BackupProtecting BackupStatus = "protecting"
	BackupWaiting    BackupStatus = "waiting_protect"
	BackupError      BackupStatus = "error"
)

// Backup is a backup, or the replica of one, as the cloud shows it. A nil pointer is what the cloud did not tell.
type Backup struct {
	Ref
	Name         string
	VaultID      string
	ImageType    ImageType
	Status       BackupStatus
	ResourceID   string
	ResourceName string
	ResourceType string
	// ProtectedAt is the moment that the backup holds; zero if the cloud did not tell.
	ProtectedAt, ExpiredAt time.Time
	SizeGB                 int64
	Encrypted              *bool
	ContainsSystemDisk     *bool
	// Records is what became of the replications of this backup, to whatever region.
	Records []Record
}

// InProgress tells whether the backup is still being made.
func (b Backup) InProgress() bool { return b.Status == BackupProtecting || b.Status == BackupWaiting }

// Obstacle says why the backup cannot be replicated, as the end of a sentence that begins with the backup; empty if it
// can. A backup that is still being made has none.
func (b Backup) Obstacle() string {
	switch {
	case b.ResourceType == ResourceDisk:
		return "is a backup of a disk, which cannot be replicated"
	case b.ResourceType != "" && b.ResourceType != ResourceECS && b.ResourceType != ResourceTurbo:
		return "is a backup of a " + b.ResourceType + "; only those of ECS servers and SFS Turbo file systems can be replicated"
	case b.ResourceType == ResourceECS && b.ContainsSystemDisk != nil && !*b.ContainsSystemDisk:
		return "does not contain the system disk of the server"
	case b.InProgress() || b.Status == "":
		return ""
	case b.Status != BackupAvailable:
		return "is in the state " + string(b.Status) + ", not available"
	}
	return ""
}

// InRegion are the records of replications to the region, the newest last.
func (b Backup) InRegion(region string) []Record {
	var records []Record
	for _, r := range b.Records {
		if r.Destination.Region == region {
			records = append(records, r)
		}
	}
	return records
}
