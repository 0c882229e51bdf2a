package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Read takes over what the cloud shows. An endpoint that does not know credentials is an error, and never means that this one is gone.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Terraform wants an identity also of what turns out to be gone.
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, state)...)
	driver, ok := vaults.ReadDriver(ctx, r.Vaults, "credential "+state.ref().String(), &resp.Diagnostics)
	if !ok {
		return
	}
	found, err := driver.Credential(ctx, state.ref())
	switch {
	case replication.IsKind(err, replication.KindNotFound):
		resp.Diagnostics.AddWarning("Credential Is Gone", "The credential "+state.ref().String()+" is removed from the state: it does not exist any more. "+
			"Policies that use it cannot replicate until they have another.")
		resp.State.RemoveResource(ctx)
	case err != nil:
		service.AddError(&resp.Diagnostics, "Credential Not Read", err)
	default:
		state.setCredential(found)
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	}
}
