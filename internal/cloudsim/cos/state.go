package cos

import (
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// Values of a bucket's versioning status; a bucket whose versioning was never set has none.
const (
	VersioningEnabled   = "Enabled"
	VersioningSuspended = "Suspended"
)

// MultiAZ is the AZ type of a bucket whose data lies in several zones; other buckets have none.
const MultiAZ = "MAZ"

// Encryption is a server-side encryption setting, of a bucket or an object. The zero value is none.
type Encryption struct {
	Algorithm string `json:"algorithm,omitempty" yaml:"algorithm,omitempty"` // "AES256", "SM4", "KMS"; an object's header says "cos/kms" for the last
	KeyID     string `json:"key_id,omitempty" yaml:"key_id,omitempty"`       // only with KMS
}

// BucketSpec says what CreateBucket creates; it is what a seed file holds.
type BucketSpec struct {
	Name       string              `json:"name" yaml:"name"`     // with the APPID: "orders-1250000000"
	Region     string              `json:"region" yaml:"region"` // such as "ap-guangzhou"
	Owner      string              `json:"owner" yaml:"owner"`   // the account's UIN
	Versioning string              `json:"versioning,omitempty" yaml:"versioning,omitempty"`
	AZ         string              `json:"az,omitempty" yaml:"az,omitempty"` // "MAZ", or empty
	Encryption Encryption          `json:"encryption,omitzero" yaml:"encryption,omitempty"`
	Lifecycle  string              `json:"lifecycle,omitempty" yaml:"lifecycle,omitempty"` // LifecycleConfiguration as XML
	Locked     bool                `json:"locked,omitempty" yaml:"locked,omitempty"`       // object lock: neither replication nor lifecycle
	Accelerate bool                `json:"accelerate,omitempty" yaml:"accelerate,omitempty"`
	Tags       map[string]string   `json:"tags,omitempty" yaml:"tags,omitempty"`
	Grants     map[string][]string `json:"grants,omitempty" yaml:"grants,omitempty"` // account to actions ("cos:*"), as a bucket policy
}

// bucket is a bucket with everything in it.
type bucket struct {
	BucketSpec
	Created         time.Time                     `json:"created"`
	Replication     *document                     `json:"replication,omitempty"`
	SeenReplication lag[*document]                `json:"seen_replication,omitempty"`
	SeenVersioning  lag[string]                   `json:"seen_versioning,omitempty"`
	Tasks           []task                        `json:"tasks,omitempty"`
	Objects         versioned.Objects[Encryption] `json:"objects,omitempty"`
}

// lag is what reads still show of something that has been written since, in the order of the writes.
type lag[T any] []shown[T]

type shown[T any] struct {
	Value T         `json:"value"`
	Until time.Time `json:"until"`
}

// keep remembers what was there before a write at now that reads show after delay.
func (l *lag[T]) keep(former T, now time.Time, delay time.Duration) {
	kept := (*l)[:0]
	for _, s := range *l {
		if s.Until.After(now) {
			kept = append(kept, s)
		}
	}
	*l = kept
	if delay > 0 {
		*l = append(*l, shown[T]{former, now.Add(delay)})
	}
}

// read is what a read shows at now, where current is what was written last.
func (l lag[T]) read(current T, now time.Time) T {
	for _, s := range l {
		if s.Until.After(now) {
			return s.Value
		}
	}
	return current
}

// state is everything that a snapshot keeps.
type state struct {
	Buckets map[string]*bucket `json:"buckets"`
	Stalled map[string]bool    `json:"stalled,omitempty"`  // "source/destination"
	KMSKeys map[string]string  `json:"kms_keys,omitempty"` // key id to the code with which it is refused
	Delay   time.Duration      `json:"configuration_delay,omitempty"`
	Seq     int64              `json:"seq"`
}

func newState() state {
	return state{Buckets: map[string]*bucket{}, Stalled: map[string]bool{}, KMSKeys: map[string]string{}}
}
