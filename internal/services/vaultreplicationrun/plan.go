package vaultreplicationrun

import (
	"context"
	"fmt"
	"maps"
	"slices"

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

// ModifyPlan judges a new run. One that exists is never judged again; one that is not complete is planned to be waited for.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Vaults == nil {
		return
	}
	var plan, state model
	exists := !req.State.Raw.IsNull()
	if exists {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		addKept(&resp.Diagnostics, state, "Destroying")
		return
	}
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || plan.Source.IsUnknown() || plan.Destination.IsUnknown() {
		return
	}
	vaults.PlanRegion(ctx, r.Vaults, resp, path.Root("source").AtName("region"))
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	replaces := false
	if exists {
		replaces = r.keep(ctx, req, resp, state, plan)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	own := vaults.Own(ctx, req, resp, state.ID.ValueString())
	p := vaults.Planned{Spec: plan.spec(), OwnID: own, Own: own, New: !exists || replaces}
	p.Writes = p.New
	if p.New {
		vaults.CheckDestinationProject(ctx, r.Vaults, p.Spec.Destination, &resp.Diagnostics)
	}
	vaults.Check(ctx, r.Vaults, p, &resp.Diagnostics)
}

// keep plans a run that exists: it stays as it is, unless what identifies it changes, which is then told.
func (r *Resource) keep(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, state, plan model) bool {
	was, is := vaults.DestinationSpec(state.Destination), vaults.DestinationSpec(plan.Destination)
	replaces := !state.Source.Equal(plan.Source) || was.VaultID != is.VaultID || was.Region != is.Region || was.ProjectID != is.ProjectID
	if was.TargetCloud != is.TargetCloud && (!was.TargetCloud.IsNull() || !vaults.Imported(ctx, req.Private)) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("destination").AtName("target_cloud"))
		replaces = true
	}
	if replaces {
		addKept(&resp.Diagnostics, state, "Replacing")
		return true
	}
	complete, backups := state.Complete, state.Backups
	if !state.Complete.ValueBool() {
		complete, backups = types.BoolUnknown(), types.MapUnknown(types.ObjectType{AttrTypes: entryTypes})
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("complete"), complete)...)
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("backups"), backups)...)
	return false
}

// addKept says that the replicas stay, and are billed.
func addKept(diags *diag.Diagnostics, state model, what string) {
	to := state.to()
	diags.AddWarning("Replicas Are Kept", fmt.Sprintf("%s the run of vault %s keeps the %d replicas that it has made in vault %s (%s): they stay, and are billed, until "+
		"they are deleted there. CBR does not replicate the vault to that region as a whole again.",
		what, state.source(), len(vault.With(state.outcomes(), vault.StatusSuccess)), to.VaultID, to.Region))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
