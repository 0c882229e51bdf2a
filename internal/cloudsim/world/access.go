package world

import (
	"path"
	"slices"
	"sync"
	"time"
)

// Key is an access key of an account: what a request is signed with.
type Key struct {
	Cloud        string    `json:"cloud" yaml:"cloud"`     // "alibaba", "tencent", "ucloud", "huawei"
	Account      string    `json:"account" yaml:"account"` // the account (owner) that the key belongs to
	ID           string    `json:"id" yaml:"id"`
	Secret       string    `json:"secret" yaml:"secret"`
	SessionToken string    `json:"session_token,omitempty" yaml:"session_token,omitempty"` // set: the key is temporary and needs it
	Expires      time.Time `json:"expires,omitzero" yaml:"expires,omitempty"`              // wall time; zero never expires
	Disabled     bool      `json:"disabled,omitempty" yaml:"disabled,omitempty"`
	// Deny and Allow are permissions as "oss:GetBucketReplication" or "oss:Get*", optionally with a resource behind a
	// space ("oss:GetBucketInfo my-bucket"). Allow empty means everything; Deny wins.
	Allow []string `json:"allow,omitempty" yaml:"allow,omitempty"`
	Deny  []string `json:"deny,omitempty" yaml:"deny,omitempty"`
	// Boundary is the policy of a session: set, an action must match one of its patterns as well.
	Boundary []string `json:"boundary,omitempty" yaml:"boundary,omitempty"`
	// Principal is the ARN of the role session that a temporary key acts for; empty for a user's own key.
	Principal string `json:"principal,omitempty" yaml:"principal,omitempty"`
}

// Access holds the keys of all accounts. It is safe for concurrent use.
type Access struct {
	mu   sync.RWMutex
	keys map[string]Key
}

// NewAccess returns an empty key store.
func NewAccess() *Access { return &Access{keys: map[string]Key{}} }

// Put adds a key or replaces the one with the same cloud and id.
func (a *Access) Put(k Key) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.keys[k.Cloud+"/"+k.ID] = k
}

// Find returns the key with this id.
func (a *Access) Find(cloud, id string) (Key, bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	k, ok := a.keys[cloud+"/"+id]
	return k, ok
}

// All returns every key, in no particular order.
func (a *Access) All() []Key {
	a.mu.RLock()
	defer a.mu.RUnlock()
	all := make([]Key, 0, len(a.keys))
	for _, k := range a.keys {
		all = append(all, k)
	}
	return all
}

// Permits tells whether the key may do the action ("oss:GetBucketInfo") on the resource (a bucket's name).
func (k Key) Permits(action, resource string) bool {
	if anyMatches(k.Deny, action, resource) {
		return false
	}
	if len(k.Boundary) > 0 && !anyMatches(k.Boundary, action, resource) {
		return false
	}
	return len(k.Allow) == 0 || anyMatches(k.Allow, action, resource)
}

func anyMatches(patterns []string, action, resource string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, action, resource) })
}

func matches(pattern, action, resource string) bool {
	for _, subject := range []string{action, action + " " + resource} {
		if ok, err := path.Match(pattern, subject); err == nil && ok {
			return true
		}
	}
	return false
}
