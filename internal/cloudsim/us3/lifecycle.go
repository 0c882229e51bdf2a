package us3

import (
	"slices"
	"strings"
	"time"
)

// lifecycleOf reads a rule from the parameters. Days are 7 to 36500; 0 is off.
func lifecycleOf(c *call) (LifecycleRule, *failure) {
	rule := LifecycleRule{Name: c.text("LifeCycleName"), Prefix: c.text("Prefix")}
	var refused *failure
	if rule.Status, refused = c.oneOf("Status", StatusEnabled, StatusDisabled); refused != nil {
		return rule, refused
	}
	for name, days := range map[string]*int{"Days": &rule.Days, "ArchivalDays": &rule.ArchivalDays, "IADays": &rule.IADays} {
		if *days, refused = c.number(name, 0, 0, 36500); refused != nil || *days > 0 && *days < 7 {
			return rule, refuse(codeOutOfRange)
		}
	}
	return rule, nil
}

func (b *bucket) lifecycleIndex(id string) int {
	return slices.IndexFunc(b.Lifecycle, func(r LifecycleRule) bool { return r.ID == id })
}

func (b *bucket) lifecyclePrefixTaken(prefix, butID string) bool {
	return slices.ContainsFunc(b.Lifecycle, func(r LifecycleRule) bool { return r.Prefix == prefix && r.ID != butID })
}

func (s *Service) createLifecycle(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	rule, refused := lifecycleOf(c)
	switch {
	case refused != nil:
		return nil, refused
	case b.lifecyclePrefixTaken(rule.Prefix, ""):
		return nil, refuse(codePrefixTaken)
	case len(b.Lifecycle) >= maxLifecycles:
		return nil, refuse(codeTooManyLifecycles)
	}
	rule.ID = newUUID()
	b.Lifecycle = append(b.Lifecycle, rule)
	return fields{"LifeCycleId": rule.ID}, nil
}

// describeLifecycle answers both DataSet, as the documentation's table has it, and DateSet, as its sample does.
func (s *Service) describeLifecycle(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	id, rows := c.text("LifeCycleId"), []fields{}
	for _, r := range b.Lifecycle {
		if id == "" || id == r.ID {
			rows = append(rows, fields{
				"BucketName": b.Name, "LifeCycleId": r.ID, "LifeCycleName": r.Name, "Prefix": r.Prefix, "Status": r.Status,
				"Days": r.Days, "ArchivalDays": r.ArchivalDays, "IADays": r.IADays,
			})
		}
	}
	if id != "" && len(rows) == 0 {
		return nil, refuse(codeNoLifecycle)
	}
	return fields{"DataSet": rows, "DateSet": rows}, nil
}

func (s *Service) updateLifecycle(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	i := b.lifecycleIndex(c.text("LifeCycleId"))
	if i < 0 {
		return nil, refuse(codeNoLifecycle)
	}
	rule, refused := lifecycleOf(c)
	switch rule.ID = b.Lifecycle[i].ID; {
	case refused != nil:
		return nil, refused
	case b.lifecyclePrefixTaken(rule.Prefix, rule.ID):
		return nil, refuse(codePrefixTaken)
	}
	b.Lifecycle[i] = rule
	return nil, nil
}

func (s *Service) deleteLifecycle(c *call) (fields, *failure) {
	b, refused := s.bucketOf(c, c.text("BucketName"))
	if refused != nil {
		return nil, refused
	}
	i := b.lifecycleIndex(c.text("LifeCycleId"))
	if i < 0 {
		return nil, refuse(codeNoLifecycle)
	}
	b.Lifecycle = slices.Delete(b.Lifecycle, i, i+1)
	return nil, nil
}

// expire applies the lifecycle rules of a bucket. They act on this bucket alone: no rule carries a deletion onward.
func (b *bucket) expire(now time.Time) {
	for key, o := range b.Objects {
		age := now.Sub(o.Modified)
		due := func(days int) bool { return days > 0 && age >= time.Duration(days)*24*time.Hour }
		for _, r := range b.Lifecycle {
			if r.Status == StatusDisabled || !covers(r.Prefix, key) {
				continue
			}
			switch {
			case due(r.Days):
				delete(b.Objects, key)
			case due(r.ArchivalDays):
				o.Class = ClassArchive
			case due(r.IADays) && o.Class == ClassStandard:
				o.Class = ClassIA
			}
		}
	}
}

// covers tells whether a key is in the scope of a prefix; "*" is everything.
func covers(prefix, key string) bool { return prefix == WholeBucket || strings.HasPrefix(key, prefix) }
