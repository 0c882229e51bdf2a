package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Create makes the policy.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	place, err := vaults.Resolve(ctx, driver, plan.place())
	if err == nil {
		plan.Region, plan.ProjectID = types.StringValue(place.Region), types.StringValue(place.ProjectID)
		err = r.resolveDestination(ctx, &plan)
	}
	if err != nil {
		service.AddError(&resp.Diagnostics, "Replication Policy Not Created", err)
		return
	}
	made, err := driver.CreatePolicy(ctx, plan.policy())
	switch {
	case err != nil && replication.IsKind(err, replication.KindIncomplete) && made.ID != "":
		resp.Diagnostics.AddWarning("Replication Policy Not Confirmed", service.ErrorText(err))
	case err != nil:
		service.AddError(&resp.Diagnostics, "Replication Policy Not Created", err)
		return
	}
	plan.ID = types.StringValue(made.ID)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}

// resolveDestination looks the project at the destination up where the plan names none.
func (r *Resource) resolveDestination(ctx context.Context, plan *model) error {
	d := plan.policy().Destination
	place, err := vaults.ResolveDestination(ctx, r.Vaults, d.Place, d.CredentialID != "" || d.TargetCloud != "")
	d.Place = place
	plan.setDestination(d)
	return err
}
