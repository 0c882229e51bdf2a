package provider

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/alibaba/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// alibaba wires OSS in. Left out, the object is the same as an empty one.
func (p *multicloud) alibaba(ctx context.Context, object types.Object, c common, diags *diag.Diagnostics) replication.CloudOptions {
	options := replication.CloudOptions{Capabilities: replication.AlibabaCapabilities}
	if c.unknown || !fullyKnown(ctx, object) {
		options.Open = func(context.Context) (replication.Driver, error) { return nil, replication.ErrConfigurationUnknown }
		return options
	}
	var m alibabaModel
	if !object.IsNull() {
		diags.Append(object.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	}
	// Both sides share one stack: the limit is for the cloud.
	client := sync.OnceValues(func() (*http.Client, error) {
		return transport.New(transport.Options{
			Cloud: string(replication.Alibaba), UserAgent: c.userAgent, CABundleFile: c.caBundleFile, MaxRetries: c.maxRetries,
			MaxRequestsPerSecond: c.maxRequestsPerSecond, Clock: p.clock, Base: p.transport,
		})
	})
	source := side{
		title: replication.AlibabaCapabilities.Title, credentials: m.credentials(), endpoint: m.Endpoint.ValueString(), endpoints: m.endpoints(ctx, diags),
	}
	options.Open = p.open(source, client)
	if m.Destination != nil {
		options.OpenDestination = p.open(source.forDestination(*m.Destination, m.Destination.endpoints(ctx, diags)), client)
	}
	return options
}

// side is how the buckets of one account are reached.
type side struct {
	title          string // in messages
	credentials    credentials.Config
	configuredOnly bool
	endpoint       string
	endpoints      map[string]string
}

// forDestination is the side of the destination's account: what it leaves out is as on this side.
func (s side) forDestination(m alibabaSide, endpoints map[string]string) side {
	own := m.credentials()
	d := side{
		title:       s.title + " (`destination`)",
		credentials: s.credentials.ForDestination(own), configuredOnly: own.NamesSource(),
		endpoint: m.Endpoint.ValueString(), endpoints: endpoints,
	}
	if d.endpoint == "" && d.endpoints == nil {
		d.endpoint, d.endpoints = s.endpoint, s.endpoints
	}
	return d
}

func (p *multicloud) open(s side, client func() (*http.Client, error)) replication.Opener {
	return func(context.Context) (replication.Driver, error) {
		httpClient, err := client()
		if err != nil {
			return nil, err
		}
		found, err := credentials.New(credentials.Options{Config: s.credentials, HTTPClient: httpClient, ConfiguredOnly: s.configuredOnly})
		if err != nil {
			return nil, fmt.Errorf("no usable credentials for %s: %w", s.title, err)
		}
		return alibaba.New(alibaba.Options{
			Credentials: found, HTTPClient: httpClient, Clock: p.clock, Endpoint: s.endpoint, Endpoints: s.endpoints,
		})
	}
}

func (m alibabaSide) endpoints(ctx context.Context, diags *diag.Diagnostics) map[string]string {
	if m.Endpoints.IsNull() {
		return nil
	}
	endpoints := map[string]string{}
	diags.Append(m.Endpoints.ElementsAs(ctx, &endpoints, false)...)
	return endpoints
}

func (m alibabaSide) credentials() credentials.Config {
	c := credentials.Config{
		AccessKey: m.AccessKey.ValueString(), SecretKey: m.SecretKey.ValueString(), SecurityToken: m.SecurityToken.ValueString(),
		Profile: m.Profile.ValueString(), SharedCredentialsFile: m.SharedCredentialsFile.ValueString(),
		CredentialsURI: m.CredentialsURI.ValueString(), ECSRoleName: m.ECSRoleName.ValueString(), STSRegion: m.STSRegion.ValueString(),
	}
	if o := m.AssumeRoleWithOIDC; o != nil {
		c.OIDC = &credentials.OIDC{
			ProviderARN: o.ProviderARN.ValueString(), TokenFile: o.TokenFile.ValueString(), RoleARN: o.RoleARN.ValueString(),
			SessionName: o.SessionName.ValueString(), Policy: o.Policy.ValueString(), SessionExpiration: int(o.SessionExpiration.ValueInt64()),
		}
	}
	if r := m.AssumeRole; r != nil {
		c.AssumeRole = &credentials.AssumeRole{
			RoleARN: r.RoleARN.ValueString(), SessionName: r.SessionName.ValueString(), Policy: r.Policy.ValueString(),
			ExternalID: r.ExternalID.ValueString(), SessionExpiration: int(r.SessionExpiration.ValueInt64()),
		}
	}
	return c
}

// fullyKnown tells whether nothing in the value is unknown.
func fullyKnown(ctx context.Context, object types.Object) bool {
	value, err := object.ToTerraformValue(ctx)
	return err == nil && value.IsFullyKnown()
}
