package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// ValidateConfig warns of a name that a plan would refuse.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || r.Vaults != nil { // ModifyPlan judges once the provider is configured
		return
	}
	vaults.Validate(config.spec(), &resp.Diagnostics)
}

// ModifyPlan holds a credential to its keys: they are needed where the plan sends them, and only there.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Vaults == nil {
		return
	}
	var config, plan, state model
	exists := !req.State.Raw.IsNull()
	if exists {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if req.Plan.Raw.IsNull() {
		r.warnUsers(ctx, state, &resp.Diagnostics)
		return
	}
	vaults.PlanRegion(ctx, r.Vaults, resp, path.Root("region"))
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(resp.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	own := vaults.Own(ctx, req, resp, state.ID.ValueString())
	replaces := exists && replaced(state, plan)
	p := vaults.Planned{Spec: plan.spec(), OwnID: own, Own: own, New: !exists || replaces}
	p.Writes = p.New || changed(state, plan)
	if p.Writes {
		checkKeys(config, plan, state, exists && !replaces, &resp.Diagnostics)
	}
	if exists && p.Writes && !replaces {
		p.Own = "" // who uses it matters to nobody who only changes it
	}
	vaults.Check(ctx, r.Vaults, p, &resp.Diagnostics)
}

// replaced tells whether the schema replaces the credential.
func replaced(state, plan model) bool {
	return !state.Region.Equal(plan.Region) || !state.ProjectID.Equal(plan.ProjectID) ||
		!state.TargetCloud.Equal(plan.TargetCloud) || !state.AccountID.Equal(plan.AccountID)
}

func changed(state, plan model) bool {
	return !state.Name.Equal(plan.Name) || !state.Description.Equal(plan.Description) || !state.CredentialsWOVersion.Equal(plan.CredentialsWOVersion)
}

// checkKeys refuses a plan that has to send keys and has none. What is not known yet is there when it is applied, or refused then.
func checkKeys(config, plan, state model, exists bool, diags *diag.Diagnostics) {
	missing := config.AccessKeyWO.IsNull() || config.SecretKeyWO.IsNull()
	switch {
	case !missing:
	case !exists:
		diags.AddAttributeError(path.Root("access_key_wo"), "No Keys for a New Credential",
			"A credential cannot be created without `access_key_wo` and `secret_key_wo`. They are null: if they come from a variable, pass it to this run. "+
				"To destroy what is left of a configuration without them, use `terraform destroy -refresh=false`.")
	case sendsKeys(plan, state) && !state.CredentialsWOVersion.IsNull():
		diags.AddAttributeError(path.Root("credentials_wo_version"), "No Keys for a New Version",
			"`credentials_wo_version` changes, which is to say that new keys are to be sent, but `access_key_wo` and `secret_key_wo` are null. Pass the keys to this run, or "+
				"leave the version as it is: while it stays the same, no keys are needed.")
	}
}

// sendsKeys tells whether a change of a credential sends keys.
func sendsKeys(plan, state model) bool {
	return !plan.CredentialsWOVersion.IsUnknown() && !plan.CredentialsWOVersion.Equal(state.CredentialsWOVersion)
}

// warnUsers says which policies stop replicating when the credential is destroyed. It never stands in the way: what cannot be
// read is not said.
func (r *Resource) warnUsers(ctx context.Context, state model, diags *diag.Diagnostics) {
	if r.Vaults.Offline {
		return
	}
	spec, facts, err := r.Vaults.Gather(ctx, state.spec(), state.ID.ValueString(), false)
	if err != nil {
		return
	}
	for _, v := range r.Vaults.Judge().Live(spec, facts) {
		v.Severity = min(v.Severity, replication.SeverityWarning)
		service.AddViolations(diags, []replication.Violation{v}, r.Vaults.Vendor)
	}
}
