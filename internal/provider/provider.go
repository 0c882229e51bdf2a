// Package provider is the provider itself: its configuration, and which resources, data sources and list resources there are. It alone
// wires the clouds' drivers in.
package provider

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/backupreplication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/crosscloudcredential"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/permissionspolicy"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationlocations"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationpolicy"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationprogress"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrule"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/replicationrules"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaultreplication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaultreplicationrun"
)

const (
	// Address is the provider's source address.
	Address = "registry.terraform.io/multicloud-replication/multicloud"
	// typeName is what the names of all resources begin with.
	typeName = "multicloud"
	pageURL  = "https://registry.terraform.io/providers/multicloud-replication/multicloud"
)

var _ provider.ProviderWithListResources = (*multicloud)(nil)

// multicloud is the provider.
type multicloud struct {
	version   string
	transport http.RoundTripper
	clock     clock.Clock
}

// Option changes the provider for tests.
type Option func(*multicloud)

// WithTransport sends all requests through t in place of the network, below retries, limits and logs.
func WithTransport(t http.RoundTripper) Option { return func(p *multicloud) { p.transport = t } }

// WithClock makes everything that waits follow c.
func WithClock(c clock.Clock) Option { return func(p *multicloud) { p.clock = c } }

// New is what Terraform's plugin server makes providers with.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &multicloud{version: version, clock: clock.Real()}
		for _, option := range options {
			option(p)
		}
		return p
	}
}

// Metadata names the provider.
func (p *multicloud) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = typeName, p.version
}

// Configure makes the session that resources and data sources share. It makes no request, and looks for no credentials:
// that is left to the first use of a cloud.
func (p *multicloud) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	common := readCommon(ctx, config, &resp.Diagnostics)
	common.userAgent = "terraform-provider-multicloud/" + p.version + " (+" + pageURL + ") Terraform/" + req.TerraformVersion
	alibaba := p.alibaba(ctx, config.Alibaba, common, &resp.Diagnostics)
	tencent := p.tencent(ctx, config.Tencent, common, &resp.Diagnostics)
	ucloud := p.ucloud(ctx, config.UCloud, common, &resp.Diagnostics)
	huawei := p.huawei(ctx, config.Huawei, common, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	sessions := &service.Sessions{
		Vaults:      vault.NewSession(p.clock, common.policy, common.offline, huawei),
		Rules:       replication.NewSession(p.clock, common.policy, common.offline, alibaba, tencent, ucloud),
		Permissions: permissionWriters(),
	}
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = sessions, sessions, sessions
}

// Resources are all resources.
func (p *multicloud) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		replicationrule.NewResource, crosscloudcredential.NewResource, replicationpolicy.NewResource, vaultreplication.NewResource,
		vaultreplicationrun.NewResource, backupreplication.NewResource,
	}
}

// DataSources are all data sources.
func (p *multicloud) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{permissionspolicy.NewDataSource, replicationlocations.NewDataSource, replicationprogress.NewDataSource, replicationrules.NewDataSource}
}

// ListResources are all list resources, for `terraform query`.
func (p *multicloud) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{replicationrules.NewListResource}
}
