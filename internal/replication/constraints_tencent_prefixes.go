package replication

import (
	"fmt"
	"strings"
)

func constraintT4() Constraint {
	return Constraint{
		ID: "T4", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "Without priorities, prefixes of two rules must not overlap",
		Source: "COS documentation of PUT Bucket replication (Priority)",
		Doc: "Where no rule of the source bucket has a priority, no object may fall under two of them: no prefix may begin with that of another rule, and a rule for the whole " +
			"bucket stands alone. Tags make no difference. The documentation does not say whether this holds for rules to different destination buckets too, so that is " +
			"a warning. With priorities, rules may overlap and the smallest number wins.",
		Needs: []FactKind{FactSourceRules},
		Plan:  overlapsInPlan,
		Live:  overlapsInCloud,
		Apply: overlapsAtApply,
	}
}

// overlap tells whether an object could fall under both; no prefix is the whole bucket.
func overlap(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, p := range a {
		for _, q := range b {
			if strings.HasPrefix(p, q) || strings.HasPrefix(q, p) {
				return true
			}
		}
	}
	return false
}

// overlaps are the rules that overlap with one rule, by name.
type overlaps struct {
	mine             []string
	alike, elsewhere []string // to the same destination bucket, and to others
}

func (o *overlaps) add(name string, prefixes []string, sameDestination bool) {
	if !overlap(o.mine, prefixes) {
		return
	}
	name += " (" + prefixText(prefixes) + ")"
	if sameDestination {
		o.alike = append(o.alike, name)
	} else {
		o.elsewhere = append(o.elsewhere, name)
	}
}

func (o *overlaps) finding() []Finding {
	const do = "Give the rules prefixes of which none begins with another, or give all rules of the source bucket a priority (tencent.priority)."
	switch {
	case len(o.alike) > 0:
		return []Finding{{
			Path:  "prefixes",
			Found: "This rule copies " + prefixText(o.mine) + ", and no rule has a priority, but another rule to the same destination holds for the same objects: " + list(o.alike) + ".",
			Do:    do,
		}}
	case len(o.elsewhere) > 0:
		return []Finding{{
			Path: "prefixes",
			Found: "This rule copies " + prefixText(o.mine) + ", and no rule has a priority, but a rule to another destination holds for the same objects: " + list(o.elsewhere) +
				". The COS documentation does not say whether it takes that.",
			Do:      do,
			Lowered: true,
		}}
	}
	return nil
}

// withoutPriority are the prefixes of a rule that has no priority; false if it has one, or if either is not known.
func (s Spec) withoutPriority() ([]string, bool) {
	priority, known := s.priorityOf()
	prefixes, knownPrefixes := orDefault(s.Prefixes, nil).Get()
	return sorted(prefixes), known && priority == 0 && knownPrefixes
}

func overlapsInPlan(me Entry, others []Entry, c Capabilities) []Finding {
	mine, ok := me.Spec.withoutPriority()
	if !ok {
		return nil
	}
	o := overlaps{mine: mine}
	for _, other := range fromSameBucket(me, others) {
		theirs, ok := other.Spec.withoutPriority()
		if !ok || me.SamePair(other) && me.SameSettings(other, c) {
			continue // the same rule twice is another constraint's
		}
		if _, known := other.Spec.Destination.Bucket.Get(); known {
			o.add(other.Describe(), theirs, me.SamePair(other))
		}
	}
	return o.finding()
}

// overlapsInCloud is at most a warning: a rule that somebody else made may be changed before the apply.
func overlapsInCloud(s Spec, f Facts, _ Capabilities) []Finding {
	mine, ok := s.withoutPriority()
	source, destination, known := s.Ends()
	if !ok || !known {
		return nil
	}
	o := overlaps{mine: mine}
	foreign, undecided := f.foreignRules(func(r Rule) bool { return r.Tencent.Priority == 0 && overlap(mine, r.Prefixes) })
	for _, r := range foreign {
		o.add(r.describe(), r.Prefixes, r.SamePair(source, destination))
	}
	return inCloud(o.finding(), foreign, undecided)
}

func overlapsAtApply(rule Rule, existing []Rule, _ Capabilities) []Finding {
	if rule.Tencent.Priority != 0 {
		return nil
	}
	o := overlaps{mine: rule.Prefixes}
	var overlapping []Rule
	for _, r := range standing(existing) {
		twice := r.SamePair(rule.Source, rule.Destination) && r.sameSettings(rule) // another constraint's
		if r.ID != rule.ID && r.Tencent.Priority == 0 && !twice && overlap(o.mine, r.Prefixes) {
			overlapping = append(overlapping, r)
			o.add(r.describe(), r.Prefixes, r.SamePair(rule.Source, rule.Destination))
		}
	}
	return atApply(o.finding(), overlapping)
}

func constraintT9() Constraint {
	return Constraint{
		ID: "T9", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "A rule has one prefix, or none",
		Source: "COS documentation of PUT Bucket replication (Prefix, Filter)",
		Doc: "A rule of COS copies the whole bucket or what begins with one prefix. For several prefixes make one rule for each, which may go to the same destination. " +
			"To replicate the whole bucket, leave `prefixes` out.",
		Static: func(s Spec, _ Capabilities) []Finding {
			prefixes, known := s.Prefixes.Get()
			switch {
			case known && len(prefixes) > 1:
				return []Finding{{
					Path:  "prefixes",
					Found: fmt.Sprintf("There are %d prefixes; a rule of COS takes one.", len(prefixes)),
					Do:    "Make one resource for each prefix, with for_each for instance; they may have the same destination.",
				}}
			case known && len(prefixes) == 1 && prefixes[0] == "":
				return []Finding{{
					Path:  "prefixes",
					Found: "The prefix is empty.",
					Do:    "Leave `prefixes` out to replicate the whole bucket.",
				}}
			}
			return nil
		},
	}
}
