package backupreplication

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// ValidateConfig warns of what a plan would refuse.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || r.Vaults != nil { // ModifyPlan judges once the provider is configured
		return
	}
	vaults.Validate(config.spec(), &resp.Diagnostics)
}

// ModifyPlan judges a new replication. A replica that exists is never judged again; one that is not complete is planned to be waited for.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Vaults == nil || req.Plan.Raw.IsNull() { // destroying: no check stands in the way
		return
	}
	var plan, state model
	exists := !req.State.Raw.IsNull()
	if exists {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || plan.Source.IsUnknown() || plan.Destination.IsUnknown() {
		return
	}
	vaults.PlanRegion(ctx, r.Vaults, resp, path.Root("source").AtName("region"))
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	replaces := exists && r.replaces(ctx, req, resp, state, plan)
	if exists && !replaces {
		keep(ctx, resp, state)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	own := vaults.Own(ctx, req, resp, state.RecordID.ValueString())
	p := vaults.Planned{Spec: plan.spec(), OwnID: own, New: !exists || replaces}
	p.Writes = p.New
	// A replacement finds its own replica in the way, unless that is deleted first.
	if state.OnDestroy.ValueString() == deleteReplica || !exists && plan.OnDestroy.ValueString() == deleteReplica {
		p.Own = own
	}
	if p.New {
		vaults.CheckDestinationProject(ctx, r.Vaults, p.Spec.Destination, &resp.Diagnostics)
	}
	if p.New || !state.OnDestroy.Equal(plan.OnDestroy) {
		r.checkDelete(ctx, plan, p.Spec, &resp.Diagnostics)
	}
	vaults.Check(ctx, r.Vaults, p, &resp.Diagnostics)
}

// replaces tells whether the plan makes another replica. What an import cannot know does not.
func (r *Resource) replaces(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, state, plan model) bool {
	was, is := vaults.DestinationSpec(state.Destination), vaults.DestinationSpec(plan.Destination)
	replaces := !state.Source.Equal(plan.Source) || was.VaultID != is.VaultID || was.Region != is.Region || was.ProjectID != is.ProjectID
	imported := vaults.Imported(ctx, req.Private)
	if was.TargetCloud != is.TargetCloud && (!imported || !was.TargetCloud.IsNull()) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("destination").AtName("target_cloud"))
		replaces = true
	}
	if !state.Name.Equal(plan.Name) && (!imported || !state.Name.IsNull()) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("name"))
		replaces = true
	}
	return replaces
}

// keep plans a replica that exists: it stays as it is, and one that is on its way is waited for.
func keep(ctx context.Context, resp *resource.ModifyPlanResponse, state model) {
	for name, value := range map[string]any{
		"complete": state.Complete, "record_id": state.RecordID, "replica_id": state.ReplicaID, "protected_at": state.ProtectedAt, "encrypted": state.Encrypted,
	} {
		if !state.Complete.ValueBool() {
			switch value.(type) {
			case types.Bool:
				value = types.BoolUnknown()
			default:
				value = types.StringUnknown()
			}
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// checkDelete refuses to promise a deletion for which there are no credentials.
func (r *Resource) checkDelete(ctx context.Context, plan model, spec vault.Spec, diags *diag.Diagnostics) {
	crosses, known := spec.Destination.CrossCloud()
	if plan.OnDestroy.ValueString() != deleteReplica || !crosses || !known {
		return
	}
	if _, err := r.Vaults.DestinationDriver(ctx, true); errors.Is(err, vault.ErrNoDestination) {
		diags.AddAttributeError(path.Root("on_destroy"), "Replica Could Not Be Deleted",
			"`on_destroy` is \"delete\", but the replica is in another cloud, and the provider configuration has no `huawei.destination` to delete it with. Configure that, or "+
				"set `on_destroy` to \"keep\".")
	}
}
