package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const (
	preflightLive    = "live"
	preflightOffline = "offline"
)

// Schema is the provider's configuration.
func (p *multicloud) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Sets up, checks and watches storage replication for disaster recovery. `terraform plan` says, before anything " +
			"is touched, when a replication setup cannot work.\n\nA cloud is reached when a resource first uses it; configuring the " +
			"provider makes no request. Proxies come from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.",
		Attributes: map[string]schema.Attribute{
			"alibaba": alibabaSchema(),
			"tencent": tencentSchema(),
			"ucloud":  ucloudSchema(),
			"huawei":  huaweiSchema(),
			"ca_bundle_file": schema.StringAttribute{
				MarkdownDescription: "File with certificates (PEM) that are trusted besides the system's, such as that of a proxy. " +
					"Environment: `" + caBundleVariable + "`.",
				Optional: true,
			},
			"max_retries": schema.Int64Attribute{
				MarkdownDescription: "How often a request is repeated that was throttled, failed in the cloud, or lost its connection. " +
					"Defaults to 5; 0 never repeats. A write whose answer was lost is looked up first. Environment: `" + maxRetriesVariable + "`.",
				Optional:   true,
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"max_requests_per_second": schema.Float64Attribute{
				MarkdownDescription: "Limit of the requests to each cloud. Defaults to 0, which is no limit. Environment: `" + maxRequestsVariable + "`.",
				Optional:            true,
				Validators:          []validator.Float64{float64validator.AtLeast(0)},
			},
			"preflight": schema.StringAttribute{
				MarkdownDescription: "`live` (the default) lets checks read from the clouds during plan what they need to know; `offline` makes no " +
					"request for checks. Environment: `" + preflightVariable + "`.",
				Optional:   true,
				Validators: []validator.String{stringvalidator.OneOf(preflightLive, preflightOffline)},
			},
			"checks": schema.MapAttribute{
				MarkdownDescription: "Severity of single constraints, by id: `error`, `warn` or `off`, as in `{ A5 = \"warn\" }`. For the day on which a " +
					"cloud changes its rules, or raises a limit for an account. Environment: `" + replication.ChecksVariable + "`, as in " +
					"`A5=warn,G3=off`; an id that is set in both has the severity that is set here. `terraform validate` knows the environment only.",
				Optional:    true,
				ElementType: types.StringType,
				Validators:  []validator.Map{validChecks},
			},
		},
	}
}
