package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func tencentSchema() schema.Attribute {
	sibling := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Tencent Cloud COS. May be left out, or empty: then credentials come from the environment. They are looked for " +
			"in this order: first what is set here, then the environment, each time a secret id and key, an OIDC token, a profile of the Tencent Cloud CLI, and the " +
			"role of the CVM instance; in the environment also the SDKs' file `~/.tencentcloud/credentials` (`TENCENTCLOUD_CREDENTIALS_FILE`) and the identity of a TKE pod " +
			"(`TKE_PROVIDER_ID`). A role to assume comes on top. The first that is found is used. COS replicates within one account only, so there is no second " +
			"set of credentials for the destination.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"secret_id": schema.StringAttribute{
				MarkdownDescription: "Secret id. Environment, an id and its key from the same pair: `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, " +
					"`TENCENTCLOUD_SECRETID` and `TENCENTCLOUD_SECRETKEY`, `COS_SECRET_ID` and `COS_SECRET_KEY`, `COS_SECRETID` and `COS_SECRETKEY`.",
				Optional:   true,
				Sensitive:  true,
				Validators: []validator.String{stringvalidator.AlsoRequires(sibling("secret_key"))},
			},
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "Key of the secret id. Environment: see `secret_id`.",
				Optional:            true,
				Sensitive:           true,
				Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("secret_id"))},
			},
			"security_token": schema.StringAttribute{
				MarkdownDescription: "Token of a temporary secret id. Environment, with the id of the same family: `TENCENTCLOUD_SECURITY_TOKEN`, " +
					"`TENCENTCLOUD_SESSIONTOKEN`, `COS_SESSION_TOKEN`, `COS_SESSIONTOKEN`.",
				Optional:   true,
				Sensitive:  true,
				Validators: []validator.String{stringvalidator.AlsoRequires(sibling("secret_id"), sibling("secret_key"))},
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "Profile of the Tencent Cloud CLI: the file `NAME.credential`. Set here, it comes before the keys of the environment. Defaults to `default`. " +
					"A sign-in by `tccli auth login` or `tccli sso login` is used as long as it holds. Environment: `TENCENTCLOUD_PROFILE`, `TCCLI_PROFILE`.",
				Optional: true,
			},
			"shared_credentials_dir": schema.StringAttribute{
				MarkdownDescription: "Directory with the profiles. Defaults to `~/.tccli`. Environment: `TENCENTCLOUD_SHARED_CREDENTIALS_DIR`.",
				Optional:            true,
			},
			"assume_role_with_web_identity": tencentWebIdentitySchema(),
			"cam_role_name": schema.StringAttribute{
				MarkdownDescription: "CAM role of the CVM instance that Terraform runs on. The metadata service is asked only if this is set. " +
					"Environment: `TENCENTCLOUD_CAM_ROLE_NAME`.",
				Optional: true,
			},
			"assume_role": tencentAssumeRoleSchema(),
			"endpoint": schema.StringAttribute{
				MarkdownDescription: "Template of the address of a bucket, such as `https://{bucket}.cos-internal.{region}.tencentcos.cn`. The bucket must be in the host, at its " +
					"beginning. Defaults to the public endpoint of each region, or what `TENCENTCLOUD_COS_DOMAIN` says, an address without the bucket such as " +
					"`https://cos-internal.ap-guangzhou.tencentcos.cn`. An acceleration endpoint serves objects only and is refused.",
				Optional:   true,
				Validators: []validator.String{validCOSEndpoint},
			},
			"endpoints": schema.MapAttribute{
				MarkdownDescription: "Templates for single regions, by region id; they win over `endpoint`. Internal endpoints serve their own region only.",
				Optional:            true,
				ElementType:         types.StringType,
				Validators:          []validator.Map{mapvalidator.ValueStringsAre(validCOSEndpoint)},
			},
		},
	}
}

func tencentAssumeRoleSchema() schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "CAM role to assume with the credentials that were found. STS is asked at `sts.tencentcloudapi.com`, or under the API root in `TENCENTCLOUD_DOMAIN`.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "The role, such as `qcs::cam::uin/100000000001:roleName/replication`. Environment, where the object is left out: " +
					"`TENCENTCLOUD_ASSUME_ROLE_ARN`, unless `TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID` is set beside it.",
				Required:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"session_name":     sessionNameSchema(),
			"session_duration": sessionDurationSchema(),
			"policy": schema.StringAttribute{
				MarkdownDescription: "CAM policy in JSON that narrows what the session may do.",
				Optional:            true,
			},
			"external_id": schema.StringAttribute{
				MarkdownDescription: "External id that the role's trust policy asks for. Environment, where the object is left out: `TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID`.",
				Optional:            true,
			},
		},
	}
}

func tencentWebIdentitySchema() schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "CAM role to assume with the token of an OIDC identity provider, as in CI.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"provider_id": schema.StringAttribute{
				MarkdownDescription: "Name of the identity provider in CAM. Environment, where the object is left out: `TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"web_identity_token_file": schema.StringAttribute{
				MarkdownDescription: "File with the token; it is read anew at each renewal. Environment: `TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE`.",
				Optional:            true,
				Validators: []validator.String{stringvalidator.ExactlyOneOf(
					path.MatchRelative().AtParent().AtName("web_identity_token"), path.MatchRelative().AtParent().AtName("web_identity_token_file"),
				)},
			},
			"web_identity_token": schema.StringAttribute{
				MarkdownDescription: "The token itself, which cannot be renewed. Environment: `TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN`.",
				Optional:            true,
				Sensitive:           true,
			},
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "The role. Environment: `TENCENTCLOUD_ASSUME_ROLE_ARN`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"session_name":     sessionNameSchema(),
			"session_duration": sessionDurationSchema(),
		},
	}
}

func sessionNameSchema() schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: "Name of the session in audit logs. Defaults to `terraform`. Environment: `TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME`.",
		Optional:            true,
	}
}

func sessionDurationSchema() schema.Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "Life of the session in seconds, at most 43200. It is renewed in time. Defaults to 7200. Environment: `TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION`.",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.Between(1, 43200)},
	}
}
