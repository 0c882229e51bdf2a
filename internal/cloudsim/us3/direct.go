package us3

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// The methods here act at once and without the API's checks, as somebody at the console or another party would have it.

// CreateProject adds a project or replaces the one with the same id.
func (s *Service) CreateProject(project Project) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if project.ID == "" || project.Account == "" {
		return fmt.Errorf("create the project %q: an id and an account are needed", project.ID)
	}
	s.state.Projects[project.ID] = project
	return nil
}

// MutateSwitches changes the switches: the rule set, the names of actions, the oddities of answers.
func (s *Service) MutateSwitches(change func(*Switches)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := s.state.Switches
	change(&changed)
	changed = changed.withDefaults()
	if err := changed.check(); err != nil {
		return err
	}
	s.state.Switches = changed
	return nil
}

// Switches are the switches as they are now.
func (s *Service) Switches() Switches {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Switches
}

// CreateBucket creates a bucket.
func (s *Service) CreateBucket(spec BucketSpec) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := findRegion(spec.Region); !validBucketName(spec.Name) || !known || spec.Owner == "" {
		return fmt.Errorf("create the bucket %q in %q: a valid name, a region with US3 and an owner are needed", spec.Name, spec.Region)
	}
	if _, exists := s.state.Buckets[spec.Name]; exists {
		return fmt.Errorf("create the bucket %q: it exists", spec.Name)
	}
	s.addBucket(spec.copy(), s.settle())
	return nil
}

// copy shares nothing with the original, and its lifecycle rules have an id and a status.
func (spec BucketSpec) copy() BucketSpec {
	spec.Mirrors, spec.Lifecycle = slices.Clone(spec.Mirrors), slices.Clone(spec.Lifecycle)
	for i := range spec.Lifecycle {
		rule := &spec.Lifecycle[i]
		rule.ID, rule.Prefix, rule.Status = cmp.Or(rule.ID, newUUID()), cmp.Or(rule.Prefix, WholeBucket), cmp.Or(rule.Status, StatusEnabled)
	}
	return spec
}

// Bucket returns the settings of a bucket.
func (s *Service) Bucket(name string) (BucketSpec, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.state.Buckets[name]
	if !ok {
		return BucketSpec{}, false
	}
	return b.copy(), true
}

// BucketNames returns the names of all buckets, sorted.
func (s *Service) BucketNames() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return sortedKeys(s.state.Buckets)
}

// MutateBucket changes a bucket's settings: versioning, mirror rules, lifecycle, owner, project, limits. Its name stays;
// a changed region is a bucket that was made anew elsewhere, with the same content.
func (s *Service) MutateBucket(name string, change func(*BucketSpec)) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		change(&b.BucketSpec)
		b.BucketSpec = b.copy()
		b.Name, b.Modified = name, now
		return nil
	})
}

// DeleteBucketHard removes a bucket with its objects and the rules out of it.
func (s *Service) DeleteBucketHard(name string) error {
	return s.with(name, func(*bucket, time.Time) error {
		delete(s.state.Buckets, name)
		return nil
	})
}

// Rules returns the rules out of a bucket as they are now, in the order of their creation; none for a bucket that is not there.
func (s *Service) Rules(name string) []RuleState {
	var states []RuleState
	_ = s.with(name, func(b *bucket, now time.Time) error {
		for _, r := range b.Rules {
			rule := RuleState{
				Rule: r.Rule, Created: r.Created, Modified: r.Modified, HistoricalTotal: r.HistoricalTotal,
				InEffect: r.Status == StatusEnabled && !now.Before(r.Effective),
			}
			rule.HistoricalLeft, rule.NewLeft = r.left()
			_, rule.Stalled = s.state.Stalled[pair(b.Name, r.DstBucket)]
			states = append(states, rule)
		}
		return nil
	})
	return states
}

// AddRule adds a rule, whatever it says, and returns its id. An empty id gets a generated one, and an empty destination
// region is the destination bucket's.
func (s *Service) AddRule(name string, rule Rule) (string, error) {
	rule.ID = cmp.Or(rule.ID, newUUID())
	err := s.with(name, func(b *bucket, now time.Time) error {
		if b.rule(rule.ID) != nil {
			return fmt.Errorf("the bucket %q has a rule %q already", name, rule.ID)
		}
		if destination, ok := s.state.Buckets[rule.DstBucket]; ok {
			rule.DstRegion = cmp.Or(rule.DstRegion, destination.Region)
		}
		s.install(b, rule, now)
		return nil
	})
	return rule.ID, err
}

// SetRuleStatus enables or disables a rule: StatusEnabled or StatusDisabled.
func (s *Service) SetRuleStatus(name, id, status string) error {
	if status != StatusEnabled && status != StatusDisabled {
		return fmt.Errorf("the status %q is neither %q nor %q", status, StatusEnabled, StatusDisabled)
	}
	return s.withRule(name, id, func(b *bucket, r *activeRule, now time.Time) { s.setStatus(b, r, status, now) })
}

// MutateRule changes a rule in place, which the console cannot do.
func (s *Service) MutateRule(name, id string, change func(*Rule)) error {
	return s.withRule(name, id, func(b *bucket, r *activeRule, now time.Time) {
		changed := r.Rule
		change(&changed)
		changed = changed.withDefaults()
		status := changed.Status
		changed.ID, changed.Status = r.ID, r.Status
		r.Rule, r.Modified = changed, now
		s.setStatus(b, r, status, now)
	})
}

// RemoveRule deletes a rule; what it has copied stays.
func (s *Service) RemoveRule(name, id string) error {
	return s.withRule(name, id, func(b *bucket, r *activeRule, _ time.Time) { b.remove(r) })
}

// SetStalled makes the replication from one bucket to another copy nothing, though its rule is enabled; false lets it
// catch up at once. It outlives the rule.
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
