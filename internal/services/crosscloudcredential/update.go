package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Update changes the credential in place, and sends new keys if their version says that there are new ones.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	var keys vault.Keys
	if sendsKeys(plan, state) {
		keys = config.keys()
		if !keys.Set() && !state.CredentialsWOVersion.IsNull() { // an import has no version yet, and the keys that it has may stay
			resp.Diagnostics.AddAttributeError(path.Root("credentials_wo_version"), "No Keys for a New Version",
				"`credentials_wo_version` changes, but `access_key_wo` and `secret_key_wo` turned out to be null. Nothing was changed.")
			return
		}
	}
	if keys.Set() || !plan.Name.Equal(state.Name) || !plan.Description.Equal(state.Description) {
		driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
		if !ok {
			return
		}
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		if _, err := driver.UpdateCredential(ctx, plan.credential(), keys); err != nil {
			service.AddError(&resp.Diagnostics, "Credential Not Changed", err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}
