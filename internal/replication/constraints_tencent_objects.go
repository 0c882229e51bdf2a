package replication

import (
	"fmt"
	"slices"
	"strings"
)

// cosTags is how many tags a rule takes, after the COS documentation of PUT Bucket replication.
const cosTags = 10

func constraintT5() Constraint {
	return Constraint{
		ID: "T5", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "A rule has at most 10 tags, and with tags it replicates no deletions",
		Source: "COS documentation of PUT Bucket replication (Filter, DeleteMarkerReplication)",
		Doc: "A rule may be limited to objects that carry all of up to 10 tags. A delete marker carries none, so such a rule cannot replicate it; since COS replicates them by " +
			"default, say `replicate_deletes = false` then.",
		Static: func(s Spec, c Capabilities) []Finding {
			tags, known := s.Tencent.Tags.Get()
			if !known || len(tags) == 0 {
				return nil
			}
			var findings []Finding
			if len(tags) > cosTags {
				findings = append(findings, Finding{
					Path:  "tencent.tags",
					Found: fmt.Sprintf("There are %d tags; a rule of COS takes at most %d.", len(tags), cosTags),
					Do:    "Use fewer: an object must carry all of them to be copied.",
				})
			}
			if _, empty := tags[""]; empty {
				findings = append(findings, Finding{Path: "tencent.tags", Found: "A tag has no key.", Do: "Give it a key, or remove it."})
			}
			if deletes, known := s.effectiveDeletes(c).Get(); known && deletes {
				findings = append(findings, Finding{
					Path:  "replicate_deletes",
					Found: "The rule is limited by tags, and it replicates deletions, which is the default of COS. COS takes only one of the two.",
					Do:    "Set replicate_deletes = false: what is deleted at the source then stays at the destination. Or limit the rule by a prefix, not by tags.",
				})
			}
			return findings
		},
	}
}

func constraintT7() Constraint {
	return Constraint{
		ID: "T7", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "Existing objects are never copied",
		Source: "COS documentation of the replication behaviours (existing objects)",
		Doc: "A rule of COS copies only what is written after it was made, or enabled. Copy older objects with a COS Batch job (COSPutObjectCopy over an inventory) or with " +
			"`coscli sync`. An object whose data was itself copied into the source bucket is not replicated on.",
		Static: func(s Spec, _ Capabilities) []Finding {
			if !isTrue(s.ReplicateExisting) {
				return nil
			}
			return []Finding{{
				Path:  "replicate_existing_objects",
				Found: "The rule is to copy existing objects. A rule of COS copies only what is written after it was made.",
				Do:    "Leave replicate_existing_objects out, and copy existing objects once by other means: a COS Batch job over an inventory, or `coscli sync`.",
			}}
		},
	}
}

// cosStorageClasses are those that a replica can have, after the COS documentation of PUT Bucket replication
// (Destination/StorageClass), and what COS calls them in a bucket with several zones.
var cosStorageClasses = []string{
	"STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE", "MAZ_STANDARD", "MAZ_STANDARD_IA", "MAZ_INTELLIGENT_TIERING",
}

func constraintT12() Constraint {
	return Constraint{
		ID: "T12", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "The storage class of the replicas is one that COS has",
		Source: "COS documentation of PUT Bucket replication (StorageClass, error NotSupportedStorageClass)",
		Doc: "Replicas are of class " + strings.Join(cosStorageClasses[:5], ", ") + ", or have the class of their original if `tencent.storage_class` is left out. " +
			"The names are those of COS: infrequent access is STANDARD_IA, not IA.",
		Static: func(s Spec, _ Capabilities) []Finding {
			class, known := s.Tencent.StorageClass.Get()
			if !known || slices.Contains(cosStorageClasses, strings.ToUpper(class)) {
				return nil
			}
			return []Finding{{
				Path:  "tencent.storage_class",
				Found: fmt.Sprintf("COS has no storage class %q for replicas.", class),
				Do:    "Use one of " + strings.Join(cosStorageClasses[:5], ", ") + ", or leave storage_class out to keep that of each original.",
			}}
		},
	}
}
