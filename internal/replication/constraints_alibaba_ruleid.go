package replication

import (
	"fmt"
	"unicode/utf8"
)

// ossRuleIDLength is the longest rule id in characters, after the OSS documentation of PutBucketReplication.
const ossRuleIDLength = 255

func constraintA9() Constraint {
	return Constraint{
		ID: "A9", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "A rule id has 1 to 255 characters and is unique in its source bucket",
		Source: "OSS documentation of PutBucketReplication (ID, error InvalidArgument \"Rule ID is not unique.\")",
		Doc: "The id names the rule among all rules of its source bucket, whoever made them. Leave `rule_id` out and the provider " +
			"makes one up.",
		Needs: []FactKind{FactSourceRules},
		Static: func(s Spec, _ Capabilities) []Finding {
			id, known := s.RuleID.Get()
			n := utf8.RuneCountInString(id)
			switch {
			case known && n == 0:
				return []Finding{{Path: "rule_id", Found: "The rule id is empty.", Do: "Leave rule_id out, and the provider makes one up."}}
			case n > ossRuleIDLength:
				return []Finding{{
					Path:  "rule_id",
					Found: fmt.Sprintf("The rule id has %d characters; OSS takes at most %d.", n, ossRuleIDLength),
					Do:    "Shorten it, or leave rule_id out, and the provider makes one up.",
				}}
			}
			return nil
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			id, known := s.RuleID.Get()
			source, destination, knownEnds := s.Ends()
			rules, _ := f.SourceRules.Get()
			r, exists := FindRule(rules, id)
			if !known || !knownEnds || !exists || id == f.Own {
				return nil
			}
			if r.SamePair(source, destination) {
				return nil // the pair of buckets is what is in the way, says another constraint
			}
			return idInUse(r, f)
		},
	}
}

// idInUse judges a rule to another bucket that has the id.
func idInUse(r Rule, f Facts) []Finding {
	if r.Status == StatusClosing {
		return []Finding{{
			Path:    "rule_id",
			Found:   "The id is still that of a rule that is being deleted: " + r.describe() + ".",
			Do:      "Apply when that rule is gone, which takes some minutes, or choose another rule_id.",
			Lowered: true,
		}}
	}
	claim := f.claim(r)
	if claim == ClaimManaged {
		return nil
	}
	return []Finding{{
		Path:    "rule_id",
		Found:   "The id is already that of another rule of the source bucket: " + r.describe() + ".",
		Do:      "Choose another rule_id, or leave it out. " + r.importSteps(),
		Lowered: claim == ClaimUndecided,
	}}
}
