package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// endpointValidator checks a template of OSS endpoints.
type endpointValidator struct{}

// Description says what is valid.
func (endpointValidator) Description(context.Context) string {
	return "must be an OSS endpoint template"
}

// MarkdownDescription is the same as Description.
func (v endpointValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString judges a value that is known.
func (endpointValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := alibaba.ParseEndpoint(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Endpoint", sentence(err))
	}
}

// checksValidator checks ids and severities against the catalogue.
type checksValidator struct{}

// Description says what is valid.
func (checksValidator) Description(context.Context) string {
	return `must map ids of constraints to "error", "warn" or "off"`
}

// MarkdownDescription is the same as Description.
func (v checksValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateMap judges the entries that are known.
func (checksValidator) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for id, element := range req.ConfigValue.Elements() {
		severity, ok := element.(types.String)
		if !ok || severity.IsUnknown() {
			continue
		}
		if _, err := replication.ParseCheck(id, severity.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(id), "Invalid Check", sentence(err))
		}
	}
}
