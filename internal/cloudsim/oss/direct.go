package oss

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
)

// The methods here act at once and without the API's checks, as somebody at the console or another party would have it.

// CreateBucket creates a bucket.
func (s *Service) CreateBucket(spec BucketSpec) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !validBucketName(spec.Name) || spec.Region == "" || spec.Owner == "" {
		return fmt.Errorf("create the bucket %q: a valid name, a region and an owner are needed", spec.Name)
	}
	if _, exists := s.state.Buckets[spec.Name]; exists {
		return fmt.Errorf("create the bucket %q: it exists", spec.Name)
	}
	if spec.Lifecycle != "" {
		rules, failure := parseLifecycle([]byte(spec.Lifecycle))
		if failure != nil {
			return fmt.Errorf("create the bucket %q: its lifecycle: %w", spec.Name, failure)
		}
		spec.Lifecycle = rules
	}
	spec.Grants = maps.Clone(spec.Grants)
	s.addBucket(spec, s.settle())
	return nil
}

func (s *Service) addBucket(spec BucketSpec, now time.Time) {
	spec.StorageClass, spec.Redundancy = cmp.Or(spec.StorageClass, "Standard"), cmp.Or(spec.Redundancy, "LRS")
	s.state.Buckets[spec.Name] = &bucket{BucketSpec: spec, Created: now, Objects: versioned.Objects[Encryption]{}}
}

// Bucket returns the settings of a bucket.
func (s *Service) Bucket(name string) (BucketSpec, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.state.Buckets[name]
	if !ok {
		return BucketSpec{}, false
	}
	spec := b.BucketSpec
	spec.Grants = maps.Clone(spec.Grants)
	return spec, true
}

// BucketNames returns the names of all buckets, sorted.
func (s *Service) BucketNames() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return sortedKeys(s.state.Buckets)
}

// MutateBucket changes a bucket's settings: versioning, encryption, lifecycle, owner, grants, limits.
// Its name stays; a changed region is a bucket that was made anew elsewhere, with the same content.
func (s *Service) MutateBucket(name string, change func(*BucketSpec)) error {
	return s.with(name, func(b *bucket, _ time.Time) error {
		change(&b.BucketSpec)
		b.Name = name
		return nil
	})
}

// SetPrefixLimit sets how many prefixes a rule of the bucket may have, as support does on request (up to 100).
func (s *Service) SetPrefixLimit(name string, limit int) error {
	return s.MutateBucket(name, func(b *BucketSpec) { b.PrefixLimit = limit })
}

// DeleteBucketHard removes a bucket with its objects and the rules out of it.
func (s *Service) DeleteBucketHard(name string) error {
	return s.with(name, func(*bucket, time.Time) error {
		delete(s.state.Buckets, name)
		return nil
	})
}

// Rules returns the rules of a bucket as they are now, in the order of their creation; none for a bucket that is not there.
func (s *Service) Rules(name string) []RuleState {
	var states []RuleState
	_ = s.with(name, func(b *bucket, now time.Time) error {
		for _, r := range b.Rules {
			state := RuleState{Rule: r.copy(), Status: r.status(now), RTCStatus: s.rtcStatus(r, now), Created: r.Created, HistoricalTotal: r.HistoricalTotal}
			state.HistoricalLeft, state.NewLeft = r.left()
			_, state.Stalled = s.state.Stalled[pair(b.Name, r.Bucket)]
			states = append(states, state)
		}
		return nil
	})
	return states
}

func (r *Rule) copy() Rule {
	c := *r
	c.Prefixes, c.Tags = slices.Clone(r.Prefixes), slices.Clone(r.Tags)
	return c
}

// AddRule adds a rule that starts now, whatever it says, and returns its id. An empty id gets a generated one, an empty
// action is "ALL", and an empty location is the destination bucket's.
func (s *Service) AddRule(name string, rule Rule) (string, error) {
	rule = rule.copy()
	err := s.with(name, func(b *bucket, now time.Time) error {
		if rule.ID == "" {
			rule.ID = newUUID()
		}
		rule.Action = cmp.Or(rule.Action, "ALL")
		if destination, ok := s.state.Buckets[rule.Bucket]; ok && rule.Location == "" {
			rule.Location = findRegion(destination.Region).location()
		}
		s.install(b, rule, now)
		return nil
	})
	return rule.ID, err
}

// CloseRule deletes a rule as DeleteBucketReplication does: it is "closing" for a while.
func (s *Service) CloseRule(name, id string) error {
	return s.withRule(name, id, func(_ *bucket, r *activeRule, now time.Time) { r.Gone = now.Add(s.options.Closing) })
}

// RemoveRule removes a rule at once, without "closing".
func (s *Service) RemoveRule(name, id string) error {
	return s.withRule(name, id, func(b *bucket, rule *activeRule, _ time.Time) {
		b.Rules = slices.DeleteFunc(b.Rules, func(r *activeRule) bool { return r == rule })
	})
}

// MutateRule changes a rule in place, which the API cannot do.
func (s *Service) MutateRule(name, id string, change func(*Rule)) error {
	return s.withRule(name, id, func(_ *bucket, r *activeRule, now time.Time) {
		had := r.RTC
		change(&r.Rule)
		r.Rule = r.copy()
		if r.RTC && !had {
			r.RTCSince = now
		}
	})
}

// SetStalled makes the replication from one bucket to another copy nothing, though its rule says "doing", as with a
// role that has no rights; false lets it catch up at once. It outlives the rule.
func (s *Service) SetStalled(source, destination string, stalled bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	link := pair(source, destination)
	if _, already := s.state.Stalled[link]; stalled && !already {
		s.state.Stalled[link] = now
	}
	if !stalled {
		delete(s.state.Stalled, link)
		s.settle()
	}
}

// RefuseRole makes OSS unable to assume a role: a rule that names it is refused with NoPermission.
func (s *Service) RefuseRole(role string, refuse bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Roles[role] = refuse
}

func (s *Service) with(name string, do func(*bucket, time.Time) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.settle()
	b, ok := s.state.Buckets[name]
	if !ok {
		return fmt.Errorf("the bucket %q does not exist", name)
	}
	return do(b, now)
}

func (s *Service) withRule(name, id string, do func(*bucket, *activeRule, time.Time)) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		r := b.rule(id)
		if r == nil {
			return fmt.Errorf("the bucket %q has no rule %q", name, id)
		}
		do(b, r, now)
		return nil
	})
}
