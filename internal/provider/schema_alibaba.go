package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func alibabaSchema() schema.Attribute {
	attributes := alibabaSideSchema("Defaults to the public endpoint of each region.")
	destination := alibabaSideSchema("Defaults to the endpoint of the source side.")
	attributes["destination"] = schema.SingleNestedAttribute{
		MarkdownDescription: "Credentials and endpoints of the destination bucket's account, where that is another one. Used to read the " +
			"destination bucket in checks. Where no credentials are named here, those of the source side are used, with `assume_role` of " +
			"this object, if it is set, in place of the other. The environment's credentials belong to the source side. A `profile` that is named here is looked for in the file " +
			"of the source side, unless a file is named here as well.",
		Optional:   true,
		Attributes: destination,
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Alibaba Cloud OSS. May be left out, or empty: then credentials come from the environment. They are looked for " +
			"in this order: first what is set here, then the environment, each time an access key, a profile of the Alibaba Cloud CLI, an OIDC " +
			"token, a credentials URI, and the role of the ECS instance. A role to assume comes on top. The first that is found is used.",
		Optional:   true,
		Attributes: attributes,
	}
}

// alibabaSideSchema is what the source's and the destination's account have alike.
func alibabaSideSchema(endpointDefault string) map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"endpoint": schema.StringAttribute{
			MarkdownDescription: "Template of the address of a bucket, such as `https://{bucket}.oss-{region}-internal.aliyuncs.com`. " +
				"An address without names, such as `http://127.0.0.1:8080`, takes the bucket in the path. " + endpointDefault,
			Optional:   true,
			Validators: []validator.String{validOSSEndpoint},
		},
		"endpoints": schema.MapAttribute{
			MarkdownDescription: "Templates for single regions, by region id; they win over `endpoint`. Internal endpoints serve their own region only.",
			Optional:            true,
			ElementType:         types.StringType,
			Validators:          []validator.Map{mapvalidator.ValueStringsAre(validOSSEndpoint)},
		},
	}
	maps.Copy(attributes, alibabaCredentialsSchema())
	return attributes
}

func alibabaCredentialsSchema() map[string]schema.Attribute {
	sibling := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	return map[string]schema.Attribute{
		"access_key": schema.StringAttribute{
			MarkdownDescription: "Access key id. Environment, a key and its secret from the same pair: `ALICLOUD_ACCESS_KEY` and `ALICLOUD_SECRET_KEY`, " +
				"`ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `ALIBABACLOUD_ACCESS_KEY_ID` and " +
				"`ALIBABACLOUD_ACCESS_KEY_SECRET`, `OSS_ACCESS_KEY_ID` and `OSS_ACCESS_KEY_SECRET`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{stringvalidator.AlsoRequires(sibling("secret_key"))},
		},
		"secret_key": schema.StringAttribute{
			MarkdownDescription: "Secret of the access key. Environment: see `access_key`.",
			Optional:            true,
			Sensitive:           true,
			Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("access_key"))},
		},
		"security_token": schema.StringAttribute{
			MarkdownDescription: "STS token of a temporary access key. Environment, with the key of the same family: `ALICLOUD_SECURITY_TOKEN`, " +
				"`ALIBABA_CLOUD_SECURITY_TOKEN`, `ALIBABACLOUD_SECURITY_TOKEN`, `OSS_SESSION_TOKEN`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{stringvalidator.AlsoRequires(sibling("access_key"), sibling("secret_key"))},
		},
		"profile": schema.StringAttribute{
			MarkdownDescription: "Profile of the Alibaba Cloud CLI, of the mode AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, " +
				"CredentialsURI or External. Set here, it comes before the keys of the environment. Defaults to the current profile of the file. " +
				"Environment: `ALICLOUD_PROFILE`, `ALIBABA_CLOUD_PROFILE`.",
			Optional: true,
		},
		"shared_credentials_file": schema.StringAttribute{
			MarkdownDescription: "File with the profiles, in the form of the Alibaba Cloud CLI. Defaults to `~/.aliyun/config.json`. " +
				"Environment: `ALICLOUD_SHARED_CREDENTIALS_FILE`, `ALIBABA_CLOUD_CREDENTIALS_FILE`.",
			Optional: true,
		},
		"assume_role_with_oidc": assumeRoleWithOIDCSchema(),
		"credentials_uri": schema.StringAttribute{
			MarkdownDescription: "Address of a local service that gives temporary credentials. Environment: `ALICLOUD_CREDENTIALS_URI`, " +
				"`ALIBABA_CLOUD_CREDENTIALS_URI`.",
			Optional: true,
		},
		"ecs_role_name": schema.StringAttribute{
			MarkdownDescription: "RAM role of the ECS instance that Terraform runs on. The metadata service is asked only if this is set. " +
				"Environment: `ALICLOUD_ECS_ROLE_NAME`, `ALIBABA_CLOUD_ECS_METADATA`.",
			Optional: true,
		},
		"assume_role": assumeRoleSchema(),
		"sts_region": schema.StringAttribute{
			MarkdownDescription: "Region whose STS endpoint is asked for temporary credentials. Defaults to the global endpoint, " +
				"`sts.aliyuncs.com`. With `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED=true` it is the region's VPC endpoint. Environment: `ALIBABA_CLOUD_STS_REGION`.",
			Optional: true,
		},
	}
}

func assumeRoleSchema() schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "RAM role to assume with the credentials that were found.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the role. Environment, where the object is left out: `ALICLOUD_ASSUME_ROLE_ARN`, and " +
					"`ALIBABA_CLOUD_ROLE_ARN` unless `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` is set beside it.",
				Required:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"session_name": schema.StringAttribute{
				MarkdownDescription: "Name of the session in audit logs. Defaults to `terraform`. Environment: `ALICLOUD_ASSUME_ROLE_SESSION_NAME`, " +
					"`ALIBABA_CLOUD_ROLE_SESSION_NAME`.",
				Optional: true,
			},
			"policy": schema.StringAttribute{
				MarkdownDescription: "RAM policy in JSON that narrows what the session may do.",
				Optional:            true,
			},
			"session_expiration": schema.Int64Attribute{
				MarkdownDescription: "Life of the session in seconds, 900 to 43200. It is renewed in time. Defaults to 3600. Environment: " +
					"`ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION`, `ALIBABA_CLOUD_ROLE_SESSION_EXPIRATION`.",
				Optional:   true,
				Validators: []validator.Int64{int64validator.Between(900, 43200)},
			},
			"external_id": schema.StringAttribute{
				MarkdownDescription: "External id that the role's trust policy asks for.",
				Optional:            true,
			},
		},
	}
}

func assumeRoleWithOIDCSchema() schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "RAM role to assume with the token of an OIDC identity provider, as in a pod with RRSA or in CI.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"oidc_provider_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the identity provider in RAM. Environment, where the object is left out: `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"oidc_token_file": schema.StringAttribute{
				MarkdownDescription: "File with the token; it is read anew at each renewal. Environment: `ALIBABA_CLOUD_OIDC_TOKEN_FILE`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the role. Environment: `ALIBABA_CLOUD_ROLE_ARN`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"role_session_name": schema.StringAttribute{
				MarkdownDescription: "Name of the session in audit logs. Defaults to `terraform`. Environment: `ALIBABA_CLOUD_ROLE_SESSION_NAME`.",
				Optional:            true,
			},
			"session_expiration": schema.Int64Attribute{
				MarkdownDescription: "Life of the session in seconds, 900 to 43200. It is renewed in time. Defaults to 3600.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(900, 43200)},
			},
			"policy": schema.StringAttribute{
				MarkdownDescription: "RAM policy in JSON that narrows what the session may do.",
				Optional:            true,
			},
		},
	}
}
