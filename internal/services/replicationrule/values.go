package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// mapValue is the map of these strings.
func mapValue(elements map[string]string) types.Map {
	values := make(map[string]attr.Value, len(elements))
	for key, e := range elements {
		values[key] = types.StringValue(e)
	}
	return types.MapValueMust(types.StringType, values)
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
