package replicationrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Listed is a rule as a result of the list: its identity, a name for people, and, if it was asked for, what the state holds once the
// rule is imported and read.
func Listed(ctx context.Context, req list.ListRequest, rule replication.Rule) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = rule.Source.String() + " to " + rule.Destination.String() + ", rule " + rule.ID
	result.Diagnostics.Append(setIdentity(ctx, result.Identity, rule.Ref())...)
	if !req.IncludeResource {
		return result
	}
	var m model
	result.Diagnostics.Append(begin(ctx, result.Resource, rule.Ref())...)
	result.Diagnostics.Append(result.Resource.Get(ctx, &m)...)
	if result.Diagnostics.HasError() {
		return result
	}
	m.setRule(rule)
	result.Diagnostics.Append(result.Resource.Set(ctx, m)...)
	return result
}
