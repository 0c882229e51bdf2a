package replication

func constraintA2() Constraint {
	return Constraint{
		ID: "A2", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Both buckets must be versioned, or neither",
		Source: "OSS documentation of PutBucketReplication (error InvalidRequest, \"Different versioning status\") and of versioning",
		Doc: "OSS replicates between two buckets with versioning enabled, or between two that never had it. Suspended versioning is refused on either " +
			"side. While a rule exists, the versioning of its buckets cannot be changed, so set it first. If the same apply enables it, say so with " +
			"`versioning = alicloud_oss_bucket_versioning.NAME.status` in `source` or `destination`: what is declared there counts, and Terraform then " +
			"enables versioning before it makes the rule.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Static: func(s Spec, _ Capabilities) []Finding {
			return versioningMismatch(s, s.Source.Versioning, s.Destination.Versioning)
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			source, okSource := VersioningOf(s.Source, f.Source)
			destination, okDestination := VersioningOf(s.Destination, f.Destination)
			return versioningMismatch(s, valueOf(source, okSource), valueOf(destination, okDestination))
		},
	}
}

func versioningMismatch(s Spec, source, destination Value[Versioning]) []Finding {
	var findings []Finding
	s.Source.Versioning, s.Destination.Versioning = source, destination
	for side, end := range s.sides() {
		if end.Versioning.Or("") == VersioningSuspended {
			findings = append(findings, Finding{
				Path:  side + ".versioning",
				Found: "Versioning of the " + side + " bucket " + endText(end) + " is suspended. OSS replicates neither from nor to such a bucket.",
				Do:    "Enable versioning on both buckets: a bucket that was versioned once cannot become unversioned again. " + declareVersioning(side),
			})
		}
	}
	sourceIs, okSource := source.Get()
	destinationIs, okDestination := destination.Get()
	if len(findings) > 0 || !okSource || !okDestination || sourceIs == destinationIs {
		return findings
	}
	side, end := "destination", s.Destination
	if sourceIs != VersioningEnabled {
		side, end = "source", s.Source
	}
	return []Finding{{
		Path: side + ".versioning",
		Found: "Versioning of the source bucket " + endText(s.Source) + " is " + string(sourceIs) +
			", that of the destination bucket " + endText(s.Destination) + " is " + string(destinationIs) + ".",
		Do: "Enable versioning on " + endText(end) + ". " + declareVersioning(side),
	}}
}

func declareVersioning(side string) string {
	return "If the same apply does that, say so in " + side + `.versioning: versioning = alicloud_oss_bucket_versioning.NAME.status, or versioning = "enabled".`
}
