package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// ElementTypes are the types of the attributes of Element.
func ElementTypes() map[string]attr.Type {
	all := map[string]attr.Type{
		"id": types.StringType, "rule_id": types.StringType, "cloud": types.StringType, "scope": types.StringType,
		"source": types.ObjectType{AttrTypes: endTypes}, "destination": types.ObjectType{AttrTypes: endTypes},
		"enabled": types.BoolType, "prefixes": types.SetType{ElemType: types.StringType},
		"replicate_deletes": types.BoolType, "replicate_existing_objects": types.BoolType,
		"encryption": types.ObjectType{AttrTypes: encryptionTypes},
	}
	for _, b := range blocks() {
		all[string(b.cloud)] = types.ObjectType{AttrTypes: b.types}
	}
	return all
}

// Element is a rule as an element of a list, with the attributes of the resource: a configuration can be made from it.
// What the cloud does by default is null.
func Element(r replication.Rule) map[string]attr.Value {
	m := model{Prefixes: types.SetNull(types.StringType), Encryption: types.ObjectNull(encryptionTypes)}
	for _, b := range blocks() {
		*b.object(&m) = types.ObjectNull(b.types)
	}
	m.setRule(r)
	element := map[string]attr.Value{
		"id": m.ID, "rule_id": m.RuleID, "cloud": m.Cloud, "scope": m.Scope, "source": m.Source, "destination": m.Destination,
		"enabled": m.Enabled, "prefixes": m.Prefixes, "replicate_deletes": m.ReplicateDeletes,
		"replicate_existing_objects": m.ReplicateExistingObjects, "encryption": m.Encryption,
	}
	for _, b := range blocks() {
		element[string(b.cloud)] = *b.object(&m)
	}
	return element
}
