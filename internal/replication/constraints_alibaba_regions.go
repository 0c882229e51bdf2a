package replication

import "slices"

func constraintA1() Constraint {
	return Constraint{
		ID: "A1", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Transfer acceleration and replication time control work across regions only",
		Source: "OSS documentation of PutBucketReplication (TransferType, RTC) and guide to same-region replication",
		Doc:    "Both options are about the way between two regions. OSS refuses them for a rule whose buckets are in one region.",
		Static: func(s Spec, _ Capabilities) []Finding {
			crosses, known := s.CrossesRegions()
			if !known || crosses {
				return nil
			}
			var findings []Finding
			for _, option := range []struct {
				path, name string
				value      Value[bool]
			}{
				{"alibaba.transfer_acceleration", "Transfer acceleration", s.Alibaba.TransferAcceleration},
				{"alibaba.replication_time_control", "Replication time control", s.Alibaba.ReplicationTimeControl},
			} {
				if isTrue(option.value) {
					findings = append(findings, Finding{
						Path:  option.path,
						Found: option.name + " is on, but source and destination are both in " + s.Source.Region.Or("") + ".",
						Do:    "Leave " + option.path + " out, or choose a destination in another region.",
					})
				}
			}
			return findings
		},
	}
}

func constraintA4() Constraint {
	return Constraint{
		ID: "A4", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Across the border of mainland China, transfer acceleration is required",
		Source: "OSS documentation of PutBucketReplication (TransferType) and of GetBucketReplicationLocation (LocationTransferTypeConstraint)",
		Doc: "Between a region in mainland China and one elsewhere (Hong Kong is elsewhere), OSS moves data over the acceleration link only, which is " +
			"billed to the destination. By the provider's own table of regions this is a warning; during plan the bucket's own list of " +
			"locations decides, and then it is an error. Set `alibaba = { transfer_acceleration = true }`.",
		Needs: []FactKind{FactLocations},
		Static: func(s Spec, _ Capabilities) []Finding {
			source, okSource := s.Source.Region.Get()
			destination, okDestination := s.Destination.Region.Get()
			if !okSource || !okDestination || !crossesBorder(source, destination) || accelerated(s) {
				return nil
			}
			return []Finding{{
				Path: "alibaba.transfer_acceleration",
				Found: "The source is in " + alibabaRegionText(source) + " and the destination in " + alibabaRegionText(destination) +
					": one is in mainland China and the other is not, and OSS replicates between them over the acceleration link only.",
				Do:      "Set alibaba = { transfer_acceleration = true }. It is billed to the destination's account.",
				Lowered: true,
			}}
		},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			locations, read := f.Locations.Get()
			destination, known := s.Destination.Region.Get()
			if !read || !known || !slices.Contains(locations.AccelerationOnly, destination) || accelerated(s) {
				return nil
			}
			return []Finding{{
				Path: "alibaba.transfer_acceleration",
				Found: "OSS says that the bucket " + endText(s.Source) + " reaches " + alibabaRegionText(destination) +
					" over the acceleration link only, and transfer acceleration is not on.",
				Do: "Set alibaba = { transfer_acceleration = true }. It is billed to the destination's account.",
			}}
		},
	}
}

// accelerated tells whether transfer acceleration is on, or may turn out to be.
func accelerated(s Spec) bool {
	return s.Alibaba.TransferAcceleration.IsUnknown() || isTrue(s.Alibaba.TransferAcceleration)
}

func constraintA8() Constraint {
	return Constraint{
		ID: "A8", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "The destination region must be among the bucket's replication locations",
		Source: "OSS documentation of GetBucketReplicationLocation and PutBucketRTC (error ReplicationLocationNotSupportRtc)",
		Doc: "OSS tells for each bucket to which regions it can replicate, and for which of them it offers replication time control. Financial and government " +
			"regions reach few others. The data source `multicloud_replication_locations` shows the list. Same-region replication is not in it, and is not judged.",
		Needs: []FactKind{FactLocations},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			locations, read := f.Locations.Get()
			crosses, known := s.CrossesRegions()
			if !read || len(locations.Regions) == 0 || !known || !crosses {
				return nil
			}
			destination := s.Destination.Region.Or("")
			if !slices.Contains(locations.Regions, destination) {
				return []Finding{{
					Path:  "destination.region",
					Found: "The bucket " + endText(s.Source) + " cannot replicate to " + destination + ". It can replicate to " + list(sorted(locations.Regions)) + ".",
					Do:    "Choose a destination in one of its locations; the data source multicloud_replication_locations lists them all.",
				}}
			}
			if !isTrue(s.Alibaba.ReplicationTimeControl) || slices.Contains(locations.TimeControl, destination) {
				return nil
			}
			offered := "OSS offers it from this bucket to no region."
			if len(locations.TimeControl) > 0 {
				offered = "OSS offers it from this bucket to " + list(sorted(locations.TimeControl)) + "."
			}
			return []Finding{{
				Path:  "alibaba.replication_time_control",
				Found: "Replication time control is not to be had from " + endText(s.Source) + " to " + destination + ". " + offered,
				Do:    "Leave alibaba.replication_time_control out, or choose a destination in one of these regions.",
			}}
		},
	}
}
