package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Read takes over what the cloud shows.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, state)...)
	driver, ok := vaults.ReadDriver(ctx, r.Vaults, "replication policy "+state.ref().String(), &resp.Diagnostics)
	if !ok {
		return
	}
	found, err := driver.Policy(ctx, state.ref())
	switch {
	case replication.IsKind(err, replication.KindNotFound):
		resp.Diagnostics.AddWarning("Replication Policy Is Gone", "The policy "+state.ref().String()+" is removed from the state: it does not exist any more. "+
			"Nothing is replicated by it until it is made again.")
		resp.State.RemoveResource(ctx)
	case err != nil:
		service.AddError(&resp.Diagnostics, "Replication Policy Not Read", err)
	case found.Operation != vault.OperationReplication:
		resp.Diagnostics.AddError("Not a Replication Policy", "The policy "+state.ref().String()+" is one of the type "+string(found.Operation)+
			". This resource is for replication policies; the cloud's own provider manages the others.")
	default:
		state.setPolicy(found)
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	}
}
