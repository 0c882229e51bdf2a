// Package vaults is what the resources of backup vaults share: how they name source and destination, how they are judged, and
// how they are imported.
package vaults

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Object is an object within an object.
func Object(object types.Object, name string) types.Object {
	if object.IsUnknown() {
		return types.ObjectUnknown(nil)
	}
	inner, ok := object.Attributes()[name].(types.Object)
	if !ok {
		return types.ObjectNull(nil)
	}
	return inner
}

// Flag is the boolean that a pointer points at; nil if it is null or unknown.
func Flag(b types.Bool) *bool {
	if b.IsNull() || b.IsUnknown() {
		return nil
	}
	return b.ValueBoolPointer()
}

// Number is a whole number of a configuration.
type Number = replication.Value[int]

// Changed is the object with some attributes changed; those that it does not have are null.
func Changed(object types.Object, attributes map[string]attr.Type, changes map[string]attr.Value) types.Object {
	values := map[string]attr.Value{}
	written := object.Attributes()
	for name, t := range attributes {
		switch changed, ok := changes[name]; {
		case ok:
			values[name] = changed
		case written[name] != nil:
			values[name] = written[name]
		default:
			values[name] = null(t)
		}
	}
	return types.ObjectValueMust(attributes, values)
}

// null is the null of a type that the objects here have.
func null(t attr.Type) attr.Value {
	switch t := t.(type) {
	case types.ObjectType:
		return types.ObjectNull(t.AttrTypes)
	default:
		return types.StringNull()
	}
}
