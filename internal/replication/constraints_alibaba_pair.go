package replication

func constraintA6() Constraint {
	return Constraint{
		ID: "A6", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "One rule per pair of buckets",
		Source: "OSS documentation of PutBucketReplication (error BucketReplicationAlreadyExist)",
		Doc: "From one bucket to another OSS keeps one rule; several prefixes belong into that one. A rule that is being deleted stays in the way for " +
			"some minutes: the provider waits for it, which is a warning. A rule that exists already is never taken over silently: import it. " +
			"`create_before_destroy` cannot work here, since the new rule is refused while the old one stands.",
		Needs: []FactKind{FactSourceRules},
		Plan: func(me Entry, others []Entry, c Capabilities) []Finding {
			for _, o := range others {
				// The same rule twice is another constraint's.
				if !c.OnePerPair || !me.SamePair(o) || me.SameSettings(o, c) {
					continue
				}
				return []Finding{{
					Path:  "destination.bucket",
					Found: "Another resource of this configuration has a rule for the same pair of buckets: " + o.Describe() + ". OSS keeps one rule per pair.",
					Do:    "Put the prefixes of both into one resource and remove the other. " + movedPair,
				}}
			}
			return nil
		},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			source, destination, known := s.Ends()
			rules, _ := f.SourceRules.Get()
			if !known || !c.OnePerPair {
				return nil
			}
			for _, r := range rules {
				if !r.SamePair(source, destination) {
					continue
				}
				if finding := occupied(r, f); finding != nil {
					return []Finding{*finding}
				}
			}
			return nil
		},
		Apply: func(rule Rule, existing []Rule, c Capabilities) []Finding {
			for _, r := range standing(existing) {
				if c.OnePerPair && r.ID != rule.ID && r.SamePair(rule.Source, rule.Destination) && !r.sameSettings(rule) {
					return []Finding{taken(r)}
				}
			}
			return nil
		},
	}
}

const movedPair = "Where a pair of buckets moves between two addresses of this configuration, keep one address, or use a `moved` block, " +
	"or remove it in one apply and add it in the next; `create_before_destroy` cannot work."

// occupied judges a rule that exists for the pair of buckets, by who manages it.
func occupied(r Rule, f Facts) *Finding {
	if r.Status == StatusClosing {
		return &Finding{
			Path:    "destination.bucket",
			Found:   "The " + r.describe() + " is being deleted, and OSS keeps one rule per pair of buckets.",
			Do:      "There is nothing to do: the apply waits until that rule is gone, which takes some minutes.",
			Lowered: true,
		}
	}
	switch f.claim(r) {
	case ClaimManaged:
		return nil // the ledger judges the resource that manages it
	case ClaimUndecided:
		return &Finding{
			Path:    "destination.bucket",
			Found:   "OSS keeps one rule per pair of buckets, and there is one already: " + r.describe() + ". It was not yet seen in this plan.",
			Do:      "If another resource of this configuration manages it and this plan removes it, there is nothing to do. " + movedPair,
			Lowered: true,
		}
	default:
		finding := taken(r)
		return &finding
	}
}

// taken is the finding that a rule of nobody in this configuration stands between the buckets.
func taken(r Rule) Finding {
	return Finding{
		Path:  "destination.bucket",
		Found: "OSS keeps one rule per pair of buckets, and there is one already: " + r.describe() + ". Nothing in this configuration is known to manage it.",
		Do: r.importSteps() + "\n\nOtherwise delete that rule, if nobody needs it, and apply again when it is gone.\n\n" +
			movedPair,
	}
}
