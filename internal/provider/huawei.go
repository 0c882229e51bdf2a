package provider

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// huaweiModel is the object `huawei`, decoded once all of it is known.
type huaweiModel struct {
	huaweiSide
	Names       types.Map   `tfsdk:"unpublished_names"`
	Destination *huaweiSide `tfsdk:"destination"`
}

// huaweiSide is how one cloud or account is reached.
type huaweiSide struct {
	AccessKey        types.String     `tfsdk:"access_key"`
	SecretKey        types.String     `tfsdk:"secret_key"`
	SecurityToken    types.String     `tfsdk:"security_token"`
	Profile          types.String     `tfsdk:"profile"`
	SharedConfigFile types.String     `tfsdk:"shared_config_file"`
	ECSMetadata      types.Bool       `tfsdk:"ecs_metadata"`
	AssumeRole       *huaweiRoleModel `tfsdk:"assume_role"`
	Region           types.String     `tfsdk:"region"`
	ProjectID        types.String     `tfsdk:"project_id"`
	DomainID         types.String     `tfsdk:"domain_id"`
	Cloud            types.String     `tfsdk:"cloud"`
	Endpoints        types.Map        `tfsdk:"endpoints"`
}

type huaweiRoleModel struct {
	AgencyName types.String `tfsdk:"agency_name"`
	DomainName types.String `tfsdk:"domain_name"`
	DomainID   types.String `tfsdk:"domain_id"`
	Duration   types.Int64  `tfsdk:"duration"`
}

// huawei wires CBR in. Left out, the object is the same as an empty one.
func (p *multicloud) huawei(ctx context.Context, object types.Object, c common, diags *diag.Diagnostics) vault.Options {
	options := vault.Options{Title: replication.HuaweiTitle, Vendor: replication.HuaweiVendor}
	if c.unknown || !fullyKnown(ctx, object) {
		options.Open = func(context.Context) (vault.Driver, error) { return nil, replication.ErrConfigurationUnknown }
		options.OpenDestination = options.Open
		return options
	}
	var m huaweiModel
	if !object.IsNull() {
		diags.Append(object.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	}
	// Both sides share one stack: the limit is for the cloud.
	client := sync.OnceValues(func() (*http.Client, error) {
		return transport.New(transport.Options{
			Cloud: string(replication.Huawei), UserAgent: c.userAgent, CABundleFile: c.caBundleFile, MaxRetries: c.maxRetries,
			MaxRequestsPerSecond: c.maxRequestsPerSecond, Clock: p.clock, Base: p.transport,
		})
	})
	names := stringMap(ctx, m.Names, diags)
	source := huaweiAccount{title: options.Title, config: m.config(ctx, diags), cbr: stringMap(ctx, m.Endpoints, diags)["cbr"], names: names}
	options.Open = p.openHuawei(source, client)
	if m.Destination != nil {
		d := huaweiAccount{title: options.Title + " (`destination`)", config: m.Destination.config(ctx, diags), names: names}
		d.cbr = stringMap(ctx, m.Destination.Endpoints, diags)["cbr"]
		d.configuredOnly = d.config.NamesSource()
		if !d.configuredOnly {
			d.config = withKeysOf(d.config, source.config)
		} else if d.config.Profile != "" && d.config.SharedConfigFile == "" { // one file holds the profiles of both sides
			d.config.SharedConfigFile = source.config.SharedConfigFile
		}
		options.OpenDestination = p.openHuawei(d, client)
	}
	return options
}

// huaweiAccount is one cloud or account in the form that a driver is made of.
type huaweiAccount struct {
	title          string // in messages
	config         credentials.Config
	configuredOnly bool
	cbr            string
	names          map[string]string
}

// withKeysOf is the configuration with the keys of another.
func withKeysOf(c, other credentials.Config) credentials.Config {
	c.AccessKey, c.SecretKey, c.SecurityToken = other.AccessKey, other.SecretKey, other.SecurityToken
	c.Profile, c.SharedConfigFile, c.ECSMetadata = other.Profile, other.SharedConfigFile, other.ECSMetadata
	return c
}

func (p *multicloud) openHuawei(a huaweiAccount, client func() (*http.Client, error)) vault.Opener {
	return func(context.Context) (vault.Driver, error) {
		httpClient, err := client()
		if err != nil {
			return nil, err
		}
		found, err := credentials.New(credentials.Options{Config: a.config, HTTPClient: httpClient, ConfiguredOnly: a.configuredOnly})
		if err != nil {
			return nil, fmt.Errorf("no usable credentials for %s: %w", a.title, err)
		}
		names, err := huawei.ParseNames(a.names)
		if err != nil {
			return nil, err
		}
		cbr, err := credentials.ParseEndpoint("cbr", a.cbr)
		if err != nil {
			return nil, err
		}
		return huawei.New(huawei.Options{Found: found, HTTPClient: httpClient, Clock: p.clock, CBR: cbr, Names: names})
	}
}

func (m huaweiSide) config(ctx context.Context, diags *diag.Diagnostics) credentials.Config {
	c := credentials.Config{
		AccessKey: m.AccessKey.ValueString(), SecretKey: m.SecretKey.ValueString(), SecurityToken: m.SecurityToken.ValueString(),
		Profile: m.Profile.ValueString(), SharedConfigFile: m.SharedConfigFile.ValueString(), ECSMetadata: m.ECSMetadata.ValueBool(),
		Region: m.Region.ValueString(), ProjectID: m.ProjectID.ValueString(), DomainID: m.DomainID.ValueString(), Cloud: m.Cloud.ValueString(),
		IAMEndpoint: stringMap(ctx, m.Endpoints, diags)["iam"],
	}
	if r := m.AssumeRole; r != nil {
		c.AssumeRole = &credentials.AssumeRole{
			AgencyName: r.AgencyName.ValueString(), DomainName: r.DomainName.ValueString(), DomainID: r.DomainID.ValueString(),
			Duration: int(r.Duration.ValueInt64()),
		}
	}
	return c
}

// stringMap is a map of strings, nil if it is not set.
func stringMap(ctx context.Context, m types.Map, diags *diag.Diagnostics) map[string]string {
	if m.IsNull() {
		return nil
	}
	values := map[string]string{}
	diags.Append(m.ElementsAs(ctx, &values, false)...)
	return values
}
