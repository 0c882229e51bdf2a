// Package versioned is what a bucket of OSS and one of COS have in common: it keeps every version of its objects. E is the
// cloud's encryption setting throughout.
package versioned

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// NullID is the id of a version that was written without versioning.
const NullID = "null"

// Spec is what a client writes. What is left out gets the service's or the bucket's default.
type Spec[E any] struct {
	Content      []byte            `json:"content,omitempty"`
	ContentType  string            `json:"content_type,omitempty"`
	StorageClass string            `json:"storage_class,omitempty"`
	Encryption   E                 `json:"encryption,omitzero"`
	Tags         map[string]string `json:"tags,omitempty"`
	Metadata     map[string]string `json:"metadata,omitempty"` // canonical header names, such as "X-Oss-Meta-Author"
}

// Copy shares nothing with the original.
func (s Spec[E]) Copy() Spec[E] {
	s.Content, s.Tags, s.Metadata = bytes.Clone(s.Content), maps.Clone(s.Tags), maps.Clone(s.Metadata)
	return s
}

// Version is one version of an object, or a delete marker.
type Version[E any] struct {
	Spec[E]
	ID       string    `json:"id"`             // NullID without versioning
	Seq      int64     `json:"seq"`            // growing with time
	Modified time.Time `json:"modified"`       // on the simulated clock
	ETag     string    `json:"etag,omitempty"` // without quotes
	Marker   bool      `json:"marker,omitempty"`
	Replica  bool      `json:"replica,omitempty"` // written by replication: not replicated onward
}

// State is a version of the object with this key.
type State[E any] struct {
	Key string
	Version[E]
}

// Objects are the versions of each key, oldest first.
type Objects[E any] map[string][]*Version[E]

// Find is the version of a key with this id, with an empty id the newest one, perhaps a delete marker, or nil.
func (o Objects[E]) Find(key, id string) *Version[E] {
	versions := o[key]
	i := len(versions) - 1
	if id != "" {
		i = indexOf(versions, id)
	}
	if i < 0 {
		return nil
	}
	return versions[i]
}

// Live tells whether the key has an object that is not deleted.
func (o Objects[E]) Live(key string) bool {
	v := o.Find(key, "")
	return v != nil && !v.Marker
}

// Remove deletes one version for good and returns it, or nil when there is none.
func (o Objects[E]) Remove(key, id string) *Version[E] {
	i := indexOf(o[key], id)
	if i < 0 {
		return nil
	}
	removed := o[key][i]
	o[key] = slices.Delete(o[key], i, i+1)
	if len(o[key]) == 0 {
		delete(o, key)
	}
	return removed
}

// Object is the current version of a key; false when there is none or it is deleted.
func (o Objects[E]) Object(key string) (State[E], bool) {
	if !o.Live(key) {
		return State[E]{}, false
	}
	return o.Find(key, "").state(key), true
}

// All is every version and delete marker by key, the oldest first.
func (o Objects[E]) All() []State[E] {
	var states []State[E]
	for _, key := range o.keys() {
		for _, v := range o[key] {
			states = append(states, v.state(key))
		}
	}
	return states
}

// Current is the newest version of each key by key, without deleted ones.
func (o Objects[E]) Current() []State[E] {
	var states []State[E]
	for _, key := range o.keys() {
		if state, ok := o.Object(key); ok {
			states = append(states, state)
		}
	}
	return states
}

// Entries are the live keys and common prefixes of a listing behind the name after.
func (o Objects[E]) Entries(prefix, delimiter, after string) []wire.Entry {
	return wire.Entries(o.keys(), prefix, delimiter, after, o.Live)
}

// Row is a version in a listing, or a common prefix.
type Row[E any] struct {
	wire.Entry
	*Version[E] // nil of a common prefix
	Latest      bool
}

// Rows are the versions of a listing behind the one with this key and id, the newest of each key first.
func (o Objects[E]) Rows(prefix, delimiter, key, id string) []Row[E] {
	entries := wire.Entries(o.keys(), prefix, delimiter, key, func(string) bool { return true })
	if id != "" && len(o[key]) > 0 {
		entries = append([]wire.Entry{{Name: key}}, entries...)
	}
	var rows []Row[E]
	for _, e := range entries {
		if e.Common {
			rows = append(rows, Row[E]{Entry: e})
			continue
		}
		versions := slices.Clone(o[e.Name])
		slices.Reverse(versions)
		latest := versions[0]
		if e.Name == key {
			versions = versions[1+indexOf(versions, id):]
		}
		for _, v := range versions {
			rows = append(rows, Row[E]{Entry: e, Version: v, Latest: v == latest})
		}
	}
	return rows
}

func (o Objects[E]) keys() []string { return slices.Sorted(maps.Keys(o)) }

func (v Version[E]) state(key string) State[E] {
	v.Spec = v.Copy()
	return State[E]{key, v}
}

func indexOf[E any](versions []*Version[E], id string) int {
	return slices.IndexFunc(versions, func(v *Version[E]) bool { return v.ID == id })
}
