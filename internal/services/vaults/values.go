// Package vaults is what the resources of backup vaults share: how they name source and destination, how they are judged, and
// how they are imported.
package vaults

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Field is an attribute of an object; of an object that is null or unknown it is that as well.
func Field[T any](object types.Object, name string, read func(attr.Value) replication.Value[T]) replication.Value[T] {
	switch {
	case object.IsUnknown():
		return replication.Unknown[T]()
	case object.IsNull():
		return replication.Null[T]()
	}
	return read(object.Attributes()[name])
}

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

// String reads a string.
func String(v attr.Value) replication.Value[string] {
	s, ok := v.(types.String)
	switch {
	case !ok || s.IsNull():
		return replication.Null[string]()
	case s.IsUnknown():
		return replication.Unknown[string]()
	}
	return replication.Known(s.ValueString())
}

// Bool reads a boolean.
func Bool(v attr.Value) replication.Value[bool] {
	b, ok := v.(types.Bool)
	switch {
	case !ok || b.IsNull():
		return replication.Null[bool]()
	case b.IsUnknown():
		return replication.Unknown[bool]()
	}
	return replication.Known(b.ValueBool())
}

// Int reads a whole number.
func Int(v attr.Value) replication.Value[int] {
	n, ok := v.(types.Int64)
	switch {
	case !ok || n.IsNull():
		return replication.Null[int]()
	case n.IsUnknown():
		return replication.Unknown[int]()
	}
	return replication.Known(int(n.ValueInt64()))
}

// Strings reads a set of strings; it is unknown if any element is.
func Strings(v attr.Value) replication.Value[[]string] {
	set, ok := v.(types.Set)
	switch {
	case !ok || set.IsNull():
		return replication.Null[[]string]()
	case set.IsUnknown():
		return replication.Unknown[[]string]()
	}
	elements := make([]string, 0, len(set.Elements()))
	for _, e := range set.Elements() {
		s, known := String(e).Get()
		if !known {
			return replication.Unknown[[]string]()
		}
		elements = append(elements, s)
	}
	return replication.Known(elements)
}

// Set is the set of these strings.
func Set(elements []string) types.Set {
	values := make([]attr.Value, 0, len(elements))
	for _, e := range elements {
		values = append(values, types.StringValue(e))
	}
	return types.SetValueMust(types.StringType, values)
}

// Text is a string that is null if it is empty.
func Text(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
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
