package us3

import (
	"cmp"
	"crypto/sha1" // for a made-up id
	"encoding/hex"
	"time"
)

// Values of a rule's status, a bucket's type, a sync policy and a storage class.
const (
	StatusEnabled  = "Enabled"
	StatusDisabled = "Disabled"

	TypePrivate = "private"
	TypePublic  = "public"

	PolicyAddUpdateDelete = "AddUpdateDelete"
	PolicyAddUpdate       = "AddUpdate" // deletes are not replicated

	ClassStandard = "STANDARD"
	ClassIA       = "IA"
	ClassArchive  = "ARCHIVE"

	// WholeBucket is the prefix that means every object.
	WholeBucket = "*"
)

// Project is a project of an account: what buckets belong to.
type Project struct {
	ID      string `json:"id" yaml:"id"` // such as "org-abc123"
	Account string `json:"account" yaml:"account"`
	Name    string `json:"name,omitempty" yaml:"name"`
	Default bool   `json:"default,omitempty" yaml:"default"` // the project of requests that name none
}

// DefaultProjectID is the id of the default project of an account for which no project has been created.
func DefaultProjectID(account string) string {
	sum := sha1.Sum([]byte(account))
	return "org-" + hex.EncodeToString(sum[:])[:6]
}

// BucketSpec says what CreateBucket creates; it is what a seed file holds.
type BucketSpec struct {
	Name         string          `json:"name" yaml:"name"`
	Region       string          `json:"region" yaml:"region"`                         // such as "cn-bj2"
	Owner        string          `json:"owner" yaml:"owner"`                           // the account
	Project      string          `json:"project,omitempty" yaml:"project"`             // default: the account's default project
	Type         string          `json:"type,omitempty" yaml:"type"`                   // "private" (default) or "public"
	Tag          string          `json:"tag,omitempty" yaml:"tag"`                     // business group, default "default"
	StorageClass string          `json:"storage_class,omitempty" yaml:"storage_class"` // of new objects; default "STANDARD"
	Versioning   bool            `json:"versioning,omitempty" yaml:"versioning"`       // a flag that excludes replication; versions are not kept
	RuleLimit    int             `json:"rule_limit,omitempty" yaml:"rule_limit"`       // replication rules; default 100, more through support
	Mirrors      []MirrorRule    `json:"mirrors,omitempty" yaml:"mirrors"`             // mirror back-to-source is on while there is one
	Lifecycle    []LifecycleRule `json:"lifecycle,omitempty" yaml:"lifecycle"`
}

// MirrorRule fetches objects that are missing in the bucket from another site.
type MirrorRule struct {
	Prefix string `json:"prefix,omitempty" yaml:"prefix"`
	Domain string `json:"domain" yaml:"domain"`
	Type   string `json:"type,omitempty" yaml:"type"` // "mirror" (default) or "redirect"
}

// LifecycleRule deletes objects of its own bucket, and of no other, when they are older than Days.
type LifecycleRule struct {
	ID           string `json:"id" yaml:"id"`
	Name         string `json:"name" yaml:"name"`
	Prefix       string `json:"prefix" yaml:"prefix"` // "*" is the whole bucket
	Status       string `json:"status" yaml:"status"` // "Enabled" or "Disabled"
	Days         int    `json:"days,omitempty" yaml:"days"`
	ArchivalDays int    `json:"archival_days,omitempty" yaml:"archival_days"`
	IADays       int    `json:"ia_days,omitempty" yaml:"ia_days"`
}

// Rule is the configuration of a replication rule. Empty fields are the defaults.
type Rule struct {
	ID          string `json:"id" yaml:"id"`
	DstBucket   string `json:"dst_bucket" yaml:"dst_bucket"`
	DstRegion   string `json:"dst_region" yaml:"dst_region"` // default: where the destination bucket is
	SyncHistory bool   `json:"sync_history,omitempty" yaml:"sync_history"`
	SyncPolicy  string `json:"sync_policy" yaml:"sync_policy"` // default PolicyAddUpdateDelete
	Prefix      string `json:"prefix" yaml:"prefix"`           // default WholeBucket
	Status      string `json:"status" yaml:"status"`           // default StatusEnabled
}

func (r Rule) withDefaults() Rule {
	r.SyncPolicy = cmp.Or(r.SyncPolicy, PolicyAddUpdateDelete)
	r.Prefix = cmp.Or(r.Prefix, WholeBucket)
	r.Status = cmp.Or(r.Status, StatusEnabled)
	return r
}

// bucket is a bucket with everything in it.
type bucket struct {
	BucketSpec
	ID       string             `json:"id"`
	Created  time.Time          `json:"created"`
	Modified time.Time          `json:"modified"`
	Rules    []*activeRule      `json:"rules,omitempty"` // the rules out of it
	Objects  map[string]*object `json:"objects,omitempty"`
}

// activeRule is a rule at work.
type activeRule struct {
	Rule
	Created         time.Time `json:"created"`
	Modified        time.Time `json:"modified"`
	Effective       time.Time `json:"effective"`       // from then on it copies; of no meaning while disabled
	Begun           bool      `json:"begun,omitempty"` // it has been enabled before
	HistoricalTotal int       `json:"historical_total,omitempty"`
	Tasks           []task    `json:"tasks,omitempty"`
}

// RuleState is what a rule is and does at this moment.
type RuleState struct {
	Rule
	Created         time.Time `json:"created"`
	Modified        time.Time `json:"modified"`
	InEffect        bool      `json:"in_effect"`        // enabled, and the time until it takes effect is over
	HistoricalTotal int       `json:"historical_total"` // existing objects when the rule was made
	HistoricalLeft  int       `json:"historical_left"`  // of these, not yet replicated
	NewLeft         int       `json:"new_left"`         // later changes not yet replicated
	Stalled         bool      `json:"stalled"`
}

// object is an object; US3 keeps one version, so what is overwritten is lost.
type object struct {
	Content  []byte    `json:"content,omitempty"`
	Class    string    `json:"storage_class"`
	Seq      int64     `json:"seq"` // unique in the service, growing with time
	Modified time.Time `json:"modified"`
	Replica  bool      `json:"replica,omitempty"` // written by replication: not replicated onward
}

// state is everything that a snapshot keeps.
type state struct {
	Switches Switches             `json:"switches"`
	Projects map[string]Project   `json:"projects"`
	Buckets  map[string]*bucket   `json:"buckets"`
	Stalled  map[string]time.Time `json:"stalled,omitempty"` // "source/destination" to the time since when
	Seq      int64                `json:"seq"`
}

func newState(switches Switches) state {
	return state{Switches: switches, Projects: map[string]Project{}, Buckets: map[string]*bucket{}, Stalled: map[string]time.Time{}}
}
