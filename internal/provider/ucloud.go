package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/ucloud/credentials"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// ucloudModel is the object `ucloud`, decoded once all of it is known.
type ucloudModel struct {
	PublicKey             types.String `tfsdk:"public_key"`
	PrivateKey            types.String `tfsdk:"private_key"`
	SecurityToken         types.String `tfsdk:"security_token"`
	Profile               types.String `tfsdk:"profile"`
	SharedCredentialsFile types.String `tfsdk:"shared_credentials_file"`
	SharedConfigFile      types.String `tfsdk:"shared_config_file"`
	ProjectID             types.String `tfsdk:"project_id"`
	BaseURL               types.String `tfsdk:"base_url"`
	RuleSet               types.String `tfsdk:"rule_set"`
	API                   types.Map    `tfsdk:"api"`
}

// ucloud wires US3 in. Left out, the object is the same as an empty one.
func (p *multicloud) ucloud(ctx context.Context, object types.Object, c common, diags *diag.Diagnostics) replication.CloudOptions {
	options := replication.CloudOptions{Capabilities: ucloudCapabilities(object, diags)}
	if c.unknown || !fullyKnown(ctx, object) {
		options.Open = func(context.Context) (replication.Driver, error) { return nil, replication.ErrConfigurationUnknown }
		return options
	}
	var m ucloudModel
	if !object.IsNull() {
		diags.Append(object.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	}
	names := map[string]string{}
	if !m.API.IsNull() {
		diags.Append(m.API.ElementsAs(ctx, &names, false)...)
	}
	options.Open = func(context.Context) (replication.Driver, error) {
		return p.openUCloud(m, names, options.Capabilities, c)
	}
	return options
}

// ucloudCapabilities are those of the rule set. While that is not known, neither set is judged.
func ucloudCapabilities(object types.Object, diags *diag.Diagnostics) replication.Capabilities {
	ruleSet, _ := object.Attributes()["rule_set"].(types.String)
	if object.IsUnknown() || ruleSet.IsUnknown() {
		undecided := replication.UCloudCurrentCapabilities
		undecided.RuleSet = ""
		return undecided
	}
	capabilities, err := replication.UCloudCapabilitiesOf(replication.RuleSet(ruleSet.ValueString()))
	if err != nil { // the schema has refused what is not valid there
		diags.AddError("Invalid Environment", "The environment variable "+replication.UCloudRuleSetVariable+": "+err.Error()+".")
	}
	return capabilities
}

func (p *multicloud) openUCloud(m ucloudModel, names map[string]string, capabilities replication.Capabilities, c common) (replication.Driver, error) {
	client, err := transport.New(transport.Options{
		Cloud: string(replication.UCloud), UserAgent: c.userAgent, CABundleFile: c.caBundleFile, MaxRetries: c.maxRetries,
		MaxRequestsPerSecond: c.maxRequestsPerSecond, Clock: p.clock, Base: p.transport,
	})
	if err != nil {
		return nil, err
	}
	found, err := credentials.Find(credentials.Options{Config: credentials.Config{
		PublicKey: m.PublicKey.ValueString(), PrivateKey: m.PrivateKey.ValueString(), SecurityToken: m.SecurityToken.ValueString(),
		Profile: m.Profile.ValueString(), SharedCredentialsFile: m.SharedCredentialsFile.ValueString(), SharedConfigFile: m.SharedConfigFile.ValueString(),
		ProjectID: m.ProjectID.ValueString(), BaseURL: m.BaseURL.ValueString(),
	}})
	if err != nil {
		return nil, fmt.Errorf("no usable credentials for %s: %w", capabilities.Title, err)
	}
	api, err := ucloud.NewAPI(names)
	if err != nil {
		return nil, err
	}
	return ucloud.New(ucloud.Options{
		Credentials: ucloud.Credentials{PublicKey: found.PublicKey, PrivateKey: found.PrivateKey, SecurityToken: found.SecurityToken},
		HTTPClient:  client, Clock: p.clock, BaseURL: found.BaseURL, ProjectID: found.ProjectID, MaxRetries: c.maxRetries, API: api,
		Exclusive: capabilities.ExclusivePairs, Regions: capabilities.OnlyRegions,
	})
}
