package replicationrule

import (
	"context"
	"fmt"
	"strings"

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
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), ref.ImportID())...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("cloud"), types.StringValue(string(ref.Source.Cloud)))...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("source"), endObject(ref.Source))...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("rule_id"), ref.ID)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, ref)...)
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
