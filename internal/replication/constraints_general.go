package replication

// generalConstraints are those of every cloud.
func generalConstraints() []Constraint {
	return []Constraint{constraintG1()}
}

func constraintG1() Constraint {
	return Constraint{
		ID: "G1", Severity: SeverityError, Certainty: Documented,
		Title:  "Source and destination are the same bucket",
		Source: "OSS PutBucketReplication documentation (InvalidTargetBucket)",
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
