package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// spec is what the model wants, for the checks. Versioning and scope are taken from declared, the configuration: the one
// is kept nowhere else, the other says what is meant only if it was written.
func (m model) spec(declared model) replication.Spec {
	source, destination := endOf(m.Source), endOf(m.Destination)
	source.Versioning = versioningOf(declared.Source)
	destination.Versioning = versioningOf(declared.Destination)
	s := replication.Spec{
		Cloud:               replication.Cloud(m.Cloud.ValueString()),
		Source:              source,
		Destination:         destination,
		Scope:               convert(stringOf(declared.Scope), func(s string) (replication.Scope, bool) { return replication.Scope(s), true }),
		RuleID:              stringOf(m.RuleID),
		Enabled:             boolOf(m.Enabled),
		Prefixes:            stringsOf(m.Prefixes),
		ReplicateDeletes:    boolOf(m.ReplicateDeletes),
		ReplicateExisting:   boolOf(m.ReplicateExistingObjects),
		ReplicateKMSObjects: field(m.Encryption, "replicate_kms_objects", boolOf),
		ReplicaKMSKeyID:     field(m.Encryption, "replica_kms_key_id", stringOf),
	}
	for _, b := range blocks() {
		object := *b.object(&m)
		b.spec(object, &s)
		if !object.IsNull() {
			s.Objects = append(s.Objects, b.cloud)
		}
	}
	return s
}

func endOf(object types.Object) replication.End {
	return replication.End{Bucket: field(object, "bucket", stringOf), Region: field(object, "region", stringOf)}
}

func versioningOf(object types.Object) replication.Value[replication.Versioning] {
	return convert(field(object, "versioning", stringOf), replication.ParseVersioning)
}

// ref is the rule that a state names; false if the state does not name one.
func (m model) ref() (replication.RuleRef, bool) {
	s := m.spec(m)
	source, ok := s.Source.Ref(s.Cloud)
	id := m.RuleID.ValueString()
	return replication.RuleRef{Source: source, ID: id}, ok && id != ""
}
