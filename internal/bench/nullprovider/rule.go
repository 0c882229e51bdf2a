package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
)

// rule has the schemas of the replication rule. What is applied is kept in the state, and nothing else happens.
type rule struct{ schemas *replicationrule.Resource }

var _ resource.ResourceWithIdentity = rule{}

// Metadata is that of the real rule.
func (r rule) Metadata(ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	r.schemas.Metadata(ctx, req, resp)
}

// Schema is that of the real rule, with its validators and plan modifiers.
func (r rule) Schema(ctx context.Context, req resource.SchemaRequest, resp *resource.SchemaResponse) {
	r.schemas.Schema(ctx, req, resp)
}

// IdentitySchema is that of the real rule.
func (r rule) IdentitySchema(ctx context.Context, req resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	r.schemas.IdentitySchema(ctx, req, resp)
}

// Create keeps the plan.
func (rule) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	keep(ctx, req.Plan.Raw, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Read keeps the state.
func (rule) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	keep(ctx, req.State.Raw, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Update keeps the plan.
func (rule) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	keep(ctx, req.Plan.Raw, &resp.State, resp.Identity, &resp.Diagnostics)
}

// Delete lets the framework drop the state.
func (rule) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// keep puts a value into the state with every unknown made known, and sets the identity that belongs to it.
func keep(ctx context.Context, value tftypes.Value, state *tfsdk.State, identity *tfsdk.ResourceIdentity, diags *diag.Diagnostics) {
	known, err := tftypes.Transform(value, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		switch {
		case v.IsKnown():
			return v, nil
		case v.Type().Is(tftypes.Bool):
			return tftypes.NewValue(v.Type(), true), nil
		case v.Type().Is(tftypes.String):
			return tftypes.NewValue(v.Type(), "null"), nil
		}
		return tftypes.NewValue(v.Type(), nil), nil
	})
	if err != nil {
		diags.AddError("Value Not Kept", err.Error())
		return
	}
	state.Raw = known
	if identity == nil {
		return
	}
	for name, at := range map[string]path.Path{
		"cloud": path.Root("cloud"), "rule_id": path.Root("rule_id"),
		"region": path.Root("source").AtName("region"), "bucket": path.Root("source").AtName("bucket"),
	} {
		var part types.String
		diags.Append(state.GetAttribute(ctx, at, &part)...)
		diags.Append(identity.SetAttribute(ctx, path.Root(name), part)...)
	}
}
