package replication

func constraintU3() Constraint {
	return Constraint{
		ID: "U3", Cloud: UCloud, Severity: SeverityError, Certainty: Documented,
		Title:  "Neither bucket may have mirror back-to-source on",
		Source: "US3 guide to cross-region replication (caution 3) and UFile table of error codes (15057)",
		Doc: "A bucket either fetches what it lacks from another origin (mirror back-to-source) or takes part in replication. Mirror rules are read during plan where the " +
			"endpoint tells them; otherwise US3 refuses the rule when it is applied.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			if enabled, known := s.Enabled.Get(); !f.New && known && !enabled {
				return nil // switching the rule off is a way out
			}
			return eachEnd(s, f, func(side string, end End, bucket BucketFacts) *Finding {
				if !bucket.Exists || !bucket.Mirrored {
					return nil
				}
				return &Finding{
					Path:  side + ".bucket",
					Found: "The " + side + " bucket " + endText(end) + " has mirror back-to-source on, which cannot be together with replication.",
					Do:    "Delete the mirror rules of that bucket in the console, or replicate another bucket.",
				}
			})
		},
	}
}
