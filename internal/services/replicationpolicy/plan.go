package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

// ModifyPlan fills in region and project, and judges what this plan writes.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Vaults == nil || req.Plan.Raw.IsNull() { // destroying: no check stands in the way
		return
	}
	var config, plan, state model
	exists := !req.State.Raw.IsNull()
	if exists {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	vaults.PlanRegion(ctx, r.Vaults, resp, path.Root("region"))
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !config.Destination.IsUnknown() && config.destinationProject().IsNull() {
		project := types.StringUnknown()
		if exists && sameDestination(state, plan) {
			project = state.destinationProject()
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("destination").AtName("project_id"), project)...)
		resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	own := vaults.Own(ctx, req, resp, state.ID.ValueString())
	p := vaults.Planned{Spec: plan.spec(), OwnID: own, Own: own, New: !exists || replaced(state, plan)}
	p.Writes = p.New || changed(state, plan)
	if p.Writes {
		vaults.CheckDestinationProject(ctx, r.Vaults, p.Spec.Destination, &resp.Diagnostics)
	}
	vaults.Check(ctx, r.Vaults, p, &resp.Diagnostics)
}

// sameDestination tells whether the project at the destination stays what it is: it belongs to region and account.
func sameDestination(state, plan model) bool {
	for _, name := range []string{"region", "target_cloud", "credential_id"} {
		was, is := state.Destination.Attributes()[name], plan.Destination.Attributes()[name]
		if was == nil || is == nil || !was.Equal(is) {
			return false
		}
	}
	return true
}

// replaced tells whether the schema replaces the policy.
func replaced(state, plan model) bool {
	return !state.Region.Equal(plan.Region) || !state.ProjectID.Equal(plan.ProjectID)
}

// changed tells whether the plan changes the policy in the cloud, and not only how it is written.
func changed(state, plan model) bool {
	for _, pair := range [][2]attr.Value{
		{state.Name, plan.Name},
		{state.Enabled, plan.Enabled},
		{state.Schedule, plan.Schedule},
		{state.Retention, plan.Retention},
		{state.Destination, plan.Destination},
		{state.Acceleration, plan.Acceleration},
	} {
		if !pair[0].Equal(pair[1]) {
			return true
		}
	}
	return false
}
