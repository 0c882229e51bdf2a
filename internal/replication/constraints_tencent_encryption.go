package replication

func constraintT6() Constraint {
	return Constraint{
		ID: "T6", Cloud: Tencent, Severity: SeverityError, Certainty: Documented,
		Title:  "Objects encrypted by KMS need a key for the replicas",
		Source: "COS documentation of PUT Bucket replication (SseKmsEncryptedObjects, ReplicaKmsKeyID)",
		Doc: "To copy an object that KMS encrypts, COS decrypts it and encrypts the replica with a key of the destination's region, which must be named. COS uses both keys through " +
			"the service role COS_QcsRole, which must exist and have the policy QcloudKMSAccessForCOSRole. A key alone does nothing (a warning).",
		Static: func(s Spec, _ Capabilities) []Finding {
			if isTrue(s.ReplicateKMSObjects) && unset(s.ReplicaKMSKeyID) {
				return []Finding{{
					Path:  "encryption.replica_kms_key_id",
					Found: "Objects encrypted by KMS are to be replicated, but there is no key to encrypt the replicas with.",
					Do:    "Set encryption.replica_kms_key_id to a KMS key in " + s.Destination.Region.Or("the destination's region") + ", and let COS use it through the role COS_QcsRole.",
				}}
			}
			if !unset(s.ReplicaKMSKeyID) && !s.ReplicaKMSKeyID.IsUnknown() && !s.ReplicateKMSObjects.IsUnknown() && !isTrue(s.ReplicateKMSObjects) {
				return []Finding{{
					Path:    "encryption.replicate_kms_objects",
					Found:   "There is a key for the replicas, but objects encrypted by KMS are not replicated, so the key has no use.",
					Do:      "Set encryption.replicate_kms_objects = true, or leave encryption.replica_kms_key_id out.",
					Lowered: true, // the documentation does not say what COS does with it
				}}
			}
			return nil
		},
	}
}

func constraintT10() Constraint {
	return Constraint{
		ID: "T10", Cloud: Tencent, Severity: SeverityWarning, Certainty: Documented,
		Title:  "Replicas lose the encryption by KMS unless the rule says how",
		Source: "COS documentation of the replication behaviours (encryption) and of PUT Bucket replication (SseKmsEncryptedObjects)",
		Doc: "COS does not replicate encryption information. If the source bucket encrypts new objects by KMS and the rule says nothing of such objects, they arrive without that " +
			"encryption, or not at all. Set `encryption.replicate_kms_objects`, to false if that is meant.",
		Needs: []FactKind{FactSourceBucket},
		Live: func(s Spec, f Facts, _ Capabilities) []Finding {
			source, _ := f.Source.Get()
			if !source.Exists || !source.KMSByDefault || !s.ReplicateKMSObjects.IsNull() {
				return nil
			}
			return []Finding{{
				Path: "encryption.replicate_kms_objects",
				Found: "The source bucket " + endText(s.Source) + " encrypts new objects by KMS, and this rule does not say what becomes of such objects: COS does not keep their " +
					"encryption at the destination, or does not copy them.",
				Do: "Set encryption.replicate_kms_objects = true with encryption.replica_kms_key_id, or set it to false to say that it is meant.",
			}}
		},
	}
}
