package replicationrule

import "slices"

// changes are the attributes by which the planned rule differs from the one in the state, in meaning: null and its
// default do not differ, nor do null and an empty set. A planned value that is not known yet counts as a change.
func changes(state, plan model) []string {
	before, after := state.toRule(), plan.toRule()
	want := plan.spec(plan)
	var changed []string
	note := func(path string, differs bool) {
		if differs {
			changed = append(changed, path)
		}
	}
	note("cloud", before.Source.Cloud != after.Source.Cloud)
	note("source.bucket", want.Source.Bucket.IsUnknown() || before.Source.Bucket != after.Source.Bucket)
	note("source.region", want.Source.Region.IsUnknown() || before.Source.Region != after.Source.Region)
	note("destination.bucket", want.Destination.Bucket.IsUnknown() || before.Destination.Bucket != after.Destination.Bucket)
	note("destination.region", want.Destination.Region.IsUnknown() || before.Destination.Region != after.Destination.Region)
	note("rule_id", want.RuleID.IsUnknown() || before.ID != after.ID)
	note("enabled", want.Enabled.IsUnknown() || before.Enabled != after.Enabled)
	note("prefixes", want.Prefixes.IsUnknown() || !slices.Equal(before.Prefixes, after.Prefixes))
	note("replicate_deletes", want.ReplicateDeletes.IsUnknown() || before.ReplicateDeletes != after.ReplicateDeletes)
	note("replicate_existing_objects", want.ReplicateExisting.IsUnknown() || before.ReplicateExisting != after.ReplicateExisting)
	note("encryption.replicate_kms_objects", want.ReplicateKMSObjects.IsUnknown() ||
		before.Encryption.ReplicateKMSObjects != after.Encryption.ReplicateKMSObjects)
	note("encryption.replica_kms_key_id", want.ReplicaKMSKeyID.IsUnknown() ||
		before.Encryption.ReplicaKMSKeyID != after.Encryption.ReplicaKMSKeyID)
	was := state.spec(state)
	for _, b := range blocks() {
		b.changes(note, was, want, before, after)
	}
	return changed
}
