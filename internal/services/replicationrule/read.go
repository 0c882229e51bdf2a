package replicationrule

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Read takes over what the cloud shows. A rule that is gone, or going, is removed from the state; an error never is "gone".
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := r.locate(ctx, &state); err != nil {
		service.AddError(&resp.Diagnostics, "Region of the Source Bucket Not Found", err)
		return
	}
	ref, ok := state.ref()
	if !ok {
		resp.Diagnostics.AddError("State Names No Rule", "The state of this resource names no bucket or rule id, so that it cannot be read. "+
			"Remove it with `terraform state rm` and import the rule again by cloud/region/bucket/rule_id.")
		return
	}
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, ref)...)
	r.Session.Ledger.Manage(ref)

	driver, err := r.Session.Driver(ctx, ref.Source.Cloud)
	if errors.Is(err, replication.ErrConfigurationUnknown) {
		resp.Diagnostics.AddWarning("Replication Rule Not Read", "Rule "+ref.ID+" of "+ref.Source.String()+
			" was not read, since "+err.Error()+". What the state says of it may be out of date.")
		return
	}
	if err != nil {
		service.AddError(&resp.Diagnostics, "Cloud Cannot Be Used", err)
		return
	}
	rules, err := driver.List(ctx, ref.Source)
	rule, found := replication.FindRule(rules, ref.ID)
	switch {
	case replication.IsKind(err, replication.KindNotFound):
		gone(ctx, resp, ref, "the source bucket does not exist any more")
	case err != nil:
		service.AddError(&resp.Diagnostics, "Replication Rule Not Read", err)
	case !found:
		gone(ctx, resp, ref, "the bucket has no rule with this id any more")
	case rule.Status == replication.StatusClosing:
		gone(ctx, resp, ref, "it was deleted and is closing")
	default:
		state.setRule(rule)
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	}
}

func gone(ctx context.Context, resp *resource.ReadResponse, ref replication.RuleRef, why string) {
	resp.Diagnostics.AddWarning("Replication Rule Is Gone",
		"Rule "+ref.ID+" of "+ref.Source.String()+" is removed from the state: "+why+". Nothing is replicated by it until it is made again.")
	resp.State.RemoveResource(ctx)
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, ref replication.RuleRef) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.Set(ctx, identityModel{
		Cloud:  types.StringValue(string(ref.Source.Cloud)),
		Region: types.StringValue(ref.Source.Region),
		Bucket: types.StringValue(ref.Source.Bucket),
		RuleID: types.StringValue(ref.ID),
	})
}
