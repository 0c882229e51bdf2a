package replication

func constraintA12() Constraint {
	return Constraint{
		ID: "A12", Cloud: Alibaba, Severity: SeverityWarning, Certainty: Documented,
		Title:  "Another account's destination bucket needs a role and a bucket policy",
		Source: "OSS guide to cross-account cross-region replication",
		Doc: "To copy into a bucket of another account, OSS assumes a role of the source's account, and the destination's bucket policy must let that role in. " +
			"Without them OSS answers that the destination is invalid. Set `alibaba.sync_role`, and have the owner of the destination grant " +
			"oss:ReplicateList, oss:ReplicateGet, oss:ReplicatePut and oss:ReplicateDelete to it.",
		Needs: []FactKind{FactSourceBucket, FactDestinationBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			source, _ := f.Source.Get()
			destination, _ := f.Destination.Get()
			if source.OwnerID == "" || destination.OwnerID == "" || source.OwnerID == destination.OwnerID || !unset(s.Alibaba.SyncRole) {
				return nil
			}
			return []Finding{{
				Path: "alibaba.sync_role",
				Found: "The source bucket " + endText(s.Source) + " belongs to account " + source.OwnerID + ", the destination bucket " + endText(s.Destination) +
					" to account " + destination.OwnerID + ", and the rule names no role.",
				Do: "Set alibaba.sync_role to a RAM role of account " + source.OwnerID + " that OSS may assume, and have account " + destination.OwnerID +
					" allow oss:ReplicateList, oss:ReplicateGet, oss:ReplicatePut and oss:ReplicateDelete to that role in the destination's bucket policy.",
			}}
		},
	}
}
