package replication

import (
	"fmt"
	"strings"
)

// maxPriority is the largest priority of a rule, after the COS documentation of PUT Bucket replication.
const maxPriority = 1000

func constraintT3() Constraint {
	return Constraint{
		ID: "T3", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "All rules of a bucket have a priority, or none",
		Source: "COS documentation of PUT Bucket replication (Priority)",
		Doc: "A priority is a number from 1 to 1000 that no other rule of the source bucket has; where several rules hold for one object, the smallest number wins. " +
			"Either all rules of the bucket have one, whoever made them, or none. Rules that this configuration manages may all be given priorities, or swap them, in one " +
			"apply: the provider writes them together. For that they must be applied at the same time, so `-parallelism` must be at least their number.",
		Needs: []FactKind{FactSourceRules},
		Plan:  prioritiesInPlan,
		Live:  prioritiesInCloud,
		Apply: prioritiesAtApply,
	}
}

// priorityOf is the priority of a spec, 0 for none.
func (s Spec) priorityOf() (int64, bool) { return orDefault(s.Tencent.Priority, 0).Get() }

// priorities collects what is wrong with a rule's priority, all of it on one attribute.
type priorities struct {
	mine                int64
	with, without, same []string // the other rules, by name
}

// clashes tells whether a rule with the other priority cannot be beside this one.
func (p *priorities) clashes(other int64) bool {
	return (p.mine == 0) != (other == 0) || p.mine != 0 && p.mine == other
}

func (p *priorities) add(name string, other int64) {
	switch {
	case p.mine == 0 && other != 0:
		p.with = append(p.with, name)
	case p.mine != 0 && other == 0:
		p.without = append(p.without, name)
	case p.mine != 0 && p.mine == other:
		p.same = append(p.same, name)
	}
}

func (p *priorities) finding() []Finding {
	var found, do []string
	if len(p.with) > 0 {
		found = append(found, "This rule has no priority, but others of the same source bucket have one: "+list(p.with)+".")
		do = append(do, "Give this rule a priority that no other has; the smallest number wins.")
	}
	if len(p.without) > 0 {
		found = append(found, fmt.Sprintf("This rule has the priority %d, but others of the same source bucket have none: %s.", p.mine, list(p.without)))
		do = append(do, "Give all rules of the bucket a priority, or none.")
	}
	if len(p.same) > 0 {
		found = append(found, fmt.Sprintf("Another rule of the same source bucket has the priority %d as well: %s.", p.mine, list(p.same)))
		do = append(do, "Give each rule a priority of its own; the smallest number wins.")
	}
	if len(found) == 0 {
		return nil
	}
	return []Finding{{Path: "tencent.priority", Found: strings.Join(found, " "), Do: strings.Join(do, " ")}}
}

func prioritiesInPlan(me Entry, others []Entry, _ Capabilities) []Finding {
	mine, known := me.Spec.priorityOf()
	if !known {
		return nil
	}
	if given, _ := me.Spec.Tencent.Priority.Get(); me.Writes && !me.Spec.Tencent.Priority.IsNull() && (given < 1 || given > maxPriority) {
		return []Finding{{
			Path:  "tencent.priority",
			Found: fmt.Sprintf("The priority is %d; COS takes 1 to %d.", given, maxPriority),
			Do:    "Write a number in that range that no other rule of the bucket has, or leave tencent.priority out in all of them.",
		}}
	}
	p := priorities{mine: mine}
	for _, o := range fromSameBucket(me, others) {
		if theirs, known := o.Spec.priorityOf(); known {
			p.add(o.Describe(), theirs)
		}
	}
	return p.finding()
}

// prioritiesInCloud is at most a warning: a rule that somebody else made may be changed before the apply.
func prioritiesInCloud(s Spec, f Facts, _ Capabilities) []Finding {
	mine, known := s.priorityOf()
	if _, okSource := s.Source.Bucket.Get(); !known || !okSource {
		return nil
	}
	p := priorities{mine: mine}
	foreign, undecided := f.foreignRules(func(r Rule) bool { return p.clashes(int64(r.Tencent.Priority)) })
	for _, r := range foreign {
		p.add(r.describe(), int64(r.Tencent.Priority))
	}
	return inCloud(p.finding(), foreign, undecided)
}

// inCloud words findings about rules that exist and that this configuration is not known to manage.
func inCloud(findings []Finding, foreign []Rule, undecided bool) []Finding {
	for i := range findings {
		findings[i].Lowered = true
		if undecided {
			findings[i].Found += notSeenYet
			continue
		}
		findings[i].Do += " Nothing in this configuration is known to manage the others, and COS refuses this rule beside them: change them where they are managed. " +
			foreign[0].importSteps()
	}
	return findings
}

func prioritiesAtApply(rule Rule, existing []Rule, _ Capabilities) []Finding {
	p := priorities{mine: int64(rule.Tencent.Priority)}
	var clashing []Rule
	for _, r := range standing(existing) {
		if r.ID != rule.ID && p.clashes(int64(r.Tencent.Priority)) {
			clashing = append(clashing, r)
			p.add(r.describe(), int64(r.Tencent.Priority))
		}
	}
	return atApply(p.finding(), clashing)
}

// atApply adds what to do where rules that change together were not applied together, and where the others are not managed here.
func atApply(findings []Finding, others []Rule) []Finding {
	for i := range findings {
		findings[i].Do += togetherOrTwice + " If nothing manages the others, import them, the first by the id " + others[0].Ref().ImportID() + "."
	}
	return findings
}

// togetherOrTwice is what to do where rules that change together were not applied together.
const togetherOrTwice = " Where this configuration changes the other rules in the same apply, they must be written together: run it with a -parallelism of at least the " +
	"number of these rules, without depends_on between them, or apply once more."
