package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
)

// huaweiEndpointsValidator checks the addresses of services.
type huaweiEndpointsValidator struct{}

// Description says what is valid.
func (huaweiEndpointsValidator) Description(context.Context) string {
	return "must be addresses, which may hold {region}"
}

// MarkdownDescription is the same as Description.
func (v huaweiEndpointsValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

// ValidateMap judges the entries that are known.
func (huaweiEndpointsValidator) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for service, element := range req.ConfigValue.Elements() {
		address, ok := element.(types.String)
		if !ok || address.IsUnknown() || address.IsNull() {
			continue
		}
		if _, err := credentials.ParseEndpoint(service, address.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(service), "Invalid Endpoint", sentence(err))
		}
	}
}
