package vaultreplication

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Create binds the vault to the policy.
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
	source := plan.source()
	place, err := vaults.Resolve(ctx, driver, source.Place)
	source.Place = place
	if err == nil {
		err = r.bind(ctx, driver, source, "", plan)
	}
	if err != nil {
		service.AddError(&resp.Diagnostics, "Vault Not Bound to Replication Policy", err)
		return
	}
	plan.setSource(source)
	bound, err := driver.Policy(ctx, source.At(plan.PolicyID.ValueString()))
	if err != nil {
		resp.Diagnostics.AddWarning("Replication Policy Not Read", service.ErrorText(err)+"\n\nThe vault is bound. The next refresh reads where the policy replicates to.")
	}
	plan.setDestination(plan.destinationVault(), bound.Destination)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, source)...)
}

// bind binds, after it has looked once more whether that would replace a policy that is none of ours: CBR replaces it without a word.
func (r *Resource) bind(ctx context.Context, driver *vault.CachedDriver, source vault.Ref, own string, plan model) error {
	constraint, _ := replication.ConstraintByID("H15")
	if r.Vaults.Policy.SeverityOf(constraint) == replication.SeverityError {
		policies, err := driver.Fresh().Policies(ctx, source)
		if err != nil {
			return err
		}
		for _, p := range policies {
			if p.Operation == vault.OperationReplication && p.ID != plan.PolicyID.ValueString() && p.ID != own {
				return &replication.Error{
					Kind: replication.KindConflict, Op: "bind a replication policy to", On: "vault " + source.String(), Constraint: "H15",
					Message: fmt.Sprintf("the vault has the replication policy %s (%s), which this would replace", p.Name, p.ID),
					Advice:  "Unbind that first, or import the binding and give it another policy.",
				}
			}
		}
	}
	return driver.Bind(ctx, source, plan.PolicyID.ValueString(), plan.destinationVault())
}
