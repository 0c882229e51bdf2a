package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
)

// cosEndpointValidator checks a template of COS endpoints.
type cosEndpointValidator struct{}

// Description says what is valid.
func (cosEndpointValidator) Description(context.Context) string {
	return "must be a COS endpoint template"
}

// MarkdownDescription is the same as Description.
func (v cosEndpointValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

// ValidateString judges a value that is known.
func (cosEndpointValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := tencent.ParseEndpoint(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Endpoint", sentence(err))
	}
}
