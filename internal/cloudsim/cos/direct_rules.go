package cos

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// RuleState is what a rule says and what it has left to do.
type RuleState struct {
	Rule
	Left    int  `json:"left"`    // versions and delete markers on their way
	Stalled bool `json:"stalled"` // see SetStalled
}

// Rules returns the rules of a bucket as they are in effect, in the document's order; none for a bucket without any.
func (s *Service) Rules(name string) []RuleState {
	var states []RuleState
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		if b.Replication == nil {
			return nil
		}
		for _, r := range b.Replication.Rules {
			r.Tags = slices.Clone(r.Tags)
			state := RuleState{Rule: r, Stalled: s.state.Stalled[pair(b.Name, r.Bucket)]}
			for _, t := range b.Tasks {
				if t.Rule.ID == r.ID && t.Rule.Bucket == r.Bucket && t.Rule.Prefix == r.Prefix {
					state.Left++
				}
			}
			states = append(states, state)
		}
		return nil
	})
	return states
}

// Document returns a bucket's replication document as it is in effect, whatever reads still show; "" for none.
func (s *Service) Document(name string) string {
	text := ""
	_ = s.with(name, func(b *bucket, _ time.Time) error {
		if b.Replication != nil {
			text = b.Replication.XML
		}
		return nil
	})
	return text
}

// SetDocument replaces a bucket's replication document at once; "" deletes it. Any XML will do.
func (s *Service) SetDocument(name, text string) error {
	return s.with(name, func(b *bucket, now time.Time) error { return s.replaceDocument(b, text, now) })
}

func (s *Service) replaceDocument(b *bucket, text string, now time.Time) error {
	var d *document
	if text != "" {
		var err error
		if d, _, err = readDocument(text, now); err != nil {
			return fmt.Errorf("set the replication document of %s: %w", b.Name, err)
		}
	}
	s.setReplication(b, d, now, 0)
	b.SeenReplication = nil
	return nil
}

// AddRule adds a rule to a bucket's document, as a user of the console would; everything else in it stays as it is. A rule
// without a status is enabled, and one without a region goes to where its destination bucket is.
func (s *Service) AddRule(name string, r Rule) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		r.Status = cmp.Or(r.Status, "Enabled")
		if destination, ok := s.state.Buckets[r.Bucket]; ok {
			r.Region = cmp.Or(r.Region, destination.Region)
		}
		if b.Replication == nil {
			role := "qcs::cam::uin/" + b.Owner + ":uin/" + b.Owner
			return s.replaceDocument(b, "<ReplicationConfiguration><Role>"+role+"</Role>"+r.xml()+"</ReplicationConfiguration>", now)
		}
		text := b.Replication.XML
		root, err := parseXML(text)
		if err != nil {
			return err
		}
		if root.innerEnd == root.end {
			return errors.New("the replication document is an empty element")
		}
		return s.replaceDocument(b, text[:root.innerEnd]+r.xml()+text[root.innerEnd:], now)
	})
}

// RemoveRule takes a rule out of a bucket's document; everything else in it stays as it is. The last rule takes the
// document with it.
func (s *Service) RemoveRule(name, id string) error {
	return s.with(name, func(b *bucket, now time.Time) error {
		if b.Replication == nil {
			return fmt.Errorf("the bucket %q has no rule %q", name, id)
		}
		text := b.Replication.XML
		root, err := parseXML(text)
		if err != nil {
			return err
		}
		rules := root.all("Rule")
		i := slices.IndexFunc(rules, func(e *element) bool { return e.value("ID") == id })
		switch {
		case i < 0:
			return fmt.Errorf("the bucket %q has no rule %q", name, id)
		case len(rules) == 1:
			return s.replaceDocument(b, "", now)
		}
		return s.replaceDocument(b, text[:rules[i].start]+text[rules[i].end:], now)
	})
}
