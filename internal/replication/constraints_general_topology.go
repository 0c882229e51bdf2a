package replication

import (
	"maps"
	"slices"
)

func constraintG3() Constraint {
	return Constraint{
		ID: "G3", Severity: SeverityWarning, Certainty: Documented,
		Title:  "Replicas are not replicated on",
		Source: "OSS guides to cross-region and same-region replication",
		Doc: "With a rule from A to B and one from B to C, what is written to A arrives in B but not in C: only what clients themselves write to B goes on. " +
			"If C is meant to be a copy of A, make a rule from A to C. A rule back, from B to A, is no chain.",
		Needs: []FactKind{FactDestinationRules},
		Plan: func(me Entry, others []Entry, c Capabilities) []Finding {
			if c.OtherChainRule {
				return nil
			}
			var onward, inward []string
			for _, o := range others {
				if same(me.Spec.Destination, o.Spec.Source) && differ(me.Spec.Source, o.Spec.Destination) {
					onward = append(onward, o.Describe())
				}
				if same(o.Spec.Destination, me.Spec.Source) && differ(o.Spec.Source, me.Spec.Destination) {
					inward = append(inward, o.Describe())
				}
			}
			findings := chainOnward(me.Spec, onward)
			if len(inward) > 0 {
				findings = append(findings, Finding{
					Path: "source.bucket",
					Found: "The source bucket " + endText(me.Spec.Source) + " is itself a destination: " + list(inward) +
						". The replicas that arrive there are not replicated on to " + endText(me.Spec.Destination) + ".",
					Do: "If the destination is to hold those objects too, replicate them from the bucket in which they are written.",
				})
			}
			return findings
		},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			source, known := s.Source.Bucket.Get()
			rules, read := f.DestinationRules.Get()
			if !known || !read || c.OtherChainRule {
				return nil
			}
			var onward []string
			for _, r := range standing(rules) {
				if r.Destination.Bucket != source {
					onward = append(onward, r.describe())
				}
			}
			return chainOnward(s, onward)
		},
	}
}

// chainOnward is the finding that the destination is the source of the rules onward.
func chainOnward(s Spec, onward []string) []Finding {
	if len(onward) == 0 {
		return nil
	}
	return []Finding{{
		Path: "destination.bucket",
		Found: "The destination bucket " + endText(s.Destination) + " is itself a source: " + list(onward) +
			". What this rule copies there is not replicated on.",
		Do: "If the last bucket is to hold these objects too, make a rule from " + endText(s.Source) + " to it.",
	}}
}

func constraintG4() Constraint {
	return Constraint{
		ID: "G4", Severity: SeverityWarning, Certainty: Inferred,
		Title:  "Rules in both directions must agree",
		Source: "Follows from what the clouds document of prefixes and of the replication of deletions",
		Doc: "With a rule from A to B and one back, work can move to B in a disaster and return to A afterwards. Where the two rules differ in prefixes, " +
			"what was written to B outside the common ones never comes back; where they differ in deletions, objects that were deleted there come to life again.",
		Needs: []FactKind{FactDestinationRules},
		Plan: func(me Entry, others []Entry, c Capabilities) []Finding {
			for _, o := range others {
				if !me.Reverse(o) {
					continue
				}
				theirs := back{o.Describe(), o.Spec.Prefixes, o.Spec.Tencent.Tags, o.Spec.effectiveDeletes(c)}
				if findings := failback(me.Spec, theirs, c); len(findings) > 0 {
					return findings
				}
			}
			return nil
		},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			rules, _ := f.DestinationRules.Get()
			source, known := s.Source.Bucket.Get()
			for _, r := range standing(rules) {
				if !known || r.Destination.Bucket != source {
					continue
				}
				if findings := failback(s, back{r.describe(), Known(r.Prefixes), Known(r.Tencent.Tags), Known(r.ReplicateDeletes)}, c); len(findings) > 0 {
					return findings
				}
			}
			return nil
		},
	}
}

// back is the rule in the other direction.
type back struct {
	name     string
	prefixes Value[[]string]
	tags     Value[map[string]string]
	deletes  Value[bool]
}

// failback compares a rule with the one in the other direction.
func failback(s Spec, b back, c Capabilities) []Finding {
	var findings []Finding
	if !s.Prefixes.IsUnknown() && !b.prefixes.IsUnknown() {
		mine, theirs := sorted(s.Prefixes.Or(nil)), sorted(b.prefixes.Or(nil))
		if !slices.Equal(mine, theirs) {
			findings = append(findings, Finding{
				Path:  "prefixes",
				Found: "This rule copies " + prefixText(mine) + ", but the rule back (" + b.name + ") copies " + prefixText(theirs) + ".",
				Do:    "Give both rules the same prefixes, or be sure that nobody writes under the others after a failover.",
			})
		}
	}
	if tags := s.Tencent.Tags; !tags.IsUnknown() && !b.tags.IsUnknown() && !maps.Equal(tags.Or(nil), b.tags.Or(nil)) {
		findings = append(findings, Finding{
			Path:  "tencent.tags",
			Found: "This rule and the rule back (" + b.name + ") are limited by different tags.",
			Do:    "Give both rules the same tags, or be sure that nobody writes objects with others after a failover.",
		})
	}
	deletes, known := s.effectiveDeletes(c).Get()
	if theirs, also := b.deletes.Get(); known && also && deletes != theirs {
		findings = append(findings, Finding{
			Path:  "replicate_deletes",
			Found: "This rule " + deletesText(deletes) + ", but the rule back (" + b.name + ") " + deletesText(theirs) + ".",
			Do:    "Give both rules the same replicate_deletes; otherwise an object that is deleted on one side stays on the other.",
		})
	}
	return findings
}

func deletesText(deletes bool) string {
	if deletes {
		return "replicates deletions"
	}
	return "does not replicate deletions"
}

func valueOf[T any](v T, known bool) Value[T] {
	if known {
		return Known(v)
	}
	return Unknown[T]()
}

func sorted(values []string) []string { return slices.Sorted(slices.Values(values)) }

// differ tells whether both ends are known to be different buckets.
func differ(a, b End) bool {
	an, okA := a.Bucket.Get()
	bn, okB := b.Bucket.Get()
	return okA && okB && an != bn
}
