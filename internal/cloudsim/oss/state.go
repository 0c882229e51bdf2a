package oss

import (
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// Values of a bucket's versioning status; a bucket whose versioning was never set has none.
const (
	VersioningEnabled   = "Enabled"
	VersioningSuspended = "Suspended"
)

// Encryption is a server-side encryption setting, of a bucket or an object. The zero value is none.
type Encryption struct {
	Algorithm      string `json:"algorithm,omitempty" yaml:"algorithm,omitempty"`             // "KMS", "AES256", "SM4"
	KeyID          string `json:"key_id,omitempty" yaml:"key_id,omitempty"`                   // only with KMS
	DataEncryption string `json:"data_encryption,omitempty" yaml:"data_encryption,omitempty"` // "SM4" or empty; only with KMS
}

// BucketSpec says what CreateBucket creates; it is what a seed file holds.
type BucketSpec struct {
	Name                 string              `json:"name" yaml:"name"`
	Region               string              `json:"region" yaml:"region"` // such as "cn-hangzhou"
	Owner                string              `json:"owner" yaml:"owner"`   // the account
	Versioning           string              `json:"versioning,omitempty" yaml:"versioning,omitempty"`
	StorageClass         string              `json:"storage_class,omitempty" yaml:"storage_class,omitempty"` // default "Standard"
	Redundancy           string              `json:"redundancy,omitempty" yaml:"redundancy,omitempty"`       // "LRS" (default) or "ZRS"
	Encryption           Encryption          `json:"encryption,omitzero" yaml:"encryption,omitempty"`
	Lifecycle            string              `json:"lifecycle,omitempty" yaml:"lifecycle,omitempty"` // LifecycleConfiguration as XML
	TransferAcceleration bool                `json:"transfer_acceleration,omitempty" yaml:"transfer_acceleration,omitempty"`
	PrefixLimit          int                 `json:"prefix_limit,omitempty" yaml:"prefix_limit,omitempty"` // prefixes in a rule; default 10
	Grants               map[string][]string `json:"grants,omitempty" yaml:"grants,omitempty"`             // account to actions ("oss:*"), as a bucket policy
}

// bucket is a bucket with everything in it.
type bucket struct {
	BucketSpec
	Created time.Time                     `json:"created"`
	Rules   []*activeRule                 `json:"rules,omitempty"`
	Objects versioned.Objects[Encryption] `json:"objects,omitempty"`
}

// Tag is an object tag that a rule selects.
type Tag struct {
	Key   string `json:"key" xml:"Key"`
	Value string `json:"value" xml:"Value"`
}

// Rule is the configuration of a replication rule, spelled as the API spells it.
type Rule struct {
	ID              string   `json:"id"`
	Prefixes        []string `json:"prefixes,omitempty"`
	Action          string   `json:"action"`                  // "ALL" or a list such as "PUT,DELETE"
	Bucket          string   `json:"bucket"`                  // destination bucket
	Location        string   `json:"location"`                // destination location, such as "oss-cn-beijing"
	TransferType    string   `json:"transfer_type,omitempty"` // "internal" or "oss_acc"
	Historical      bool     `json:"historical"`
	SyncRole        string   `json:"sync_role,omitempty"`
	KMS             string   `json:"kms,omitempty"` // "Enabled", "Disabled", or empty when not given
	ReplicaKMSKeyID string   `json:"replica_kms_key_id,omitempty"`
	FilterType      string   `json:"filter_type,omitempty"` // "AND" or "OR" with tags
	Tags            []Tag    `json:"tags,omitempty"`
	RTC             bool     `json:"rtc,omitempty"`
}

// activeRule is a rule at work: its configuration, its times, and what it still has to copy.
type activeRule struct {
	Rule
	Created         time.Time `json:"created"`
	Effective       time.Time `json:"effective"`          // from then on "doing"
	Gone            time.Time `json:"gone,omitzero"`      // set: "closing" until then
	RTCSince        time.Time `json:"rtc_since,omitzero"` // when time control was asked for
	HistoricalTotal int       `json:"historical_total,omitempty"`
	Tasks           []task    `json:"tasks,omitempty"`
}

// RuleState is what a rule is and does at this moment.
type RuleState struct {
	Rule
	Status          string // "starting", "doing" or "closing"
	RTCStatus       string // "enabling", "enabled" or empty
	Created         time.Time
	HistoricalTotal int // existing objects when the rule was made
	HistoricalLeft  int // of these, not yet replicated
	NewLeft         int // later changes not yet replicated
	Stalled         bool
}

// state is everything that a snapshot keeps.
type state struct {
	Buckets map[string]*bucket   `json:"buckets"`
	Stalled map[string]time.Time `json:"stalled,omitempty"` // "source/destination" to the time since when
	Roles   map[string]bool      `json:"refused_roles,omitempty"`
	Seq     int64                `json:"seq"`
}

func newState() state {
	return state{Buckets: map[string]*bucket{}, Stalled: map[string]time.Time{}, Roles: map[string]bool{}}
}
