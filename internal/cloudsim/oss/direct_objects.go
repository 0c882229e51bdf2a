package oss

import (
	"fmt"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

type (
	// ObjectSpec is what PutObject writes. The storage class and the encryption are the bucket's where they are left out.
	ObjectSpec = versioned.Spec[Encryption]
	// ObjectState is one version of an object, or a delete marker, as it is now.
	ObjectState = versioned.State[Encryption]

	version = versioned.Version[Encryption]
)

// PutObject writes an object as a client does, so that rules replicate it, and returns the version id.
func (s *Service) PutObject(name, key string, spec ObjectSpec) (string, error) {
	var id string
	err := s.with(name, func(b *bucket, now time.Time) error {
		if key == "" {
			return fmt.Errorf("write an object to %s: it needs a key", name)
		}
		id = s.store(b, key, &version{Spec: spec.Copy()}, now).ID
		return nil
	})
	return id, err
}

// DeleteObject deletes as a client does: the object, or with an id that version for good.
func (s *Service) DeleteObject(name, key, versionID string) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		if s.erase(b, key, versionID, now) == nil {
			return fmt.Errorf("the bucket %q has no object %q (version %q)", name, key, versionID)
		}
		return nil
	})
}

// Object returns the current version of an object; false when there is none or it is deleted.
func (s *Service) Object(name, key string) (state ObjectState, found bool) {
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		state, found = b.Objects.Object(key)
		return nil
	})
	return state, found
}

// Objects returns the objects of a bucket by key: current versions, without deleted ones.
func (s *Service) Objects(name string) (states []ObjectState) {
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		states = b.Objects.Current()
		return nil
	})
	return states
}

// Versions returns every version and delete marker of a bucket by key, the oldest first.
func (s *Service) Versions(name string) (states []ObjectState) {
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		states = b.Objects.All()
		return nil
	})
	return states
}
