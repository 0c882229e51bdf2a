package replicationrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Delete removes the rule and waits until it no longer stands in the way of another. The replicas stay.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultDeleteTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := r.locate(ctx, &state); err != nil {
		service.AddError(&resp.Diagnostics, "Replication Rule Not Deleted", err)
		return
	}
	ref, ok := state.ref()
	if !ok {
		return // nothing in the cloud goes by this state
	}
	done := r.Session.Ledger.Removing(ref)
	defer func() { done(!resp.Diagnostics.HasError()) }()
	driver, err := r.Session.Driver(ctx, ref.Source.Cloud)
	if err != nil {
		service.AddError(&resp.Diagnostics, "Cloud Cannot Be Used", err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if err := driver.Delete(ctx, ref); err != nil {
		service.AddError(&resp.Diagnostics, "Replication Rule Not Deleted", err)
		return
	}
	tflog.Info(ctx, "replication stopped; the replicas at the destination are kept", map[string]any{"rule_id": ref.ID})
}
