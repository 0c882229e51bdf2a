package replication

import "fmt"

// rulesInPlan counts the rules of this configuration out of the source bucket and into the destination bucket.
func rulesInPlan(me Entry, others []Entry, c Capabilities) []Finding {
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
			Found: fmt.Sprintf("This configuration has %d rules into %s; %s allows %d.", in, endText(me.Spec.Destination), c.Title, c.MaxRulesIn),
			Do:    "Replicate some of the sources to another bucket.",
		})
	}
	return findings
}

// rulesOutInCloud counts the rules out of the source bucket that others made.
func rulesOutInCloud(s Spec, f Facts, c Capabilities) []Finding {
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
}

// rulesOutAtApply counts the rules out of the source bucket as they are just before the write.
func rulesOutAtApply(rule Rule, existing []Rule, c Capabilities) []Finding {
	if _, there := FindRule(existing, rule.ID); there || c.MaxRulesOut == 0 {
		return nil
	}
	count := 1
	for _, r := range standing(existing) {
		if r.Source.Bucket == rule.Source.Bucket {
			count++
		}
	}
	if count <= c.MaxRulesOut {
		return nil
	}
	return []Finding{tooManyOut(count, rule.Source.String(), "with those that exist", c)}
}

func tooManyOut(count int, source, which string, c Capabilities) Finding {
	return Finding{
		Path:  "source.bucket",
		Found: fmt.Sprintf("This would be rule number %d out of %s, %s; %s allows %d.", count, source, which, c.Title, c.MaxRulesOut),
		Do:    "Delete rules that nobody needs; the data source multicloud_replication_rules lists them all.",
	}
}
