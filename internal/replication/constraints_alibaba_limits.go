package replication

import "fmt"

func constraintA7() Constraint {
	return Constraint{
		ID: "A7", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "At most 100 rules out of a bucket, and 100 into one",
		Source: "OSS documentation of PutBucketReplication (errors TooManyOutgoingReplication and TooManyIncomingReplication)",
		Doc: "A bucket can be the source of 100 rules and the destination of 100. Rules out of the source bucket are counted in the cloud; those into " +
			"the destination only within this configuration, since OSS does not list them.",
		Needs: []FactKind{FactSourceRules},
		Plan: func(me Entry, others []Entry, c Capabilities) []Finding {
			if !me.Writes {
				return nil
			}
			out, in := 1, 1
			for _, o := range others {
				if same(me.Spec.Source, o.Spec.Source) {
					out++
				}
				if same(me.Spec.Destination, o.Spec.Destination) {
					in++
				}
			}
			var findings []Finding
			if c.MaxRulesOut > 0 && out > c.MaxRulesOut {
				findings = append(findings, tooManyOut(out, endText(me.Spec.Source), "in this configuration", c))
			}
			if c.MaxRulesIn > 0 && in > c.MaxRulesIn {
				findings = append(findings, Finding{
					Path:  "destination.bucket",
					Found: fmt.Sprintf("This configuration has %d rules into %s; OSS allows %d.", in, endText(me.Spec.Destination), c.MaxRulesIn),
					Do:    "Replicate some of the sources to another bucket.",
				})
			}
			return findings
		},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			rules, _ := f.SourceRules.Get()
			stand := standing(rules)
			if _, known := s.Source.Bucket.Get(); !known {
				return nil
			}
			// Asking who manages a rule may take a moment, so nobody is asked where it makes no difference.
			if !f.New || c.MaxRulesOut == 0 || len(stand)+1 <= c.MaxRulesOut {
				return nil
			}
			count := len(stand) + 1
			for _, r := range stand {
				if f.claim(r) != ClaimForeign {
					count-- // counted in the plan, unless the plan removes it
				}
				if count <= c.MaxRulesOut {
					return nil
				}
			}
			return []Finding{tooManyOut(count, endText(s.Source), "with those that others made", c)}
		},
		Apply: func(rule Rule, existing []Rule, c Capabilities) []Finding {
			if _, there := FindRule(existing, rule.ID); there || c.MaxRulesOut == 0 {
				return nil
			}
			count := len(standing(existing)) + 1
			if count <= c.MaxRulesOut {
				return nil
			}
			return []Finding{tooManyOut(count, rule.Source.String(), "with those that exist", c)}
		},
	}
}

func tooManyOut(count int, source, which string, c Capabilities) Finding {
	return Finding{
		Path:  "source.bucket",
		Found: fmt.Sprintf("This would be rule number %d out of %s, %s; OSS allows %d.", count, source, which, c.MaxRulesOut),
		Do:    "Delete rules that nobody needs; the data source multicloud_replication_rules lists them all.",
	}
}
