package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
)

// baseURLValidator checks the address of UCloud's gateway.
type baseURLValidator struct{}

// Description says what is valid.
func (baseURLValidator) Description(context.Context) string {
	return "must be the address of a gateway"
}

// MarkdownDescription is the same as Description.
func (v baseURLValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString judges a value that is known.
func (baseURLValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := ucloud.ParseBaseURL(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Base URL", sentence(err))
	}
}

// apiValidator checks names of UCloud's API against those that there are.
type apiValidator struct{}

// Description says what is valid.
func (apiValidator) Description(context.Context) string { return "must map known keys to names" }

// MarkdownDescription is the same as Description.
func (v apiValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateMap judges the entries that are known.
func (apiValidator) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for key, element := range req.ConfigValue.Elements() {
		name, ok := element.(types.String)
		if !ok || name.IsUnknown() {
			continue
		}
		if _, err := ucloud.NewAPI(map[string]string{key: name.ValueString()}); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(key), "Invalid Name", sentence(err))
		}
	}
}
