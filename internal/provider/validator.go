package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

var (
	validOSSEndpoint = stringValidator{"must be an OSS endpoint template", "Invalid Endpoint", parses(alibaba.ParseEndpoint)}
	validCOSEndpoint = stringValidator{"must be a COS endpoint template", "Invalid Endpoint", parses(tencent.ParseEndpoint)}
	validBaseURL     = stringValidator{"must be the address of a gateway", "Invalid Base URL", parses(ucloud.ParseBaseURL)}

	validHuaweiEndpoints = mapValidator{"must be addresses, which may hold {region}", "Invalid Endpoint", func(service, address string) error {
		_, err := credentials.ParseEndpoint(service, address)
		return err
	}}
	validAPINames = mapValidator{"must map known keys to names", "Invalid Name", func(key, name string) error {
		_, err := ucloud.NewAPI(map[string]string{key: name})
		return err
	}}
	validChecks = mapValidator{`must map ids of constraints to "error", "warn" or "off"`, "Invalid Check", func(id, severity string) error {
		_, err := replication.ParseCheck(id, severity)
		return err
	}}
)

func parses[T any](parse func(string) (T, error)) func(string) error {
	return func(text string) error {
		_, err := parse(text)
		return err
	}
}

// rule says what is valid.
type rule string

// Description says what is valid.
func (d rule) Description(context.Context) string { return string(d) }

// MarkdownDescription is the same as Description.
func (d rule) MarkdownDescription(context.Context) string { return string(d) }

// stringValidator checks a string.
type stringValidator struct {
	rule
	summary string
	check   func(text string) error
}

// ValidateString judges a value that is known.
func (v stringValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, v.summary, sentence(err))
	}
}

// mapValidator checks the entries of a map of strings by their keys.
type mapValidator struct {
	rule
	summary string
	check   func(key, text string) error
}

// ValidateMap judges the entries that are known.
func (v mapValidator) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for key, element := range req.ConfigValue.Elements() {
		text, ok := element.(types.String)
		if !ok || text.IsUnknown() {
			continue
		}
		if err := v.check(key, text.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(key), v.summary, sentence(err))
		}
	}
}
