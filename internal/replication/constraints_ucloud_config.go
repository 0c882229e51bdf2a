package replication

import "slices"

func constraintU1() Constraint {
	return Constraint{
		ID: "U1", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenStrict,
		Title:  "The two buckets must be in two different regions",
		Source: "US3 guide to cross-region replication (target region)",
		Doc: "US3 replicates between two regions; buckets of one region cannot be bound to each other. UCloud has allowed one region since April 2026: " +
			"`rule_set = \"current\"` in the provider's object `ucloud` follows that.",
		Static: func(s Spec, _ Capabilities) []Finding {
			crosses, known := s.CrossesRegions()
			if !known || crosses {
				return nil
			}
			return []Finding{{
				Path:  "destination.region",
				Found: "Source and destination are both in " + s.Source.Region.Or("") + ", and US3 does not replicate within a region.",
				Do:    "Choose a destination bucket in another region. " + RuleSetSwitch,
			}}
		},
	}
}

func constraintU4() Constraint {
	return Constraint{
		ID: "U4", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenStrict,
		Title:  "Only Beijing, Guangzhou and Shanghai replicate",
		Source: "US3 guide to cross-region replication (remarks)",
		Doc: "Both buckets must be in Beijing (`cn-bj2`), Guangzhou (`cn-gd`) or Shanghai (`cn-sh2`). UCloud has opened more regions since: " +
			"`rule_set = \"current\"` in the provider's object `ucloud` follows that.",
		Static: func(s Spec, c Capabilities) []Finding {
			return eachRegion(s, func(side, region string) *Finding {
				if slices.Contains(c.OnlyRegions, region) {
					return nil
				}
				return &Finding{
					Path:  side + ".region",
					Found: "The " + side + " is in " + ucloudRegionText(region) + ". US3 replicates between " + ucloudRegionList(c.OnlyRegions) + " only.",
					Do:    spelledRegion(region) + "Use a bucket in one of these regions. " + RuleSetSwitch,
				}
			})
		},
	}
}

func constraintU5() Constraint {
	return Constraint{
		ID: "U5", Cloud: UCloud, Severity: SeverityError, Certainty: Documented, When: whenStrict,
		Title:  "A rule copies the whole bucket with its deletions, and nothing from before it",
		Source: "US3 guide to cross-region replication (introduction and remarks)",
		Doc: "A rule of US3 had no options: it copies what is created, changed and deleted in the whole bucket from then on. Prefixes, a policy without deletions and " +
			"the synchronization of history have come in April 2026: `rule_set = \"current\"` in the provider's object `ucloud` follows that.",
		Static: func(s Spec, _ Capabilities) []Finding {
			var findings []Finding
			add := func(path, found, do string) {
				findings = append(findings, Finding{Path: path, Found: found, Do: do + " " + RuleSetSwitch})
			}
			if prefixes := s.Prefixes.Or(nil); len(prefixes) > 0 {
				add("prefixes", "The rule is limited to "+prefixText(sorted(prefixes))+". A rule of US3 copies the whole bucket.",
					"Leave `prefixes` out, and keep what is not to be copied in another bucket.")
			}
			if deletes, known := s.ReplicateDeletes.Get(); known && !deletes {
				add("replicate_deletes", "The rule is not to replicate deletions. A rule of US3 always does.",
					"Leave `replicate_deletes` out, and keep backups elsewhere: what is deleted at the source is deleted at the destination.")
			}
			if isTrue(s.ReplicateExisting) {
				add("replicate_existing_objects", "The rule is to copy existing objects. A rule of US3 copies only what is written after it was made.",
					"Leave `replicate_existing_objects` out, and copy existing objects by other means, such as us3cli.")
			}
			return findings
		},
	}
}

func constraintU6() Constraint {
	return Constraint{
		ID: "U6", Cloud: UCloud, Severity: SeverityError, Certainty: Documented,
		Title:  "Neither bucket may be versioned",
		Source: "UFile table of error codes (15074)",
		Doc: "Replication and versioning cannot both be on. The API does not tell whether a bucket is versioned, so a plan knows only what " +
			"`versioning` declares in `source` and `destination`; otherwise US3 refuses the rule when it is applied.",
		Static: func(s Spec, _ Capabilities) []Finding {
			var findings []Finding
			for side, end := range s.sides() {
				if end.Versioning.Or("") == VersioningEnabled {
					findings = append(findings, Finding{
						Path:  side + ".versioning",
						Found: "Versioning of the " + side + " bucket " + endText(end) + " is declared to be enabled, and US3 does not replicate with it.",
						Do:    "Use a bucket without versioning, or correct " + side + ".versioning.",
					})
				}
			}
			return findings
		},
	}
}

// eachRegion judges the regions of both ends that are known.
func eachRegion(s Spec, judge func(side, region string) *Finding) []Finding {
	var findings []Finding
	for side, end := range s.sides() {
		if region, known := end.Region.Get(); known {
			if finding := judge(side, region); finding != nil {
				findings = append(findings, *finding)
			}
		}
	}
	return findings
}
