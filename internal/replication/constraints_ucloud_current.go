package replication

import (
	"fmt"
	"strings"
)

func constraintU7() Constraint {
	return Constraint{
		ID: "U7", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenCurrent,
		Title:  "At most 100 rules of a bucket",
		Source: "US3 guide to bucket replication (limits)",
		Doc: "A bucket has up to 100 replication rules; UCloud's support raises that for an account, and `checks` follows. Holds under " +
			"`rule_set = \"current\"`; the strict rule set allows one pair.",
		Needs: []FactKind{FactSourceRules},
		Plan:  rulesInPlan,
		Live:  rulesOutInCloud,
		Apply: rulesOutAtApply,
	}
}

func constraintU8() Constraint {
	return Constraint{
		ID: "U8", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenCurrent,
		Title:  "Mainland China and overseas do not mix",
		Source: "US3 guide to bucket replication (limits) and price list (which regions are domestic)",
		Doc: "US3 does not replicate between a region of mainland China and one overseas unless UCloud's support has opened it for the account. Hong Kong and " +
			"Taipei are billed as overseas, but nowhere said to be so here: they are a warning.",
		Static: func(s Spec, _ Capabilities) []Finding {
			source, destination := s.Source.Region.Or(""), s.Destination.Region.Or("")
			from, okFrom := ucloudRegions[source]
			to, okTo := ucloudRegions[destination]
			if !okFrom || !okTo || (from.border == domestic) == (to.border == domestic) {
				return nil
			}
			return []Finding{{
				Path: "destination.region",
				Found: "The source is in " + ucloudRegionText(source) + ", the destination in " + ucloudRegionText(destination) +
					", and US3 does not replicate across the border of mainland China.",
				Do:      "Choose a destination on the same side, or ask UCloud's support to open it for your account.",
				Lowered: from.border == billedOverseas || to.border == billedOverseas,
			}}
		},
	}
}

func constraintU9() Constraint {
	return Constraint{
		ID: "U9", Cloud: UCloud, Severity: SeverityWarning, Certainty: Documented, When: whenCurrent,
		Title:  "Prefixes end where you say, and regions are those that are listed",
		Source: "US3 guide to bucket replication (scope) and limits (regions)",
		Doc: "A prefix is compared letter by letter: `test` covers test/a.txt, but test.txt and test-1/demo.jpg as well; `test/` is the folder. A region that the US3 " +
			"limits do not list may replicate all the same, or not.",
		Static: func(s Spec, _ Capabilities) []Finding {
			var findings []Finding
			for _, p := range sorted(s.Prefixes.Or(nil)) {
				if p != "" && !strings.HasSuffix(p, "/") && !strings.Contains(p, "*") {
					findings = append(findings, Finding{
						Path:  "prefixes",
						Found: fmt.Sprintf("The prefix %q covers every key that begins with it, not only what is in a folder of that name.", p),
						Do:    fmt.Sprintf("For the folder, write %q.", p+"/"),
					})
					break
				}
			}
			return append(findings, eachRegion(s, func(side, region string) *Finding {
				if ucloudRegions[region].listed {
					return nil
				}
				return &Finding{
					Path:  side + ".region",
					Found: "The limits of US3 do not list the region " + ucloudRegionText(region) + " among those that replicate.",
					Do:    spelledRegion(region) + "Check the spelling; if US3 offers replication there, there is nothing to do.",
				}
			})...)
		},
	}
}
