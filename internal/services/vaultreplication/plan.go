package vaultreplication

import (
	"context"

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

// ModifyPlan decides what a change of the policy does to the binding, and judges what this plan writes.
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
	moves := exists && r.policyMoves(state, plan)
	if exists && (moves || plan.PolicyID.IsUnknown()) {
		replaces := path.Root("policy_id")
		if moves {
			replaces = path.Root("destination").AtName("region")
		}
		resp.RequiresReplace = append(resp.RequiresReplace, replaces)
	}
	keep := exists && !moves && state.PolicyID.Equal(plan.PolicyID)
	for _, name := range fromPolicy {
		value := types.StringUnknown()
		if was, ok := state.Destination.Attributes()[name].(types.String); keep && ok {
			value = was
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("destination").AtName(name), value)...)
	}
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	own := vaults.Own(ctx, req, resp, state.PolicyID.ValueString())
	p := vaults.Planned{Spec: plan.spec(), OwnID: own, Own: own, New: !exists || moves || !state.Source.Equal(plan.Source)}
	p.Writes = p.New || !keep || state.destinationVault() != plan.destinationVault() || declaresOtherwise(state, plan)
	vaults.Check(ctx, r.Vaults, p, &resp.Diagnostics)
}

// policyMoves tells whether this plan gives the bound policy another destination. CBR refuses that while a vault is bound, so that
// the binding must go first and come back: Terraform destroys what depends on a resource before it changes that.
func (r *Resource) policyMoves(state, plan model) bool {
	if !state.PolicyID.Equal(plan.PolicyID) {
		return false
	}
	planned, ok := r.Vaults.Ledger.Policy(state.PolicyID.ValueString())
	if !ok {
		return false
	}
	was, will := vaults.DestinationSpec(state.Destination), planned.Destination
	if was.Region.IsNull() {
		return false // not read yet
	}
	project, known := will.ProjectID.Get()
	if !known && was.CredentialID != will.CredentialID {
		return true // perhaps another account, which has other projects
	}
	return will.Region != was.Region || will.TargetCloud != was.TargetCloud || known && project != was.ProjectID.Or("")
}

// declaresOtherwise tells whether the plan declares the destination vault differently, which the checks have to hear.
func declaresOtherwise(state, plan model) bool {
	declared := func(m model) vault.DestinationSpec {
		d := vaults.DestinationSpec(m.Destination)
		return vault.DestinationSpec{AccountID: d.AccountID, Encrypted: d.Encrypted, KMSKeyID: d.KMSKeyID, KeyOwnerAccountID: d.KeyOwnerAccountID}
	}
	return declared(state) != declared(plan)
}
