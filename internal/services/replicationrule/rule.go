package replicationrule

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// toRule is the rule that a plan or a state describes. What is null has the meaning that the attribute gives to it.
func (m model) toRule() replication.Rule {
	s := m.spec(m)
	source, _ := s.Source.Ref(s.Cloud)
	destination, _ := s.Destination.Ref(s.Cloud)
	deletes, _ := s.Deletes()
	prefixes := slices.Sorted(slices.Values(s.Prefixes.Or(nil)))
	if len(prefixes) == 0 {
		prefixes = nil
	}
	r := replication.Rule{
		ID:                m.RuleID.ValueString(),
		Source:            source,
		Destination:       destination,
		Enabled:           s.Enabled.Or(true),
		Prefixes:          prefixes,
		ReplicateDeletes:  deletes,
		ReplicateExisting: s.ReplicateExisting.Or(false),
		Encryption: replication.Encryption{
			ReplicateKMSObjects: s.ReplicateKMSObjects.Or(false),
			ReplicaKMSKeyID:     s.ReplicaKMSKeyID.Or(""),
		},
	}
	for _, b := range blocks() {
		if b.cloud == s.Cloud {
			b.rule(s, &r)
		}
	}
	return r
}

// setRule takes over the rule as the cloud shows it. An attribute that is null, and whose null means what the cloud
// shows, stays null; so do objects, and an empty set stays empty: what was written keeps its shape.
func (m *model) setRule(r replication.Rule) {
	m.ID = types.StringValue(r.Ref().ImportID())
	m.Cloud = types.StringValue(string(r.Source.Cloud))
	m.Source = endObject(r.Source)
	m.Destination = endObject(r.Destination)
	m.Scope = scopeOf(r.Source.Region != r.Destination.Region)
	m.RuleID = types.StringValue(r.ID)
	m.Enabled = types.BoolValue(r.Enabled)
	if len(r.Prefixes) > 0 || len(m.Prefixes.Elements()) > 0 {
		m.Prefixes = service.SetOf(r.Prefixes)
		if len(r.Prefixes) == 0 {
			m.Prefixes = types.SetNull(types.StringType)
		}
	}
	m.ReplicateDeletes = types.BoolValue(r.ReplicateDeletes)
	m.ReplicateExistingObjects = types.BoolValue(r.ReplicateExisting)
	if m.WaitForInitialSync.IsNull() { // imported: it is no property of the rule
		m.WaitForInitialSync = types.BoolValue(false)
	}
	m.Encryption = keepShape(m.Encryption, encryptionTypes, map[string]shaped{
		"replicate_kms_objects": flag(r.Encryption.ReplicateKMSObjects),
		"replica_kms_key_id":    text(r.Encryption.ReplicaKMSKeyID),
	})
	for _, b := range blocks() {
		object := b.object(m)
		if b.cloud == r.Source.Cloud {
			*object = keepShape(*object, b.types, b.values(r))
		} else if object.IsNull() { // of an import it has no type yet
			*object = types.ObjectNull(b.types)
		}
	}
}

// scopeOf is the value of `scope` for a rule that crosses regions, or does not.
func scopeOf(crosses bool) types.String {
	if crosses {
		return types.StringValue(string(replication.CrossRegion))
	}
	return types.StringValue(string(replication.SameRegion))
}

func endObject(b replication.BucketRef) types.Object {
	return types.ObjectValueMust(endTypes, map[string]attr.Value{
		"bucket":     types.StringValue(b.Bucket),
		"region":     types.StringValue(b.Region),
		"versioning": types.StringNull(),
	})
}

// shaped is a value from the cloud, and whether leaving the attribute out would mean the same.
type shaped struct {
	value, null attr.Value
	meant       bool
}

func flag(b bool) shaped {
	return shaped{value: types.BoolValue(b), null: types.BoolNull(), meant: !b}
}

func text(s string) shaped {
	return shaped{value: types.StringValue(s), null: types.StringNull(), meant: s == ""}
}

// keepShape is the object with the values from the cloud.
func keepShape(before types.Object, attributes map[string]attr.Type, values map[string]shaped) types.Object {
	written := before.Attributes()
	result := make(map[string]attr.Value, len(values))
	changed := false
	for name, s := range values {
		was, ok := written[name]
		if s.meant && (!ok || was.IsNull()) {
			result[name] = s.null
			continue
		}
		if s.value.Equal(types.StringValue("")) { // a string that the cloud does not have is null, never ""
			result[name] = s.null
			continue
		}
		result[name] = s.value
		changed = true
	}
	if before.IsNull() && !changed {
		return types.ObjectNull(attributes)
	}
	return types.ObjectValueMust(attributes, result)
}
