package replication

import "strings"

func constraintA3() Constraint {
	return Constraint{
		ID: "A3", Cloud: Alibaba, Severity: SeverityError, Certainty: Documented,
		Title:  "Objects encrypted by KMS need a role and a key",
		Source: "OSS documentation of PutBucketReplication (SyncRole, SseKmsEncryptedObjects, ReplicaKmsKeyID)",
		Doc: "To copy an object that KMS encrypts, OSS decrypts it in the source region and encrypts it with a key of the destination region, in the name of a role. " +
			"Without the role, OSS accepts the rule and silently drops the setting, and the objects are skipped. " +
			"The role is given by its name, not by its ARN, and a key alone does nothing.",
		Static: func(s Spec, _ Capabilities) []Finding {
			var findings []Finding
			if isTrue(s.ReplicateKMSObjects) && unset(s.ReplicaKMSKeyID) {
				findings = append(findings, Finding{
					Path:  "encryption.replica_kms_key_id",
					Found: "Objects encrypted by KMS are to be replicated, but there is no key to encrypt the replicas with.",
					Do:    "Set encryption.replica_kms_key_id to a KMS key in " + s.Destination.Region.Or("the destination's region") + ".",
				})
			}
			if isTrue(s.ReplicateKMSObjects) && unset(s.Alibaba.SyncRole) {
				findings = append(findings, Finding{
					Path:  "alibaba.sync_role",
					Found: "Objects encrypted by KMS are to be replicated, but there is no role in whose name OSS may decrypt and encrypt them.",
					Do:    "Set alibaba.sync_role to the name of a RAM role that OSS may assume and that may use both keys.",
				})
			}
			if !unset(s.ReplicaKMSKeyID) && !s.ReplicaKMSKeyID.IsUnknown() && !s.ReplicateKMSObjects.IsUnknown() && !isTrue(s.ReplicateKMSObjects) {
				findings = append(findings, Finding{
					Path:  "encryption.replicate_kms_objects",
					Found: "There is a key for the replicas, but objects encrypted by KMS are not replicated, so OSS ignores the key.",
					Do:    "Set encryption.replicate_kms_objects = true, or leave encryption.replica_kms_key_id out.",
				})
			}
			return append(findings, roleForm(s.Alibaba.SyncRole)...)
		},
	}
}

// roleForm judges the form of a role. OSS answers an ARN with "contains some illegal characters".
func roleForm(v Value[string]) []Finding {
	role, known := v.Get()
	if !known || !strings.ContainsAny(role, ":/") {
		return nil
	}
	do := "Set alibaba.sync_role to the role's name alone."
	if name := role[strings.LastIndexAny(role, ":/")+1:]; name != "" {
		do = `Set alibaba.sync_role = "` + name + `"; where another resource makes the role, refer to its name, not to its ARN.`
	}
	return []Finding{{
		Path:  "alibaba.sync_role",
		Found: "The role " + role + " is given by its ARN. OSS takes the name of a RAM role.",
		Do:    do,
	}}
}

func constraintA10() Constraint {
	return Constraint{
		ID: "A10", Cloud: Alibaba, Severity: SeverityWarning, Certainty: Documented,
		Title:  "Objects encrypted by KMS are skipped unless asked for",
		Source: "OSS guide to cross-region replication in specific scenarios (encrypted objects)",
		Doc: "If the source bucket encrypts new objects by KMS and the rule does not say that such objects are replicated, OSS skips them silently: " +
			"the rule looks healthy and the replica stays empty. Set `encryption.replicate_kms_objects`, to false if that is meant.",
		Needs: []FactKind{FactSourceBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			source, _ := f.Source.Get()
			if !source.Exists || !source.KMSByDefault || !s.ReplicateKMSObjects.IsNull() {
				return nil
			}
			return []Finding{{
				Path:  "encryption.replicate_kms_objects",
				Found: "The source bucket " + endText(s.Source) + " encrypts new objects by KMS, and this rule does not replicate such objects: OSS skips them without an error.",
				Do: "Set encryption.replicate_kms_objects = true, with encryption.replica_kms_key_id and alibaba.sync_role, or set it to false " +
					"to say that they are to be skipped.",
			}}
		},
	}
}
