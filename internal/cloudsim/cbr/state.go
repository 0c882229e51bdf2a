package cbr

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Values that the API gives to vaults and backups.
const (
	ObjectServer = "server"
	ObjectTurbo  = "turbo"
	ObjectDisk   = "disk"

	ProtectBackup      = "backup"
	ProtectReplication = "replication"
	ProtectHybrid      = "hybrid"

	CloudPublic = "public"
	CloudHybrid = "hybrid"

	StatusAvailable  = "available"
	StatusProtecting = "protecting"
	StatusDeleting   = "deleting"
	StatusError      = "error"
	StatusLock       = "lock"

	TypeServer    = "OS::Nova::Server"
	TypeBareMetal = "OS::Ironic::BareMetalServer"
	TypeNative    = "OS::Native::Server"
	TypeVolume    = "OS::Cinder::Volume"
	TypeTurbo     = "OS::Sfs::Turbo"

	ImageBackup      = "backup"
	ImageReplication = "replication"

	OperationBackup      = "backup"
	OperationReplication = "replication"
)

// Encryption is the key that a vault encrypts its backups with; without a key it does not. The API never tells it.
type Encryption struct {
	KeyID string `json:"key_id,omitempty" yaml:"key_id,omitempty"`
	// KeyOwner is the account that the key belongs to; another account than the vault's has shared it through RAM.
	KeyOwner string `json:"key_owner,omitempty" yaml:"key_owner,omitempty"`
}

// Tag is a tag of a vault.
type Tag struct {
	Key   string `json:"key" yaml:"key"`
	Value string `json:"value" yaml:"value"`
}

// Resource is a server, disk or file system that a vault protects.
type Resource struct {
	ID             string   `json:"id" yaml:"id"`
	Type           string   `json:"type" yaml:"type"` // empty: what the vault's object type says
	Name           string   `json:"name,omitempty" yaml:"name,omitempty"`
	Size           int      `json:"size,omitempty" yaml:"size,omitempty"` // GB; default 40
	ExcludeVolumes []string `json:"exclude_volumes,omitempty" yaml:"exclude_volumes,omitempty"`
	Suspended      bool     `json:"suspended,omitempty" yaml:"suspended,omitempty"`
	Removing       bool     `json:"removing,omitempty" yaml:"-"`
	// Encrypted and NoSystemDisk are what backups of it are like.
	Encrypted    bool `json:"encrypted,omitempty" yaml:"encrypted,omitempty"`
	NoSystemDisk bool `json:"no_system_disk,omitempty" yaml:"no_system_disk,omitempty"`
}

// VaultSpec says what CreateVault creates; it is what a seed file holds.
type VaultSpec struct {
	ID              string     `json:"id" yaml:"id"` // empty: generated
	Name            string     `json:"name" yaml:"name"`
	Description     string     `json:"description,omitempty" yaml:"description,omitempty"`
	Account         string     `json:"account" yaml:"account"`
	Region          string     `json:"region" yaml:"region"`
	Project         string     `json:"project" yaml:"project"`                             // empty: the region's own
	ObjectType      string     `json:"object_type" yaml:"object_type"`                     // default "server"
	ProtectType     string     `json:"protect_type" yaml:"protect_type"`                   // default "backup"
	CloudType       string     `json:"cloud_type,omitempty" yaml:"cloud_type,omitempty"`   // default "public"
	ConsistentLevel string     `json:"consistent_level" yaml:"consistent_level,omitempty"` // default "crash_consistent"
	Size            int        `json:"size" yaml:"size"`                                   // GB; default 100
	UsedMB          int        `json:"used_mb,omitempty" yaml:"used_mb,omitempty"`         // taken by what is not in backups here
	AutoExpand      bool       `json:"auto_expand,omitempty" yaml:"auto_expand,omitempty"`
	Locked          bool       `json:"locked,omitempty" yaml:"locked,omitempty"`
	Status          string     `json:"status" yaml:"status,omitempty"` // default "available"
	Encryption      Encryption `json:"encryption,omitzero" yaml:"encryption,omitempty"`
	Resources       []Resource `json:"resources,omitempty" yaml:"resources,omitempty"`
	Tags            []Tag      `json:"tags,omitempty" yaml:"tags,omitempty"`
	PrePaid         bool       `json:"pre_paid,omitempty" yaml:"pre_paid,omitempty"`
}

// vault is a vault with what the API adds to it.
type vault struct {
	VaultSpec
	Cloud             string             `json:"cloud"`
	Created           time.Time          `json:"created"`
	Updated           time.Time          `json:"updated"`
	AutoBind          bool               `json:"auto_bind,omitempty"`
	BindTags          []Tag              `json:"bind_tags,omitempty"`
	Threshold         int                `json:"threshold"`
	SMNNotify         bool               `json:"smn_notify"`
	EnterpriseProject string             `json:"enterprise_project_id"`
	LockSource        string             `json:"sys_lock_source_service,omitempty"`
	Zone              string             `json:"availability_zone,omitempty"`
	BackupNamePrefix  string             `json:"backup_name_prefix,omitempty"`
	MultiAZ           bool               `json:"is_multi_az,omitempty"`
	Bindings          map[string]Binding `json:"bindings,omitempty"` // by operation type: one policy of each
}

// Binding is a policy that is applied to a vault.
type Binding struct {
	PolicyID           string `json:"policy_id"`
	DestinationVaultID string `json:"destination_vault_id,omitempty"`
}

// BackupSpec says what AddBackup adds; it is what a seed file holds.
type BackupSpec struct {
	ID           string    `json:"id" yaml:"id"` // empty: generated
	VaultID      string    `json:"vault_id" yaml:"vault_id"`
	Name         string    `json:"name" yaml:"name"`
	Description  string    `json:"description,omitempty" yaml:"description,omitempty"`
	ResourceID   string    `json:"resource_id" yaml:"resource_id"`
	ResourceName string    `json:"resource_name,omitempty" yaml:"resource_name,omitempty"`
	ResourceType string    `json:"resource_type" yaml:"resource_type"` // empty: what the vault's object type says
	ResourceSize int       `json:"resource_size" yaml:"resource_size"` // GB; default 40
	SizeMB       int       `json:"size_mb" yaml:"size_mb"`             // default: the whole resource
	Status       string    `json:"status" yaml:"status"`               // default "available"
	NoSystemDisk bool      `json:"no_system_disk,omitempty" yaml:"no_system_disk,omitempty"`
	Encrypted    bool      `json:"encrypted,omitempty" yaml:"encrypted,omitempty"`
	Incremental  bool      `json:"incremental,omitempty" yaml:"incremental,omitempty"`
	Auto         bool      `json:"auto,omitempty" yaml:"auto,omitempty"` // made by a policy
	PolicyID     string    `json:"policy_id,omitempty" yaml:"policy_id,omitempty"`
	CheckpointID string    `json:"checkpoint_id,omitempty" yaml:"checkpoint_id,omitempty"`
	Protected    time.Time `json:"protected" yaml:"protected"`                 // simulated time; zero is now
	Expires      time.Time `json:"expires,omitzero" yaml:"expires,omitempty"`  // simulated time; zero is never
	Replica      *Origin   `json:"replica,omitempty" yaml:"replica,omitempty"` // set: a replica from there
}

// Origin is where a replica comes from.
type Origin struct {
	Cloud    string `json:"cloud" yaml:"cloud"`
	Region   string `json:"region" yaml:"region"`
	BackupID string `json:"backup_id" yaml:"backup_id"`
}

// backup is a backup with what the API adds to it.
type backup struct {
	BackupSpec
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
}

// credential is a cross-cloud credential of a project.
type credential struct {
	ID          string    `json:"id"`
	Project     string    `json:"project"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	TargetCloud string    `json:"target_cloud"`
	Account     string    `json:"account"`
	AccessKey   string    `json:"access_key"`
	SecretKey   string    `json:"secret_key"`
	Created     time.Time `json:"created"`
	Updated     time.Time `json:"updated"`
}

// Failure is what a replication is made to end with.
type Failure struct {
	Code   string `json:"code"`   // such as "BackupService.1006"
	Reason string `json:"reason"` // one sentence
}

// state is everything that a snapshot keeps.
type state struct {
	Vaults      map[string]*vault      `json:"vaults"`
	Backups     map[string]*backup     `json:"backups"`
	Policies    map[string]*policy     `json:"policies"`
	Credentials map[string]*credential `json:"credentials"`
	Jobs        []*job                 `json:"jobs"`                   // oldest first
	Failing     map[string]Failure     `json:"failing,omitempty"`      // by source backup
	Stalled     map[string]time.Time   `json:"stalled,omitempty"`      // by source backup, since when
	Destination map[string][]string    `json:"destinations,omitempty"` // by cloud/region, where it is not the default
	Closed      map[string]bool        `json:"closed,omitempty"`       // cloud/region that takes nothing from other clouds
	Settled     time.Time              `json:"settled"`
}

// check finds what the service could not work with.
func (s state) check() error {
	for id, v := range s.Vaults {
		if v == nil {
			return fmt.Errorf("the vault %q is null", id)
		}
	}
	for id, b := range s.Backups {
		if b == nil || s.Vaults[b.VaultID] == nil {
			return fmt.Errorf("the backup %q is in no vault", id)
		}
	}
	for id, p := range s.Policies {
		if p == nil {
			return fmt.Errorf("the policy %q is null", id)
		}
	}
	for id, c := range s.Credentials {
		if c == nil {
			return fmt.Errorf("the credential %q is null", id)
		}
	}
	if slices.Contains(s.Jobs, nil) {
		return errors.New("a task is null")
	}
	return nil
}

func newState() state {
	return state{
		Vaults: map[string]*vault{}, Backups: map[string]*backup{}, Policies: map[string]*policy{}, Credentials: map[string]*credential{},
		Failing: map[string]Failure{}, Stalled: map[string]time.Time{}, Destination: map[string][]string{}, Closed: map[string]bool{},
	}
}
