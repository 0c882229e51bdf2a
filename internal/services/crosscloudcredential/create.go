package crosscloudcredential

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// Create makes the credential. The keys are in the configuration alone.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	keys := config.keys()
	if keys.AccessKey == "" || keys.SecretKey == "" {
		resp.Diagnostics.AddAttributeError(path.Root("access_key_wo"), "No Keys for a New Credential",
			"`access_key_wo` and `secret_key_wo` turned out to be null or empty. Nothing was created.")
		return
	}
	driver, ok := vaults.Driver(ctx, r.Vaults, &resp.Diagnostics)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	place, err := vaults.Resolve(ctx, driver, plan.place())
	if err != nil {
		service.AddError(&resp.Diagnostics, "Credential Not Created", err)
		return
	}
	plan.Region, plan.ProjectID = types.StringValue(place.Region), types.StringValue(place.ProjectID)
	made, err := driver.CreateCredential(ctx, plan.credential(), keys)
	switch {
	case err != nil && replication.IsKind(err, replication.KindIncomplete) && made.ID != "":
		resp.Diagnostics.AddWarning("Credential Not Confirmed", service.ErrorText(err))
	case err != nil:
		service.AddError(&resp.Diagnostics, "Credential Not Created", err)
		return
	}
	plan.ID = types.StringValue(made.ID)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
	resp.Diagnostics.Append(setIdentity(ctx, resp.Identity, plan)...)
}
