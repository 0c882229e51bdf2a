package replication

func constraintA11() Constraint {
	return Constraint{
		ID: "A11", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Replication of deletions must be said once, and delete markers always replicate",
		Source: "OSS documentation of PutBucketReplication (Action) and guide to cross-region replication in specific scenarios",
		Doc: "`alibaba.actions` says in OSS's own words what `replicate_deletes` says for every cloud: ALL and DELETE replicate deletions, PUT alone does not. They must not contradict " +
			"each other. On versioned buckets OSS replicates delete markers even then: an object that is deleted without naming a version disappears on " +
			"both sides, and only its versions stay (a warning).",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Static: func(s Spec, _ Capabilities) []Finding {
			if contradiction := actionsContradict(s); contradiction != nil {
				return []Finding{*contradiction}
			}
			return deleteMarkers(s, s.Source.Versioning, s.Destination.Versioning)
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			if actionsContradict(s) != nil {
				return nil // said before
			}
			source, okSource := VersioningOf(s.Source, f.Source)
			destination, okDestination := VersioningOf(s.Destination, f.Destination)
			return deleteMarkers(s, valueOf(source, okSource), valueOf(destination, okDestination))
		},
	}
}

func actionsContradict(s Spec) *Finding {
	deletes, okDeletes := s.ReplicateDeletes.Get()
	actions, okActions := s.Alibaba.Actions.Get()
	if !okDeletes || !okActions || ActionsDelete(actions) == deletes {
		return nil
	}
	return &Finding{
		Path: "alibaba.actions",
		Found: "The actions " + list(quoted(SortActions(actions))) + " mean that the rule " + deletesText(!deletes) + ", but replicate_deletes says that it " +
			deletesText(deletes) + ".",
		Do: "Leave one of the two out. For everything but deletions, set replicate_deletes = false and leave alibaba.actions out.",
	}
}

// deleteMarkers is the finding that a versioned pair replicates delete markers although the rule does not replicate deletions.
func deleteMarkers(s Spec, source, destination Value[Versioning]) []Finding {
	deletes, known := s.Deletes()
	if !known || deletes || source.Or("") != VersioningEnabled || destination.Or("") != VersioningEnabled {
		return nil
	}
	path := "replicate_deletes"
	if s.ReplicateDeletes.IsNull() {
		path = "alibaba.actions"
	}
	return []Finding{{
		Path: path,
		Found: "The rule does not replicate deletions, but both " + endText(s.Source) + " and " + endText(s.Destination) +
			" are versioned, and there OSS replicates delete markers all the same: a deleted object disappears from both, and its versions stay.",
		Do:      "Expect to restore deleted objects from their versions at the destination; OSS has no way to keep delete markers back.",
		Lowered: true,
	}}
}
