package provider

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

func ucloudSchema() schema.Attribute {
	sibling := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	return schema.SingleNestedAttribute{
		MarkdownDescription: "UCloud US3. May be left out, or empty: then the keys come from the environment. They are looked for in this order: " +
			"`public_key` and `private_key`, `profile`, then in the environment a key pair, a profile, and the active profile of the UCloud CLI. The first that is found is used.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"public_key": schema.StringAttribute{
				MarkdownDescription: "Public key. Environment, with the private key: `UCLOUD_PUBLIC_KEY` and `UCLOUD_PRIVATE_KEY`.",
				Optional:            true,
				Sensitive:           true,
				Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("private_key"))},
			},
			"private_key": schema.StringAttribute{
				MarkdownDescription: "Private key. Environment: see `public_key`.",
				Optional:            true,
				Sensitive:           true,
				Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("public_key"))},
			},
			"security_token": schema.StringAttribute{
				MarkdownDescription: "Security token of a temporary key pair, as AssumeRole gives it. Environment, with that key pair: `UCLOUD_SECURITY_TOKEN`.",
				Optional:            true,
				Sensitive:           true,
				Validators:          []validator.String{stringvalidator.AlsoRequires(sibling("public_key"), sibling("private_key"))},
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "Profile of the UCloud CLI, of its keys, project and base URL. Set here, it comes before the keys of the environment. Environment: `UCLOUD_PROFILE`.",
				Optional:            true,
			},
			"shared_credentials_file": schema.StringAttribute{
				MarkdownDescription: "File with the profiles' keys, a JSON array. Defaults to `~/.ucloud/credential.json`. Environment: `UCLOUD_SHARED_CREDENTIAL_FILE`.",
				Optional:            true,
			},
			"shared_config_file": schema.StringAttribute{
				MarkdownDescription: "File with the profiles' project and base URL, a JSON array. Defaults to `~/.ucloud/config.json`. Environment: `UCLOUD_SHARED_CONFIG_FILE`.",
				Optional:            true,
			},
			"project_id": schema.StringAttribute{
				MarkdownDescription: "Project that the buckets are in, such as `org-abc123`, unless a rule names another. A user of a sub-account must set one. " +
					"Defaults to the account's default project. Environment: `UCLOUD_PROJECT_ID`.",
				Optional: true,
			},
			"base_url": schema.StringAttribute{
				MarkdownDescription: "Address of the API gateway, such as `http://api.service.ucloud.cn` within a VPC. Defaults to `" + ucloud.DefaultBaseURL +
					"`, for all regions. Environment: `UCLOUD_API_BASE_URL`.",
				Optional:   true,
				Validators: []validator.String{validBaseURL},
			},
			"rule_set": schema.StringAttribute{
				MarkdownDescription: "Which rules of UCloud the checks follow. `strict` (the default): those with which replication came, exclusive pairs of whole buckets across Beijing, " +
					"Guangzhou and Shanghai. `current`: those since April 2026, up to 100 rules of a bucket, prefixes, existing objects, one region and more regions. " +
					"Environment, which `terraform validate` knows as well: `" + replication.UCloudRuleSetVariable + "`.",
				Optional:   true,
				Validators: []validator.String{stringvalidator.OneOf(string(replication.RuleSetStrict), string(replication.RuleSetCurrent))},
			},
			"api": schema.MapAttribute{
				MarkdownDescription: "Names of the API for replication rules, which UCloud does not publish, in the place of this provider's guesses: actions, parameters (which name the " +
					"fields of answers as well) and values. Defaults: " + apiNames() + ".",
				Optional:    true,
				ElementType: types.StringType,
				Validators:  []validator.Map{validAPINames},
			},
		},
	}
}

func apiNames() string {
	var names []string
	defaults := ucloud.DefaultNames()
	for _, key := range slices.Sorted(maps.Keys(defaults)) {
		names = append(names, fmt.Sprintf("`%s = \"%s\"`", key, defaults[key]))
	}
	return strings.Join(names, ", ")
}
