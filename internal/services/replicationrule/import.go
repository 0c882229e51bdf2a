package replicationrule

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// ImportState takes a rule by its id, cloud/region/bucket/rule_id, or by its identity. Read fills in the rest.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var ref replication.RuleRef
	if req.ID != "" {
		parsed, err := parseImportID(req.ID)
		if err != nil {
			resp.Diagnostics.AddError("Invalid Import ID", err.Error())
			return
		}
		ref = parsed
	} else {
		var identity identityModel
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		ref = replication.RuleRef{ID: identity.RuleID.ValueString(), Source: replication.BucketRef{
			Cloud:  replication.Cloud(identity.Cloud.ValueString()),
			Region: identity.Region.ValueString(),
			Bucket: identity.Bucket.ValueString(),
		}}
	}
	if _, ok := replication.CapabilitiesOf(ref.Source.Cloud); !ok && !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddError("Invalid Import ID", fmt.Sprintf("There is no cloud %q. %s", ref.Source.Cloud, importFormat))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(begin(ctx, &resp.State, ref)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, ref)...)
}

// attributes are a state, or the resource of a list.
type attributes interface {
	SetAttribute(ctx context.Context, at path.Path, value any) diag.Diagnostics
}

// begin makes the state that an import begins with, of which nothing was read yet.
func begin(ctx context.Context, state attributes, ref replication.RuleRef) (diags diag.Diagnostics) {
	diags.Append(state.SetAttribute(ctx, path.Root("id"), ref.ImportID())...)
	diags.Append(state.SetAttribute(ctx, path.Root("cloud"), types.StringValue(string(ref.Source.Cloud)))...)
	diags.Append(state.SetAttribute(ctx, path.Root("source"), endObject(ref.Source))...)
	diags.Append(state.SetAttribute(ctx, path.Root("rule_id"), ref.ID)...)
	return diags
}

const importFormat = "A rule is imported by cloud/region/bucket/rule_id of its source bucket, such as alibaba/cn-hangzhou/orders-hz/mcr-1."

// parseImportID splits an id in at most four parts, since a rule's id may hold slashes itself.
func parseImportID(id string) (replication.RuleRef, error) {
	parts := strings.SplitN(id, "/", 4)
	for _, part := range parts {
		if part == "" || len(parts) < 4 {
			return replication.RuleRef{}, fmt.Errorf("%q is not of the form that an import needs. %s", id, importFormat)
		}
	}
	return replication.RuleRef{
		Source: replication.BucketRef{Cloud: replication.Cloud(parts[0]), Region: parts[1], Bucket: parts[2]},
		ID:     parts[3],
	}, nil
}
