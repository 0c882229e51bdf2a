package us3

import (
	"cmp"
	"slices"
	"time"
)

// task is one change at the source that has not reached the destination.
type task struct {
	Key        string    `json:"key"`
	Delete     bool      `json:"delete,omitempty"`
	Seq        int64     `json:"seq"` // of the object to copy, or of the deletion
	Due        time.Time `json:"due"`
	Historical bool      `json:"historical,omitempty"`
}

// settle brings everything up to the clock's time and returns it: what is due is replicated, in the order in which it
// became due across all rules; then lifecycle rules act.
func (s *Service) settle() time.Time {
	now := s.clock.Now()
	type step struct {
		source *bucket
		rule   *activeRule
		task   task
	}
	var steps []step
	for _, name := range sortedKeys(s.state.Buckets) {
		source := s.state.Buckets[name]
		for _, rule := range source.Rules {
			if s.blocked(source, rule) {
				continue
			}
			rule.Tasks = slices.DeleteFunc(rule.Tasks, func(t task) bool {
				if t.Due.After(now) {
					return false
				}
				steps = append(steps, step{source, rule, t})
				return true
			})
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int {
		return cmp.Or(a.task.Due.Compare(b.task.Due), cmp.Compare(a.task.Seq, b.task.Seq))
	})
	for _, step := range steps {
		s.replicate(step.source, step.rule, step.task)
	}
	for _, b := range s.state.Buckets {
		b.expire(now)
	}
	return now
}

// blocked tells whether the rule copies nothing at present: stalled, or its destination is not where the rule says.
func (s *Service) blocked(source *bucket, rule *activeRule) bool {
	_, stalled := s.state.Stalled[pair(source.Name, rule.DstBucket)]
	destination, ok := s.state.Buckets[rule.DstBucket]
	return stalled || !ok || destination.Region != rule.DstRegion
}

func pair(source, destination string) string { return source + "/" + destination }

// replicate carries out one task. The destination's object of the same name is overwritten or deleted for good, whoever
// wrote it. What has vanished at the source meanwhile is not copied.
func (s *Service) replicate(source *bucket, rule *activeRule, t task) {
	destination := s.state.Buckets[rule.DstBucket]
	if t.Delete {
		delete(destination.Objects, t.Key)
		return
	}
	original, ok := source.Objects[t.Key]
	if !ok || original.Seq != t.Seq {
		return
	}
	replica := *original
	replica.Seq, replica.Modified, replica.Replica = s.next(), t.Due, true
	destination.Objects[t.Key] = &replica
}

func (s *Service) next() int64 {
	s.state.Seq++
	return s.state.Seq
}

// install puts a rule to work.
func (s *Service) install(source *bucket, rule Rule, now time.Time) {
	active := &activeRule{Rule: rule.withDefaults(), Created: now, Modified: now}
	source.Rules = append(source.Rules, active)
	if active.Status == StatusEnabled {
		s.enable(source, active, now)
	}
}

// enable lists the existing objects, the first time only: enabling again replicates what is written from then on.
func (s *Service) enable(source *bucket, rule *activeRule, now time.Time) {
	rule.Effective = now.Add(s.options.Effect)
	if rule.SyncHistory && !rule.Begun {
		s.listHistory(source, rule)
	}
	rule.Begun = true
}

// listHistory lists the objects that are there at the moment at which the rule is enabled.
func (s *Service) listHistory(source *bucket, rule *activeRule) {
	keys := sortedKeys(source.Objects)
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(source.Objects[a].Seq, source.Objects[b].Seq) })
	for _, key := range keys {
		o := source.Objects[key]
		if !covers(rule.Prefix, key) || !s.copies(o) {
			continue
		}
		rule.HistoricalTotal++
		seconds := float64(rule.HistoricalTotal) / s.options.HistoricalPerSecond
		due := rule.Effective.Add(time.Duration(seconds * float64(time.Second)))
		rule.Tasks = append(rule.Tasks, task{Key: key, Seq: o.Seq, Due: due, Historical: true})
	}
}

// copies tells whether an object is replicated at all: not a replica, and today not of the archive class.
func (s *Service) copies(o *object) bool {
	return !o.Replica && (o.Class != ClassArchive || s.state.Switches.RuleSet == RuleSetStrict)
}

// record notes a change of the source bucket for every rule that is enabled. A change before the rule takes effect is
// copied then; one made while it is disabled never.
func (s *Service) record(source *bucket, key string, written *object, now time.Time) {
	t := task{Key: key, Delete: written == nil}
	delay := s.options.CopyLatency
	if written != nil {
		if !s.copies(written) {
			return
		}
		t.Seq = written.Seq
		delay *= time.Duration(max(1, (len(written.Content)+2<<20-1)/(2<<20)))
	} else {
		t.Seq = s.next()
	}
	for _, rule := range source.Rules {
		if rule.Status == StatusDisabled || !covers(rule.Prefix, key) || t.Delete && rule.SyncPolicy != PolicyAddUpdateDelete {
			continue
		}
		from := now
		if rule.Effective.After(now) {
			from = rule.Effective
		}
		t.Due = from.Add(delay)
		rule.Tasks = append(rule.Tasks, t)
	}
}

// setStatus enables or disables a rule. That disabling drops what was not copied yet is INFERRED.
func (s *Service) setStatus(source *bucket, rule *activeRule, status string, now time.Time) {
	if rule.Status == status {
		return
	}
	rule.Status, rule.Modified = status, now
	if status == StatusDisabled {
		rule.Tasks = nil
		return
	}
	s.enable(source, rule, now)
}

// left counts what is still to be replicated.
func (r *activeRule) left() (historical, later int) {
	for _, t := range r.Tasks {
		if t.Historical {
			historical++
		} else {
			later++
		}
	}
	return historical, later
}
