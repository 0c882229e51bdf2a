package replication

import "fmt"

func constraintT8() Constraint {
	return Constraint{
		ID: "T8", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "At most 1000 rules, and one destination bucket in each region",
		Source: "COS documentation of PUT Bucket replication (Rule, remark on multi-AZ buckets), console guide to bucket replication, error code MultiBucketNotSupport",
		Doc: "A bucket has at most 1000 rules. The documentation disagrees with itself on destinations: the newest allows several, one bucket in each region; older texts allow " +
			"one in all. A second destination bucket in a region is a warning. So is replication from a bucket that keeps its objects in several zones to one in a " +
			"single zone, which older texts exclude.",
		Needs: []FactKind{FactSourceRules, FactSourceBucket, FactDestinationBucket},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			findings := rulesOutInCloud(s, f, c)
			for _, judge := range []func(Spec, Facts) *Finding{secondDestination, fewerZones} {
				if finding := judge(s, f); finding != nil {
					findings = append(findings, *finding)
				}
			}
			return findings
		},
	}
}

// secondDestination finds rules to another bucket in the region of the destination. A warning needs nobody's claim.
func secondDestination(s Spec, f Facts) *Finding {
	_, destination, known := s.Ends()
	rules, _ := f.SourceRules.Get()
	if !known {
		return nil
	}
	var names []string
	for _, r := range standing(rules) {
		if (f.Own == "" || r.ID != f.Own) && r.Destination.Region == destination.Region && r.Destination.Bucket != destination.Bucket {
			names = append(names, r.describe())
		}
	}
	if len(names) == 0 {
		return nil
	}
	return &Finding{
		Path: "destination.bucket",
		Found: fmt.Sprintf("Rules of the source bucket %s go to another bucket in %s already: %s. COS documents one destination bucket in each region.",
			endText(s.Source), destination.Region, list(names)),
		Do:      "Replicate to the same bucket as those, or to one in another region. If COS takes it for your account, there is nothing to do.",
		Lowered: true,
	}
}

// fewerZones finds replication from a multi-AZ bucket to a single-AZ one.
func fewerZones(s Spec, f Facts) *Finding {
	source, _ := f.Source.Get()
	destination, read := f.Destination.Get()
	if _, _, known := s.Ends(); !known || !read || !source.MultiAZ || !destination.Exists || destination.MultiAZ {
		return nil
	}
	return &Finding{
		Path: "destination.region",
		Found: "The source bucket " + endText(s.Source) + " keeps its objects in several zones, the destination bucket " + endText(s.Destination) +
			" in one. COS has documented that it does not replicate so, and its newest page no longer says it.",
		Do:      "Use a multi-AZ bucket as destination, or see with one object whether it arrives.",
		Lowered: true,
	}
}

func constraintT11() Constraint {
	return Constraint{
		ID: "T11", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "All rules of a bucket have one role",
		Source: "COS documentation of PUT Bucket replication (Role)",
		Doc: "The role by whose rights COS copies stands once in the bucket's configuration, for all its rules. Leave `tencent.role` out and the rule takes the one that is there; " +
			"for the first rule that is the bucket's owner. Where rules of others are in the same bucket, their role is not changed.",
		Needs: []FactKind{FactSourceRules},
		Plan: func(me Entry, others []Entry, _ Capabilities) []Finding {
			mine, known := me.Spec.Tencent.Role.Get()
			if !known {
				return nil
			}
			for _, o := range fromSameBucket(me, others) {
				if theirs, known := o.Spec.Tencent.Role.Get(); known && theirs != mine {
					return []Finding{{
						Path: "tencent.role",
						Found: "This rule has the role " + mine + ", but another one of the same source bucket in this configuration has " + theirs + ": " + o.Describe() +
							". COS keeps one role for all rules of a bucket.",
						Do: "Write the same role in both, or leave it out in both.",
					}}
				}
			}
			return nil
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			mine, known := s.Tencent.Role.Get()
			if _, okSource := s.Source.Bucket.Get(); !known || !okSource {
				return nil
			}
			foreign, undecided := f.foreignRules(func(r Rule) bool { return r.Tencent.Role != "" && r.Tencent.Role != mine })
			if len(foreign) == 0 {
				return nil
			}
			var names []string
			for _, r := range foreign {
				names = append(names, r.describe())
			}
			finding := Finding{
				Path: "tencent.role",
				Found: "This rule has the role " + mine + ", but the source bucket has rules already that nothing in this configuration is known to manage, with the role " +
					foreign[0].Tencent.Role + ": " + list(names) + ". COS keeps one role for all rules of a bucket.",
				Do: "Leave tencent.role out to use theirs, or have it changed where those rules are managed. " + foreign[0].importSteps(),
			}
			if undecided {
				finding.Found += notSeenYet
				finding.Lowered = true
			}
			return []Finding{finding}
		},
	}
}
