package cloudsim

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/alibabasts"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// seed is what a seed file holds.
type seed struct {
	Accounts []seedAccount `yaml:"accounts"`
	OSS      struct {
		Buckets []seedBucket `yaml:"buckets"`
	} `yaml:"oss"`
	US3 seedUS3 `yaml:"us3"`
	COS seedCOS `yaml:"cos"`
	// Huawei is CBR with the identity service of its clouds.
	Huawei seedHuawei `yaml:"huawei"`
}

type seedAccount struct {
	Cloud string     `yaml:"cloud"`
	ID    string     `yaml:"id"`
	Keys  []seedKey  `yaml:"keys"`
	Roles []seedRole `yaml:"roles"` // alibaba: RAM roles
}

type seedKey struct {
	ID           string    `yaml:"id"`
	Secret       string    `yaml:"secret"`
	SessionToken string    `yaml:"session_token"`
	Expires      time.Time `yaml:"expires"` // wall time
	Disabled     bool      `yaml:"disabled"`
	Allow        []string  `yaml:"allow"`
	Deny         []string  `yaml:"deny"`
}

type seedRole struct {
	Name            string   `yaml:"name"`
	TrustedAccounts []string `yaml:"trusted_accounts"`
	ExternalID      string   `yaml:"external_id"`
	OIDCProvider    string   `yaml:"oidc_provider"`
	Instance        bool     `yaml:"instance"`
	MaxSeconds      int      `yaml:"max_seconds"`
	Allow           []string `yaml:"allow"`
	Deny            []string `yaml:"deny"`
}

type seedBucket struct {
	oss.BucketSpec `yaml:",inline"`
	Objects        []seedObject `yaml:"objects"`
	Rules          []seedRule   `yaml:"rules"`
}

// seedObject is one object with a content, or count objects of size bytes under prefix.
type seedObject struct {
	Key     string `yaml:"key"`
	Content string `yaml:"content"`
	Prefix  string `yaml:"prefix"`
	Count   int    `yaml:"count"`
	Size    int    `yaml:"size"`
}

type seedRule struct {
	ID           string   `yaml:"id"`
	Destination  string   `yaml:"destination"` // a bucket of this file
	Prefixes     []string `yaml:"prefixes"`
	Action       string   `yaml:"action"`
	TransferType string   `yaml:"transfer_type"`
	Historical   bool     `yaml:"historical"`
	SyncRole     string   `yaml:"sync_role"`
	KMS          string   `yaml:"kms"`
	ReplicaKey   string   `yaml:"replica_kms_key_id"`
	RTC          bool     `yaml:"rtc"`
}

// LoadSeedFile reads a seed file into the simulator.
func (s *Simulator) LoadSeedFile(file string) error {
	data, err := os.ReadFile(file) // the file that the user names
	if err != nil {
		return fmt.Errorf("cloudsim: reading the seed file: %w", err)
	}
	return s.LoadSeed(file, data)
}

// LoadSeed adds accounts, keys, roles, buckets, objects and rules from YAML. An error names the file, as name has it,
// and the line of every problem; the simulator is of no use then.
func (s *Simulator) LoadSeed(name string, data []byte) error {
	document, content, err := parseSeed(name, data)
	if err != nil {
		return err
	}
	if err := content.check(document); err != nil {
		return err
	}
	for _, account := range content.Accounts {
		s.seedAccount(account)
	}
	return errors.Join(s.seedBuckets(document, content.OSS.Buckets), s.seedUS3(document, content.US3), s.seedCOS(document, content.COS), s.seedHuawei(document, content.Huawei))
}

func (s *Simulator) seedAccount(account seedAccount) {
	for _, k := range account.Keys {
		s.access.Put(world.Key{
			Cloud: account.Cloud, Account: account.ID, ID: k.ID, Secret: k.Secret, SessionToken: k.SessionToken,
			Expires: k.Expires, Disabled: k.Disabled, Allow: k.Allow, Deny: k.Deny,
		})
	}
	for _, r := range account.Roles {
		s.sts.PutRole(alibabasts.Role{
			Account: account.ID, Name: r.Name, TrustedAccounts: r.TrustedAccounts, ExternalID: r.ExternalID,
			OIDCProvider: r.OIDCProvider, Instance: r.Instance, MaxSeconds: r.MaxSeconds, Allow: r.Allow, Deny: r.Deny,
		})
	}
}

// seedBuckets makes the buckets with their objects before any rule: to a rule, these objects are existing ones.
func (s *Simulator) seedBuckets(document *seedDocument, buckets []seedBucket) error {
	var problems []error
	for i, bucket := range buckets {
		if err := s.oss.CreateBucket(bucket.BucketSpec); err != nil {
			problems = append(problems, document.errorf("%v", err, "oss", "buckets", i))
			continue
		}
		for j, object := range bucket.Objects {
			if err := s.seedObject(bucket.Name, object); err != nil {
				problems = append(problems, document.errorf("%v", err, "oss", "buckets", i, "objects", j))
			}
		}
	}
	for i, bucket := range buckets {
		for j, r := range bucket.Rules {
			_, err := s.oss.AddRule(bucket.Name, oss.Rule{
				ID: r.ID, Bucket: r.Destination, Prefixes: r.Prefixes, Action: r.Action, TransferType: r.TransferType,
				Historical: r.Historical, SyncRole: r.SyncRole, KMS: r.KMS, ReplicaKMSKeyID: r.ReplicaKey, RTC: r.RTC,
			})
			if err != nil {
				problems = append(problems, document.errorf("%v", err, "oss", "buckets", i, "rules", j))
			}
		}
	}
	return errors.Join(problems...)
}

func (s *Simulator) seedObject(bucket string, object seedObject) error {
	return object.each(func(key string, content []byte) error {
		_, err := s.oss.PutObject(bucket, key, oss.ObjectSpec{Content: content})
		return err
	})
}

// each writes the object, or the objects that are to be generated.
func (o seedObject) each(put func(key string, content []byte) error) error {
	if o.Count == 0 {
		return put(o.Key, []byte(o.Content))
	}
	for n := range o.Count {
		key := fmt.Sprintf("%s%06d", o.Prefix, n+1)
		content := make([]byte, 0, o.Size+len(key))
		for len(content) < o.Size {
			content = append(content, key...)
		}
		if err := put(key, content[:o.Size]); err != nil {
			return err
		}
	}
	return nil
}
