package replication

func constraintU2() Constraint {
	return Constraint{
		ID: "U2", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenStrict,
		Title:  "Two buckets form a pair, and neither is in another",
		Source: "US3 guide to cross-region replication (target storage) and UFile table of error codes (15056)",
		Doc: "Once A replicates to B, neither A nor B can replicate with any other bucket, as source or as destination. All rules of the configuration are compared with " +
			"each other, and with all rules of the project in the regions that replicate. The rule back, from B to A, is of the same pair: a warning, since the documentation " +
			"does not say that both directions work together. UCloud allows 100 rules of a bucket since April 2026: `rule_set = \"current\"` in the provider's object " +
			"`ucloud` follows that. `create_before_destroy` cannot work here, since the new rule is refused while the old one stands.",
		Needs: []FactKind{FactSourceRules, FactDestinationRules, FactAllRules},
		Plan:  pairInPlan,
		Live:  pairInCloud,
		Apply: pairAtApply,
	}
}

// relation is what a pair of buckets is to another one.
type relation int

const (
	apart relation = iota
	// samePair has the same buckets in the same direction, reversePair in the other.
	samePair
	reversePair
	// sourceTaken and destinationTaken share that one bucket, in whatever role it has in the other pair.
	sourceTaken
	destinationTaken
)

// relate tells what the pair from a to b is to the other from c to d, all names of buckets.
func relate(a, b, c, d string) relation {
	switch {
	case a == c && b == d:
		return samePair
	case a == d && b == c:
		return reversePair
	case a == c || a == d:
		return sourceTaken
	case b == c || b == d:
		return destinationTaken
	}
	return apart
}

// buckets are the names of both buckets, which are unique within a cloud.
func (s Spec) buckets() (source, destination string, known bool) {
	source, okSource := s.Source.Bucket.Get()
	destination, okDestination := s.Destination.Bucket.Get()
	return source, destination, okSource && okDestination
}

func pairInPlan(me Entry, others []Entry, c Capabilities) []Finding {
	source, destination, known := me.Spec.buckets()
	if !known {
		return nil
	}
	taken := map[relation][]string{}
	for _, o := range others {
		from, to, known := o.Spec.buckets()
		if !known {
			continue
		}
		r := relate(source, destination, from, to)
		if r == samePair && me.SameSettings(o, c) {
			continue // the same rule twice is another constraint's
		}
		taken[r] = append(taken[r], o.Describe())
	}
	return pairFindings(me.Spec, taken, "another rule of this configuration", "Give each pair buckets of its own, or remove the other rule. "+movedPair)
}

// pairFindings words what takes the buckets of a spec: by holder, for each relation the names of the pairs.
func pairFindings(s Spec, taken map[relation][]string, holder, do string) []Finding {
	const exclusive = " On US3 a bucket replicates with one other bucket only, whether as source or as destination."
	me := "This rule replicates " + endText(s.Source) + " to " + endText(s.Destination) + ", but " + holder
	var findings []Finding
	for _, r := range []struct {
		relation          relation
		path, found, more string
	}{
		{samePair, "destination.bucket", me + " replicates between the same buckets in the same direction: ", " One pair has one rule."},
		{sourceTaken, "source.bucket", me + " has its source bucket in another pair: ", exclusive},
		{destinationTaken, "destination.bucket", me + " has its destination bucket in another pair: ", exclusive},
	} {
		if names := taken[r.relation]; len(names) > 0 {
			findings = append(findings, Finding{Path: r.path, Found: r.found + list(names) + "." + r.more, Do: do + " " + RuleSetSwitch})
		}
	}
	if names := taken[reversePair]; len(names) > 0 {
		findings = append(findings, Finding{
			Path:    "destination.bucket",
			Found:   "This rule replicates " + endText(s.Source) + " to " + endText(s.Destination) + ", and " + holder + " replicates back between the same buckets: " + list(names) + ". US3 does not document what both directions do together.",
			Do:      "Try with a few files whether both directions work together before you rely on it: on each side a file can overwrite a newer one of the same name.",
			Lowered: true,
		})
	}
	return findings
}

func pairInCloud(s Spec, f Facts, _ Capabilities) []Finding {
	source, destination, known := s.buckets()
	if !known || !f.New { // a rule that exists has its pair, and can be switched off whatever else there is
		return nil
	}
	var findings []Finding
	add := func(r Rule, claim Claim) {
		found := pairFindings(s, map[relation][]string{
			relate(source, destination, r.Source.Bucket, r.Destination.Bucket): {r.describe()},
		}, "a rule that exists already", foreignPair(r))
		for _, finding := range found {
			if !finding.Lowered && claim == ClaimUndecided {
				finding.Found += " It was not yet seen in this plan."
				finding.Do = "If another resource of this configuration manages it and this plan removes it, there is nothing to do. " + movedPair
				finding.Lowered = true
			}
			findings = append(findings, finding)
		}
	}
	for _, r := range f.rulesAround() {
		switch relate(source, destination, r.Source.Bucket, r.Destination.Bucket) {
		case apart:
		case reversePair: // a warning needs nobody's claim
			if f.Own == "" || r.ID != f.Own {
				add(r, ClaimForeign)
			}
		default:
			if claim := f.claim(r); claim != ClaimManaged { // the ledger judges the resource that manages it
				add(r, claim)
			}
		}
	}
	return findings
}

// rulesAround are all rules that were read, each once.
func (f Facts) rulesAround() []Rule {
	var all []Rule
	seen := map[RuleRef]bool{}
	for _, fact := range []Fact[[]Rule]{f.SourceRules, f.DestinationRules, f.AllRules} {
		rules, _ := fact.Get()
		for _, r := range standing(rules) {
			if ref := r.Ref().anywhere(); !seen[ref] {
				seen[ref] = true
				all = append(all, r)
			}
		}
	}
	return all
}

func foreignPair(r Rule) string {
	return "Nothing in this configuration is known to manage it. " + r.importSteps() +
		"\n\nOtherwise delete that rule, if nobody needs it, or replicate between other buckets.\n\n" + movedPair
}

func pairAtApply(rule Rule, existing []Rule, _ Capabilities) []Finding {
	spec := Spec{Cloud: rule.Source.Cloud, Source: endOfRef(rule.Source), Destination: endOfRef(rule.Destination)}
	for _, r := range standing(existing) {
		how := relate(rule.Source.Bucket, rule.Destination.Bucket, r.Source.Bucket, r.Destination.Bucket)
		if r.ID == rule.ID || how == apart || how == reversePair {
			continue
		}
		if how == samePair && r.sameSettings(rule) {
			continue // the same rule twice is another constraint's
		}
		return pairFindings(spec, map[relation][]string{how: {r.describe()}}, "a rule that exists already", foreignPair(r))
	}
	return nil
}

func endOfRef(b BucketRef) End { return End{Bucket: Known(b.Bucket), Region: Known(b.Region)} }
