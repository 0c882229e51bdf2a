package us3

import (
	"bytes"
	"cmp"
	"fmt"
	"time"
)

// ObjectSpec is what PutObject writes.
type ObjectSpec struct {
	Content      []byte `json:"content"`
	StorageClass string `json:"storage_class,omitempty"` // default: the bucket's
}

// ObjectState is an object as it is now.
type ObjectState struct {
	ObjectSpec
	Key      string
	Modified time.Time // on the simulated clock
	Replica  bool      // written by replication
}

// PutObject writes an object as a client does, so that rules replicate it. An object of the same name is lost.
func (s *Service) PutObject(name, key string, spec ObjectSpec) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		if !validKey(key) {
			return fmt.Errorf("write an object to %s: the key %q is empty, longer than 1023 bytes, or has one of {}^[]<>#~%%", name, key)
		}
		o := &object{Content: bytes.Clone(spec.Content), Class: cmp.Or(spec.StorageClass, b.StorageClass), Seq: s.next(), Modified: now}
		b.Objects[key] = o
		s.record(b, key, o, now)
		return nil
	})
}

// DeleteObject deletes an object as a client does.
func (s *Service) DeleteObject(name, key string) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		if b.Objects[key] == nil {
			return fmt.Errorf("the bucket %q has no object %q", name, key)
		}
		delete(b.Objects, key)
		s.record(b, key, nil, now)
		return nil
	})
}

// Object returns an object; false when there is none.
func (s *Service) Object(name, key string) (ObjectState, bool) {
	for _, o := range s.Objects(name) {
		if o.Key == key {
			return o, true
		}
	}
	return ObjectState{}, false
}

// Objects returns the objects of a bucket by key.
func (s *Service) Objects(name string) []ObjectState {
	var states []ObjectState
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		for _, key := range sortedKeys(b.Objects) {
			o := b.Objects[key]
			states = append(states, ObjectState{
				ObjectSpec: ObjectSpec{Content: bytes.Clone(o.Content), StorageClass: o.Class},
				Key:        key, Modified: o.Modified, Replica: o.Replica,
			})
		}
		return nil
	})
	return states
}
