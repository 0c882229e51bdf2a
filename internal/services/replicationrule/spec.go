package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
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
		Scope:               convert(service.String(declared.Scope), func(s string) (replication.Scope, bool) { return replication.Scope(s), true }),
		RuleID:              service.String(m.RuleID),
		Enabled:             service.Bool(m.Enabled),
		Prefixes:            service.Strings(m.Prefixes),
		ReplicateDeletes:    service.Bool(m.ReplicateDeletes),
		ReplicateExisting:   service.Bool(m.ReplicateExistingObjects),
		ReplicateKMSObjects: service.Field(m.Encryption, "replicate_kms_objects", service.Bool),
		ReplicaKMSKeyID:     service.Field(m.Encryption, "replica_kms_key_id", service.String),
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
	return replication.End{Bucket: service.Field(object, "bucket", service.String), Region: service.Field(object, "region", service.String)}
}

func versioningOf(object types.Object) replication.Value[replication.Versioning] {
	return convert(service.Field(object, "versioning", service.String), replication.ParseVersioning)
}

// ref is the rule that a state names; false if the state does not name one.
func (m model) ref() (replication.RuleRef, bool) {
	s := m.spec(m)
	source, ok := s.Source.Ref(s.Cloud)
	id := m.RuleID.ValueString()
	return replication.RuleRef{Source: source, ID: id}, ok && id != ""
}
