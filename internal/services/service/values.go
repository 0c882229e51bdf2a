package service

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

// read is a value of the framework's type A; one that is not there is null.
func read[A attr.Value, T any](v attr.Value, known func(A) replication.Value[T]) replication.Value[T] {
	a, ok := v.(A)
	switch {
	case !ok || a.IsNull():
		return replication.Null[T]()
	case a.IsUnknown():
		return replication.Unknown[T]()
	}
	return known(a)
}

// String reads a string.
func String(v attr.Value) replication.Value[string] {
	return read(v, func(s types.String) replication.Value[string] { return replication.Known(s.ValueString()) })
}

// Bool reads a boolean.
func Bool(v attr.Value) replication.Value[bool] {
	return read(v, func(b types.Bool) replication.Value[bool] { return replication.Known(b.ValueBool()) })
}

// Int64 reads a whole number.
func Int64(v attr.Value) replication.Value[int64] {
	return read(v, func(n types.Int64) replication.Value[int64] { return replication.Known(n.ValueInt64()) })
}

// Int reads a whole number.
func Int(v attr.Value) replication.Value[int] {
	return read(v, func(n types.Int64) replication.Value[int] { return replication.Known(int(n.ValueInt64())) })
}

// Strings reads a set of strings; it is unknown if any element is. An empty set is known and empty.
func Strings(v attr.Value) replication.Value[[]string] {
	return read(v, func(set types.Set) replication.Value[[]string] {
		elements := make([]string, 0, len(set.Elements()))
		for _, e := range set.Elements() {
			s, known := String(e).Get()
			if !known {
				return replication.Unknown[[]string]()
			}
			elements = append(elements, s)
		}
		return replication.Known(elements)
	})
}

// Map reads a map of strings; it is unknown if any element is. An empty map is known and empty.
func Map(v attr.Value) replication.Value[map[string]string] {
	return read(v, func(m types.Map) replication.Value[map[string]string] {
		elements := make(map[string]string, len(m.Elements()))
		for key, e := range m.Elements() {
			s, known := String(e).Get()
			if !known {
				return replication.Unknown[map[string]string]()
			}
			elements[key] = s
		}
		return replication.Known(elements)
	})
}

// SetOf is the set of these strings.
func SetOf(elements []string) types.Set {
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
