package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei"
)

func huaweiSchema() schema.Attribute {
	attributes := huaweiSideSchema()
	attributes["unpublished_names"] = schema.MapAttribute{
		MarkdownDescription: "Names in the API for credentials of other clouds, where an endpoint is known to have others than this provider assumes: Huawei Cloud does not " +
			"publish that API. Keys: `" + strings.Join(huawei.NameKeys(), "`, `") + "`.",
		Optional:    true,
		ElementType: types.StringType,
		Validators:  []validator.Map{mapvalidator.KeysAre(stringvalidator.OneOf(huawei.NameKeys()...)), mapvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
	}
	attributes["destination"] = schema.SingleNestedAttribute{
		MarkdownDescription: "The other cloud, or the other account, that backups are replicated to. Used to read the destination in checks, to follow replicas, and to delete them. " +
			"Where no credentials are named here, those of the source side are used; the environment belongs to the source side. A `profile` that is named here is looked for in the " +
			"file of the source side, be it from `shared_config_file` or from `HW_SHARED_CONFIG_FILE`, unless a file is named here as well.",
		Optional:   true,
		Attributes: huaweiSideSchema(),
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Huawei Cloud CBR, and the clouds that run the same API, such as HCS Online. May be left out, or empty: then credentials come from the environment. They are " +
			"looked for in this order: first what is set here, then the environment, each time an access key, then a profile of the Huawei Cloud CLI (and the agency of the ECS instance, where `ecs_metadata` says so). " +
			"An agency to assume comes on top. The first that is found is used.",
		Optional:   true,
		Attributes: attributes,
	}
}

// huaweiSideSchema is what the source's and the destination's side have alike.
func huaweiSideSchema() map[string]schema.Attribute {
	sibling := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	return map[string]schema.Attribute{
		"access_key": schema.StringAttribute{
			MarkdownDescription: "Access key (AK). Environment, a key and its secret from the same pair: `HW_ACCESS_KEY` and `HW_SECRET_KEY`, `OS_ACCESS_KEY` and `OS_SECRET_KEY`, " +
				"`HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{stringvalidator.AlsoRequires(sibling("secret_key"))},
		},
		"secret_key": schema.StringAttribute{
			MarkdownDescription: "Secret of the access key (SK). Environment: see `access_key`.",
			Optional:            true,
			Sensitive:           true,
			Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("access_key"))},
		},
		"security_token": schema.StringAttribute{
			MarkdownDescription: "Security token of a temporary access key. Environment, with that key: `HW_SECURITY_TOKEN`, `OS_SECURITY_TOKEN`, `HUAWEICLOUD_SDK_SECURITY_TOKEN`.",
			Optional:            true,
			Sensitive:           true,
			Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("access_key"), sibling("secret_key"))},
		},
		"profile": schema.StringAttribute{
			MarkdownDescription: "Profile of the Huawei Cloud CLI (hcloud); its region, project and account count as well. Defaults to the current one of the file. Environment: `HW_PROFILE`.",
			Optional:            true,
		},
		"shared_config_file": schema.StringAttribute{
			MarkdownDescription: "File with the profiles, not encrypted (`hcloud configure set --cli-auth-encrypt=false`). Defaults to `~/.hcloud/config.json`. " +
				"Environment: `HW_SHARED_CONFIG_FILE`.",
			Optional: true,
		},
		"ecs_metadata": schema.BoolAttribute{
			MarkdownDescription: "Take the temporary key of the agency that the ECS instance has on which Terraform runs. The metadata service is asked only if this is true.",
			Optional:            true,
		},
		"assume_role": huaweiRoleSchema(),
		"region": schema.StringAttribute{
			MarkdownDescription: "Region where a resource says nothing else, such as `cn-north-4`. Environment: `HW_REGION_NAME`, `OS_REGION_NAME`.",
			Optional:            true,
		},
		"project_id": schema.StringAttribute{
			MarkdownDescription: "Project in that region. Defaults to the region's own, which is looked up in IAM. Environment: `HW_PROJECT_ID`, `OS_PROJECT_ID`.",
			Optional:            true,
		},
		"domain_id": schema.StringAttribute{
			MarkdownDescription: "Id of the account. Environment: `HW_DOMAIN_ID`, `OS_DOMAIN_ID`.",
			Optional:            true,
		},
		"cloud": schema.StringAttribute{
			MarkdownDescription: "Domain of the cloud's endpoints. Defaults to `myhuaweicloud.com`, in European regions to `myhuaweicloud.eu`; an HCS Online site has its own. Environment: `HW_CLOUD`.",
			Optional:            true,
		},
		"endpoints": schema.MapAttribute{
			MarkdownDescription: "Addresses of the services `cbr` and `iam`, which may hold `{region}`. Default to `https://cbr.{region}.<cloud>` and " +
				"`https://iam.{region}.<cloud>`. Environment, for `iam`: `HW_AUTH_URL`, `OS_AUTH_URL`.",
			Optional:    true,
			ElementType: types.StringType,
			Validators:  []validator.Map{mapvalidator.KeysAre(stringvalidator.OneOf("cbr", "iam")), validHuaweiEndpoints},
		},
	}
}

func huaweiRoleSchema() schema.Attribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Agency of an account to assume with the credentials that were found.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"agency_name": schema.StringAttribute{
				MarkdownDescription: "Name of the agency. Environment, where the object is left out: `HW_ASSUME_ROLE_AGENCY_NAME`.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"domain_name": schema.StringAttribute{
				MarkdownDescription: "Name of the account that has the agency; this or `domain_id` is needed. Environment: `HW_ASSUME_ROLE_DOMAIN_NAME`.",
				Optional:            true,
			},
			"domain_id": schema.StringAttribute{
				MarkdownDescription: "Id of the account that has the agency. Environment: `HW_ASSUME_ROLE_DOMAIN_ID`.",
				Optional:            true,
			},
			"duration": schema.Int64Attribute{
				MarkdownDescription: "Life of the temporary key in seconds, 900 to 86400. It is renewed in time. Defaults to 3600. Environment: `HW_ASSUME_ROLE_DURATION`.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(900, 86400)},
			},
		},
	}
}
