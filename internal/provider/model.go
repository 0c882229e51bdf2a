package provider

import "github.com/hashicorp/terraform-plugin-framework/types"

// model is the provider's configuration. The clouds are objects that may hold unknown values.
type model struct {
	Alibaba              types.Object  `tfsdk:"alibaba"`
	Tencent              types.Object  `tfsdk:"tencent"`
	UCloud               types.Object  `tfsdk:"ucloud"`
	Huawei               types.Object  `tfsdk:"huawei"`
	CABundleFile         types.String  `tfsdk:"ca_bundle_file"`
	MaxRetries           types.Int64   `tfsdk:"max_retries"`
	MaxRequestsPerSecond types.Float64 `tfsdk:"max_requests_per_second"`
	Preflight            types.String  `tfsdk:"preflight"`
	Checks               types.Map     `tfsdk:"checks"`
}

// alibabaModel is the object `alibaba`, decoded once all of it is known.
type alibabaModel struct {
	alibabaSide
	Destination *alibabaSide `tfsdk:"destination"`
}

// alibabaSide is how the buckets of one account are reached.
type alibabaSide struct {
	AccessKey             types.String     `tfsdk:"access_key"`
	SecretKey             types.String     `tfsdk:"secret_key"`
	SecurityToken         types.String     `tfsdk:"security_token"`
	Profile               types.String     `tfsdk:"profile"`
	SharedCredentialsFile types.String     `tfsdk:"shared_credentials_file"`
	AssumeRoleWithOIDC    *oidcModel       `tfsdk:"assume_role_with_oidc"`
	CredentialsURI        types.String     `tfsdk:"credentials_uri"`
	ECSRoleName           types.String     `tfsdk:"ecs_role_name"`
	AssumeRole            *assumeRoleModel `tfsdk:"assume_role"`
	STSRegion             types.String     `tfsdk:"sts_region"`
	Endpoint              types.String     `tfsdk:"endpoint"`
	Endpoints             types.Map        `tfsdk:"endpoints"`
}

type assumeRoleModel struct {
	RoleARN           types.String `tfsdk:"role_arn"`
	SessionName       types.String `tfsdk:"session_name"`
	Policy            types.String `tfsdk:"policy"`
	SessionExpiration types.Int64  `tfsdk:"session_expiration"`
	ExternalID        types.String `tfsdk:"external_id"`
}

type oidcModel struct {
	ProviderARN       types.String `tfsdk:"oidc_provider_arn"`
	TokenFile         types.String `tfsdk:"oidc_token_file"`
	RoleARN           types.String `tfsdk:"role_arn"`
	SessionName       types.String `tfsdk:"role_session_name"`
	Policy            types.String `tfsdk:"policy"`
	SessionExpiration types.Int64  `tfsdk:"session_expiration"`
}
