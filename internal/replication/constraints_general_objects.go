package replication

func constraintG10() Constraint {
	return Constraint{
		ID: "G10", Severity: SeverityWarning, Certainty: Documented,
		Title:  "Objects at an unversioned destination are overwritten for good",
		Source: "OSS guide to cross-region replication in specific scenarios",
		Doc: "A replica replaces an object of the same name at the destination. While the buckets are unversioned, the old content is lost. " +
			"Use a destination bucket of its own for each rule, or enable versioning on both buckets before the rule is made.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket}, OnlyNew: true,
		Static: func(s Spec, c Capabilities) []Finding {
			if c.NeverVersioned {
				return overwrittenAlways(s)
			}
			source, okSource := s.Source.Versioning.Get()
			destination, okDestination := s.Destination.Versioning.Get()
			if !okSource || !okDestination {
				return nil
			}
			return overwritten(s, c, source, destination)
		},
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			source, okSource := VersioningOf(s.Source, f.Source)
			destination, okDestination := VersioningOf(s.Destination, f.Destination)
			if !f.New || !okSource || !okDestination {
				return nil
			}
			return overwritten(s, c, source, destination)
		},
	}
}

// overwritten is the finding of G10. If only one bucket is versioned, the pair is impossible, and another constraint says so.
func overwritten(s Spec, c Capabilities, source, destination Versioning) []Finding {
	if c.NeverVersioned || !c.OverwritesUnversioned || source != VersioningDisabled || destination != VersioningDisabled {
		return nil
	}
	return []Finding{{
		Path: "destination.bucket",
		Found: "Neither bucket is versioned, so an object in " + endText(s.Destination) + " is overwritten for good when one of the same name arrives from " +
			endText(s.Source) + ".",
		Do: "Make sure that nothing of its own is kept in the destination bucket, or enable versioning on both buckets first.",
	}}
}

// overwrittenAlways is the finding of G10 on a cloud whose replicating buckets cannot be versioned.
func overwrittenAlways(s Spec) []Finding {
	if _, _, known := s.Ends(); !known || !s.Enabled.IsNull() && !isTrue(s.Enabled) {
		return nil
	}
	return []Finding{{
		Path: "destination.bucket",
		Found: "Both buckets stay writable, and a file in " + endText(s.Destination) + " is overwritten for good when one of the same name arrives from " +
			endText(s.Source) + ": there are no versions to go back to.",
		Do: "Make sure that nothing of its own is kept, or written, in the destination bucket.",
	}}
}

func constraintG11() Constraint {
	return Constraint{
		ID: "G11", Severity: SeverityWarning, Certainty: Documented,
		Title:  "Both buckets have lifecycle rules",
		Source: "Each cloud's guide to replication, on lifecycle rules",
		Doc: "Lifecycle rules of source and destination act side by side. " +
			"Whether what one of them expires disappears on the other side too is different on each cloud; the message says how it is on yours.",
		Needs: []FactKind{FactSourceLifecycle, FactDestinationLifecycle}, OnlyNew: true,
		Live: func(s Spec, f Facts, c Capabilities) []Finding {
			source, _ := f.SourceLifecycle.Get()
			destination, _ := f.DestinationLifecycle.Get()
			if _, _, known := s.Ends(); !known || !f.New || !source || !destination || c.LifecycleNote == "" {
				return nil
			}
			return []Finding{{
				Path:  "destination.bucket",
				Found: "Both " + endText(s.Source) + " and " + endText(s.Destination) + " have lifecycle rules. " + c.LifecycleNote,
				Do:    "Compare the lifecycle rules of both buckets: a replica that expires earlier than its original is missing when it is needed.",
			}}
		},
	}
}
