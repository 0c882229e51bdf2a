package replication

// tencentConstraints are those of COS, after the COS documentation of bucket replication.
func tencentConstraints() []Constraint {
	return []Constraint{
		constraintT1(), constraintT2(), constraintT3(), constraintT4(), constraintT5(), constraintT6(),
		constraintT7(), constraintT8(), constraintT9(), constraintT10(), constraintT11(), constraintT12(),
	}
}

// foreignRules are the rules of the source bucket that clash and that nobody in this configuration is known to manage. Who
// manages a rule is asked only of those that clash, since that may take a moment; who is managed is judged in the plan.
func (f Facts) foreignRules(clash func(Rule) bool) (foreign []Rule, undecided bool) {
	rules, _ := f.SourceRules.Get()
	for _, r := range standing(rules) {
		if f.Own != "" && r.ID == f.Own || !clash(r) {
			continue
		}
		claim := f.claim(r)
		if claim == ClaimManaged {
			continue
		}
		undecided = undecided || claim == ClaimUndecided
		foreign = append(foreign, r)
	}
	return foreign, undecided
}

// fromSameBucket are the other rules of the configuration out of the same source bucket.
func fromSameBucket(me Entry, others []Entry) []Entry {
	var mates []Entry
	for _, o := range others {
		if same(me.Spec.Source, o.Spec.Source) {
			mates = append(mates, o)
		}
	}
	return mates
}

// notSeenYet is what is said of rules that exist and whose resource may come later in the plan.
const notSeenYet = " Not all of these were seen in this plan yet: where another resource of this configuration manages one and this plan changes or removes it, there is nothing to do."
