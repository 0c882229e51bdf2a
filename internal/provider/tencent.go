package provider

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/tencent/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// cosDomainVariable is where users of TencentCloud's own provider put an endpoint without the bucket.
const cosDomainVariable = "TENCENTCLOUD_COS_DOMAIN"

// tencentModel is the object `tencent`, decoded once all of it is known.
type tencentModel struct {
	SecretID             types.String            `tfsdk:"secret_id"`
	SecretKey            types.String            `tfsdk:"secret_key"`
	SecurityToken        types.String            `tfsdk:"security_token"`
	Profile              types.String            `tfsdk:"profile"`
	SharedCredentialsDir types.String            `tfsdk:"shared_credentials_dir"`
	WebIdentity          *tencentWebIdentity     `tfsdk:"assume_role_with_web_identity"`
	CAMRoleName          types.String            `tfsdk:"cam_role_name"`
	AssumeRole           *tencentAssumeRoleModel `tfsdk:"assume_role"`
	Endpoint             types.String            `tfsdk:"endpoint"`
	Endpoints            types.Map               `tfsdk:"endpoints"`
}

type tencentAssumeRoleModel struct {
	RoleARN         types.String `tfsdk:"role_arn"`
	SessionName     types.String `tfsdk:"session_name"`
	SessionDuration types.Int64  `tfsdk:"session_duration"`
	Policy          types.String `tfsdk:"policy"`
	ExternalID      types.String `tfsdk:"external_id"`
}

type tencentWebIdentity struct {
	ProviderID      types.String `tfsdk:"provider_id"`
	Token           types.String `tfsdk:"web_identity_token"`
	TokenFile       types.String `tfsdk:"web_identity_token_file"`
	RoleARN         types.String `tfsdk:"role_arn"`
	SessionName     types.String `tfsdk:"session_name"`
	SessionDuration types.Int64  `tfsdk:"session_duration"`
}

// tencent wires COS in. Left out, the object is the same as an empty one. COS replicates within one account only, so that
// there is no other side.
func (p *multicloud) tencent(ctx context.Context, object types.Object, c common, diags *diag.Diagnostics) replication.CloudOptions {
	options := replication.CloudOptions{Capabilities: replication.TencentCapabilities}
	if c.unknown || !fullyKnown(ctx, object) {
		options.Open = func(context.Context) (replication.Driver, error) { return nil, replication.ErrConfigurationUnknown }
		return options
	}
	var m tencentModel
	if !object.IsNull() {
		diags.Append(object.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	}
	var endpoints map[string]string
	if !m.Endpoints.IsNull() {
		diags.Append(m.Endpoints.ElementsAs(ctx, &endpoints, false)...)
	}
	options.Open = func(context.Context) (replication.Driver, error) { return p.openTencent(m, endpoints, c) }
	return options
}

func (p *multicloud) openTencent(m tencentModel, endpoints map[string]string, c common) (replication.Driver, error) {
	client, err := transport.New(transport.Options{
		Cloud: string(replication.Tencent), UserAgent: c.userAgent, CABundleFile: c.caBundleFile, MaxRetries: c.maxRetries,
		MaxRequestsPerSecond: c.maxRequestsPerSecond, Clock: p.clock, Base: p.transport,
	})
	if err != nil {
		return nil, err
	}
	found, err := credentials.New(credentials.Options{Config: m.credentials(), HTTPClient: client})
	if err != nil {
		return nil, fmt.Errorf("no usable credentials for %s: %w", replication.TencentCapabilities.Title, err)
	}
	return tencent.New(tencent.Options{
		Credentials: found, HTTPClient: client, Clock: p.clock, Endpoint: m.Endpoint.ValueString(), Endpoints: endpoints, Domain: os.Getenv(cosDomainVariable),
	})
}

func (m tencentModel) credentials() credentials.Config {
	c := credentials.Config{
		SecretID: m.SecretID.ValueString(), SecretKey: m.SecretKey.ValueString(), SecurityToken: m.SecurityToken.ValueString(),
		Profile: m.Profile.ValueString(), SharedCredentialsDir: m.SharedCredentialsDir.ValueString(), CAMRoleName: m.CAMRoleName.ValueString(),
	}
	if w := m.WebIdentity; w != nil {
		c.OIDC = &credentials.OIDC{
			ProviderID: w.ProviderID.ValueString(), Token: w.Token.ValueString(), TokenFile: w.TokenFile.ValueString(), RoleARN: w.RoleARN.ValueString(),
			SessionName: w.SessionName.ValueString(), SessionDuration: int(w.SessionDuration.ValueInt64()),
		}
	}
	if r := m.AssumeRole; r != nil {
		c.AssumeRole = &credentials.AssumeRole{
			RoleARN: r.RoleARN.ValueString(), SessionName: r.SessionName.ValueString(), SessionDuration: int(r.SessionDuration.ValueInt64()),
			Policy: r.Policy.ValueString(), ExternalID: r.ExternalID.ValueString(),
		}
	}
	return c
}
