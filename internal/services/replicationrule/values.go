package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// field is an attribute of an object; of an object that is null or unknown it is that as well.
func field[T any](object types.Object, name string, read func(attr.Value) replication.Value[T]) replication.Value[T] {
	switch {
	case object.IsUnknown():
		return replication.Unknown[T]()
	case object.IsNull():
		return replication.Null[T]()
	}
	return read(object.Attributes()[name])
}

func stringOf(v attr.Value) replication.Value[string] {
	s, ok := v.(types.String)
	switch {
	case !ok || s.IsNull():
		return replication.Null[string]()
	case s.IsUnknown():
		return replication.Unknown[string]()
	}
	return replication.Known(s.ValueString())
}

func boolOf(v attr.Value) replication.Value[bool] {
	b, ok := v.(types.Bool)
	switch {
	case !ok || b.IsNull():
		return replication.Null[bool]()
	case b.IsUnknown():
		return replication.Unknown[bool]()
	}
	return replication.Known(b.ValueBool())
}

// stringsOf is a set of strings; unknown if any element is. An empty set is known and empty.
func stringsOf(v attr.Value) replication.Value[[]string] {
	set, ok := v.(types.Set)
	switch {
	case !ok || set.IsNull():
		return replication.Null[[]string]()
	case set.IsUnknown():
		return replication.Unknown[[]string]()
	}
	elements := make([]string, 0, len(set.Elements()))
	for _, e := range set.Elements() {
		s, known := stringOf(e).Get()
		if !known {
			return replication.Unknown[[]string]()
		}
		elements = append(elements, s)
	}
	return replication.Known(elements)
}

func int64Of(v attr.Value) replication.Value[int64] {
	n, ok := v.(types.Int64)
	switch {
	case !ok || n.IsNull():
		return replication.Null[int64]()
	case n.IsUnknown():
		return replication.Unknown[int64]()
	}
	return replication.Known(n.ValueInt64())
}

// mapOf is a map of strings; unknown if any element is. An empty map is known and empty.
func mapOf(v attr.Value) replication.Value[map[string]string] {
	m, ok := v.(types.Map)
	switch {
	case !ok || m.IsNull():
		return replication.Null[map[string]string]()
	case m.IsUnknown():
		return replication.Unknown[map[string]string]()
	}
	elements := make(map[string]string, len(m.Elements()))
	for key, e := range m.Elements() {
		s, known := stringOf(e).Get()
		if !known {
			return replication.Unknown[map[string]string]()
		}
		elements[key] = s
	}
	return replication.Known(elements)
}

// mapValue is the map of these strings.
func mapValue(elements map[string]string) types.Map {
	values := make(map[string]attr.Value, len(elements))
	for key, e := range elements {
		values[key] = types.StringValue(e)
	}
	return types.MapValueMust(types.StringType, values)
}

// setOf is the set of these strings.
func setOf(elements []string) types.Set {
	values := make([]attr.Value, 0, len(elements))
	for _, e := range elements {
		values = append(values, types.StringValue(e))
	}
	return types.SetValueMust(types.StringType, values)
}

// convert turns a known value into one of another type; a value that does not convert becomes null.
func convert[A, B any](v replication.Value[A], to func(A) (B, bool)) replication.Value[B] {
	if v.IsUnknown() {
		return replication.Unknown[B]()
	}
	if a, ok := v.Get(); ok {
		if b, ok := to(a); ok {
			return replication.Known(b)
		}
	}
	return replication.Null[B]()
}
