package replication

func constraintG1() Constraint {
	return Constraint{
		ID: "G1", Severity: SeverityError, Certainty: Documented, Lasting: true,
		Title:  "Source and destination must be different buckets",
		Source: "OSS documentation of PutBucketReplication (error InvalidTargetBucket)",
		Doc:    "A rule replicates from one bucket to another. Every cloud refuses a rule from a bucket to itself.",
		Static: func(s Spec, _ Capabilities) []Finding {
			if !same(s.Source, s.Destination) {
				return nil
			}
			return []Finding{{
				Path:  "destination.bucket",
				Found: "Source and destination are both the bucket " + s.Source.Bucket.Or("") + ".",
				Do:    "Name another bucket as destination.",
			}}
		},
	}
}

func constraintG5() Constraint {
	return Constraint{
		ID: "G5", Severity: SeverityError, Certainty: Documented, Lasting: true,
		Title:  "The region must be where the bucket is",
		Source: "OSS documentation of PutBucketReplication (error InvalidTargetLocation) and of the regions and endpoints",
		Doc: "A bucket stays in the region where it was made, and requests for it must go there. With a wrong region the cloud " +
			"refuses the rule, or the provider looks for the rule in the wrong place. The bucket's real region is read during plan.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			return eachEnd(s, f, func(side string, end End, bucket BucketFacts) *Finding {
				region, known := end.Region.Get()
				if !known || !bucket.Exists || bucket.Region == "" || bucket.Region == region {
					return nil
				}
				return &Finding{
					Path:  side + ".region",
					Found: "The bucket " + end.Bucket.Or("") + " is in " + bucket.Region + ", not in " + region + ".",
					Do:    `Set region = "` + bucket.Region + `" in ` + side + ", or name a bucket that is in " + region + ".",
				}
			})
		},
	}
}

func constraintG6() Constraint {
	return Constraint{
		ID: "G6", Severity: SeverityWarning, Certainty: Documented,
		Title:  "Both buckets must exist when the rule is made",
		Source: "OSS documentation of PutBucketReplication (errors NoSuchBucket and InvalidTargetBucket)",
		Doc: "This provider makes no buckets. A bucket that does not exist during plan may be made by the same apply, so this is a warning " +
			"only; nothing else is checked of such a bucket. Refer to the bucket's own resource, so that Terraform makes it first.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			return eachEnd(s, f, func(side string, end End, bucket BucketFacts) *Finding {
				if bucket.Exists {
					return nil
				}
				return &Finding{
					Path:  side + ".bucket",
					Found: "The " + side + " bucket " + endText(end) + " does not exist yet.",
					Do: "If this configuration makes it, refer to it in " + side + ".bucket so that it is made first; the rule is then checked " +
						"when it is applied. Otherwise check the name and the account.",
				}
			})
		},
	}
}

// eachEnd judges the facts of both buckets, as far as they are known.
func eachEnd(s Spec, f Facts, judge func(side string, end End, bucket BucketFacts) *Finding) []Finding {
	var findings []Finding
	for _, e := range []struct {
		side string
		end  End
		fact Fact[BucketFacts]
	}{{"source", s.Source, f.Source}, {"destination", s.Destination, f.Destination}} {
		bucket, read := e.fact.Get()
		if _, known := e.end.Bucket.Get(); !read || !known {
			continue
		}
		if finding := judge(e.side, e.end, bucket); finding != nil {
			findings = append(findings, *finding)
		}
	}
	return findings
}
