package cos

import (
	"bytes"
	"fmt"
	"maps"
	"time"
)

// ObjectSpec is what PutObject writes.
type ObjectSpec struct {
	Content      []byte            `json:"content"`
	ContentType  string            `json:"content_type,omitempty"`
	StorageClass string            `json:"storage_class,omitempty"` // default: STANDARD
	Encryption   Encryption        `json:"encryption,omitzero"`     // default: STANDARD
	Tags         map[string]string `json:"tags,omitempty"`
	Metadata     map[string]string `json:"metadata,omitempty"` // header names as "X-Cos-Meta-Author"
}

// ObjectState is one version of an object, or a delete marker, as it is now.
type ObjectState struct {
	ObjectSpec
	Key       string
	VersionID string // "null" without versioning
	ETag      string
	Modified  time.Time // on the simulated clock
	Marker    bool
	Replica   bool // written by replication
}

// PutObject writes an object as a client does, so that rules replicate it, and returns the version id.
func (s *Service) PutObject(name, key string, spec ObjectSpec) (string, error) {
	var id string
	err := s.with(name, func(b *bucket, now time.Time) error {
		if key == "" {
			return fmt.Errorf("write an object to %s: it needs a key", name)
		}
		id = s.store(b, key, &version{
			Content: bytes.Clone(spec.Content), ContentType: or(spec.ContentType, "application/octet-stream"), Class: spec.StorageClass,
			Encryption: spec.Encryption, Tags: maps.Clone(spec.Tags), Metadata: maps.Clone(spec.Metadata),
		}, now).ID
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
func (s *Service) Object(name, key string) (ObjectState, bool) {
	var state ObjectState
	found := false
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		if v := b.current(key); v != nil && !v.Marker {
			state, found = v.state(key), true
		}
		return nil
	})
	return state, found
}

// Objects returns the objects of a bucket by key: current versions, without deleted ones.
func (s *Service) Objects(name string) []ObjectState {
	var states []ObjectState
	for _, v := range s.Versions(name) {
		if n := len(states); n > 0 && states[n-1].Key == v.Key {
			states = states[:n-1]
		}
		states = append(states, v)
	}
	kept := states[:0]
	for _, v := range states {
		if !v.Marker {
			kept = append(kept, v)
		}
	}
	return kept
}

// Versions returns every version and delete marker of a bucket by key, the oldest first.
func (s *Service) Versions(name string) []ObjectState {
	var states []ObjectState
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		for _, key := range sortedKeys(b.Objects) {
			for _, v := range b.Objects[key] {
				states = append(states, v.state(key))
			}
		}
		return nil
	})
	return states
}

func (v *version) state(key string) ObjectState {
	return ObjectState{
		ObjectSpec: ObjectSpec{
			Content: bytes.Clone(v.Content), ContentType: v.ContentType, StorageClass: v.Class, Encryption: v.Encryption,
			Tags: maps.Clone(v.Tags), Metadata: maps.Clone(v.Metadata),
		},
		Key: key, VersionID: v.ID, ETag: v.ETag, Modified: v.Modified, Marker: v.Marker, Replica: v.Replica,
	}
}
