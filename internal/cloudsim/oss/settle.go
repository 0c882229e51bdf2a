package oss

import (
	"cmp"
	"slices"
	"time"
)

// taskKind is what a rule has to do to the destination bucket.
type taskKind string

const (
	taskCopy          taskKind = "copy"           // copy a version
	taskMarker        taskKind = "marker"         // add a delete marker
	taskDelete        taskKind = "delete"         // delete an object of an unversioned bucket
	taskDeleteVersion taskKind = "delete-version" // delete one version for good
)

// task is one change at the source that has not reached the destination.
type task struct {
	Kind       taskKind  `json:"kind"`
	Key        string    `json:"key"`
	VersionID  string    `json:"version_id,omitempty"`
	Seq        int64     `json:"seq"` // of the version to copy; else of the change itself
	Written    time.Time `json:"written"`
	Due        time.Time `json:"due"`
	Historical bool      `json:"historical,omitempty"`
}

// settle brings everything up to the clock's time and returns it: what is due is replicated, in the order in which it
// became due across all rules, and rules whose closing is over are removed.
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
			until := now
			if !rule.Gone.IsZero() && rule.Gone.Before(now) {
				until = rule.Gone
			}
			rule.Tasks = slices.DeleteFunc(rule.Tasks, func(t task) bool {
				if t.Due.After(until) {
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
	for _, source := range s.state.Buckets {
		source.Rules = slices.DeleteFunc(source.Rules, func(r *activeRule) bool {
			return !r.Gone.IsZero() && !r.Gone.After(now)
		})
	}
	return now
}

// blocked tells whether the rule copies nothing at present: stalled, or its destination is not where the rule says.
func (s *Service) blocked(source *bucket, rule *activeRule) bool {
	_, stalled := s.state.Stalled[pair(source.Name, rule.Bucket)]
	destination, ok := s.state.Buckets[rule.Bucket]
	return stalled || !ok || findRegion(destination.Region).location() != rule.Location
}

func pair(source, destination string) string { return source + "/" + destination }

// install puts a rule to work and lists the existing objects that it has to copy.
func (s *Service) install(source *bucket, rule Rule, now time.Time) {
	active := &activeRule{Rule: rule, Created: now, Effective: now.Add(s.options.Starting)}
	if rule.RTC {
		active.RTCSince = now
	}
	if rule.Historical {
		s.listHistorical(source, active)
	}
	source.Rules = append(source.Rules, active)
}

func (s *Service) listHistorical(source *bucket, rule *activeRule) {
	type item struct {
		key string
		v   *version
		t   map[string]string
	}
	var items []item
	for key, versions := range source.Objects {
		var tags map[string]string
		for _, v := range versions {
			if !v.Marker {
				tags = v.Tags
			}
			if !v.Replica {
				items = append(items, item{key, v, tags})
			}
		}
	}
	slices.SortFunc(items, func(a, b item) int { return cmp.Compare(a.v.Seq, b.v.Seq) })
	for _, i := range items {
		t := task{Kind: taskCopy, Key: i.key, VersionID: i.v.ID, Seq: i.v.Seq, Written: i.v.Modified, Historical: true}
		if i.v.Marker {
			t.Kind = taskMarker
		}
		if !rule.replicates(t, i.t) {
			continue
		}
		rule.HistoricalTotal++
		seconds := float64(rule.HistoricalTotal) / s.options.HistoricalPerSecond
		t.Due = rule.Effective.Add(time.Duration(seconds * float64(time.Second)))
		rule.Tasks = append(rule.Tasks, t)
	}
}

// record notes a change of the source bucket for every rule that replicates it. Tags are those of the object concerned.
func (s *Service) record(source *bucket, t task, tags map[string]string, now time.Time) {
	t.Written = now
	for _, rule := range source.Rules {
		if !rule.replicates(t, tags) {
			continue
		}
		from := now
		if rule.Effective.After(now) {
			from = rule.Effective
		}
		t.Due = from.Add(s.options.CopyLatency)
		rule.Tasks = append(rule.Tasks, t)
	}
}

func (r *activeRule) status(now time.Time) string {
	switch {
	case !r.Gone.IsZero():
		return "closing"
	case now.Before(r.Effective):
		return "starting"
	}
	return "doing"
}

// rtcStatus is "enabling" until the rule is in effect, its historical data is copied and the set-up time has passed.
func (s *Service) rtcStatus(r *activeRule, now time.Time) string {
	if !r.RTC {
		return ""
	}
	from := r.Effective
	if r.RTCSince.After(from) {
		from = r.RTCSince
	}
	historical, _ := r.left()
	if historical > 0 || now.Before(from.Add(s.options.EnablingRTC)) {
		return "enabling"
	}
	return "enabled"
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

// replicatedUntil is the time up to which new writes have reached the destination. A stalled rule's time stands still.
func (s *Service) replicatedUntil(source *bucket, r *activeRule, now time.Time) time.Time {
	until := now
	if since, ok := s.state.Stalled[pair(source.Name, r.Bucket)]; ok && since.Before(until) {
		until = since
		if until.Before(r.Created) {
			until = r.Created
		}
	}
	for _, t := range r.Tasks {
		if before := t.Written.Add(-time.Millisecond); !t.Historical && before.Before(until) {
			until = before
		}
	}
	return until
}
