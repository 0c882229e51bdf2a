package replicationrule

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// ownRuleKey is the private data in which the first half of a replacement tells the second which rule it replaces.
const ownRuleKey = "own_rule"

// ModifyPlan fills in what depends on the cloud, decides what replaces the rule, and judges what this plan writes.
// Terraform calls it again during apply, and twice for a replacement.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Session == nil {
		return
	}
	var config, plan, state model
	exists, destroys := !req.State.Raw.IsNull(), req.Plan.Raw.IsNull()
	if exists {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !destroys {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
		state.adoptRegion(plan)
	}
	if ref, ok := state.ref(); exists && ok {
		r.Session.Ledger.Manage(ref)
	}
	if destroys { // no check stands in its way
		r.doom(state, &resp.Diagnostics)
		return
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || config.Cloud.IsUnknown() {
		return
	}
	judge, ok := r.Session.Judge(replication.Cloud(config.Cloud.ValueString()))
	if !ok {
		return
	}
	own := ownRule(ctx, req, state, exists, resp)
	before := plan
	fillDefaults(&plan, config, state, exists, judge.Capabilities)
	if plan.ID.IsNull() { // moved from another provider's resource, and not refreshed
		plan.ID = state.ID
	}
	resp.Diagnostics.Append(setDefaults(ctx, resp, before, plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	p := planned{config: config, plan: plan, own: own, exists: exists, writes: !exists}
	if exists {
		p.changes = changes(state, plan)
		// The scope changes nothing in the cloud; one that disagrees with the regions would differ in every plan.
		p.writes = len(p.changes) > 0 || !plan.Scope.IsUnknown() && !plan.Scope.Equal(state.Scope)
		for _, changed := range p.changes {
			if !judge.Capabilities.ChangesInPlace(changed) {
				resp.RequiresReplace = append(resp.RequiresReplace, service.Path(changed))
				p.replaces = true
			}
		}
		p.wasEnabled = state.Enabled.ValueBool()
	}
	r.check(ctx, judge, p, &resp.Diagnostics)
}

// planned is one call of ModifyPlan, as the checks see it.
type planned struct {
	config, plan model
	// own is the id that the rule has in the cloud; empty for a new one.
	own string
	// exists tells whether there is a prior state: of a replacement, this is so in the first call only.
	exists, writes, replaces, wasEnabled bool
	// changes are the attributes by which the rule differs from before.
	changes []string
}

// ownRule is the id of the rule that is changed or replaced; it hands that on to the second half of a replacement.
func ownRule(ctx context.Context, req resource.ModifyPlanRequest, state model, exists bool, resp *resource.ModifyPlanResponse) string {
	if exists {
		id, err := json.Marshal(state.RuleID.ValueString())
		if err == nil {
			resp.Diagnostics.Append(resp.Private.SetKey(ctx, ownRuleKey, id)...)
		}
		return state.RuleID.ValueString()
	}
	if req.Private == nil {
		return ""
	}
	handed, diags := req.Private.GetKey(ctx, ownRuleKey)
	resp.Diagnostics.Append(diags...)
	var id string
	if len(handed) == 0 || json.Unmarshal(handed, &id) != nil {
		return ""
	}
	return id
}

// fillDefaults gives the attributes that are left out their values. For a new rule that is the cloud's default. For one that
// exists it is the default where asserting it changes the rule in place, and what the rule has where it would replace it.
func fillDefaults(plan *model, config, state model, exists bool, c replication.Capabilities) {
	fill := func(attribute string, to *types.Bool, was types.Bool, byDefault bool) {
		*to = types.BoolValue(byDefault)
		if exists && !was.IsNull() && !c.ChangesInPlace(attribute) {
			*to = was
		}
	}
	if config.ReplicateExistingObjects.IsNull() {
		fill("replicate_existing_objects", &plan.ReplicateExistingObjects, state.ReplicateExistingObjects, c.Defaults.ReplicateExisting)
	}
	if config.ReplicateDeletes.IsNull() {
		fill("replicate_deletes", &plan.ReplicateDeletes, state.ReplicateDeletes, c.Defaults.ReplicateDeletes)
		actions := service.Field(config.Alibaba, "actions", service.Strings)
		if known, ok := actions.Get(); ok {
			plan.ReplicateDeletes = types.BoolValue(replication.ActionsDelete(known))
		} else if actions.IsUnknown() {
			plan.ReplicateDeletes = types.BoolUnknown()
		}
	}
	if config.Scope.IsNull() {
		plan.Scope = types.StringUnknown()
		if crosses, known := plan.spec(config).CrossesRegions(); known {
			plan.Scope = scopeOf(crosses)
		}
	}
}

// setDefaults puts what was filled in into the plan, where it differs from before: setting anything costs a walk over the whole plan.
func setDefaults(ctx context.Context, resp *resource.ModifyPlanResponse, before, after model) diag.Diagnostics {
	var diags diag.Diagnostics
	for attribute, value := range map[string][2]attr.Value{
		"replicate_existing_objects": {before.ReplicateExistingObjects, after.ReplicateExistingObjects},
		"replicate_deletes":          {before.ReplicateDeletes, after.ReplicateDeletes},
		"scope":                      {before.Scope, after.Scope},
		"id":                         {before.ID, after.ID},
	} {
		if !value[0].Equal(value[1]) {
			diags.Append(resp.Plan.SetAttribute(ctx, path.Root(attribute), value[1])...)
		}
	}
	return diags
}
