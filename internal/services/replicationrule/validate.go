package replicationrule

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// ValidateConfig refuses what is malformed, and warns of what a plan would refuse by the catalogue: the provider is not
// configured in `terraform validate`, so that it cannot know the severities that `checks` gives there, but for
// those from the environment.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || config.Cloud.IsUnknown() {
		return
	}
	capabilities, ok := replication.AssumedCapabilitiesOf(replication.Cloud(config.Cloud.ValueString()))
	if !ok {
		return // the validator of `cloud` says so
	}
	validateEnd(&resp.Diagnostics, "source", config.Source, capabilities)
	validateEnd(&resp.Diagnostics, "destination", config.Destination, capabilities)
	if resp.Diagnostics.HasError() || r.Session != nil { // ModifyPlan judges once the provider is configured
		return
	}
	policy, err := replication.ChecksFromEnvironment()
	if err != nil {
		return // said when the provider is configured
	}
	judge := replication.Judge{Capabilities: capabilities, Policy: policy}
	for _, v := range replication.Merge(judge.Static(specOfConfig(config, capabilities))) {
		if v.Severity != replication.SeverityError {
			continue // said in the plan that creates or changes the rule, and not in every one after
		}
		v.Severity = replication.SeverityWarning
		v.Do += "\n\nA plan refuses this, unless `checks` in the provider configuration says otherwise. Validation does not see the " +
			"provider configuration: " + replication.ChecksVariable + "=" + v.Constraint.ID + "=off in the environment silences this as well."
		service.AddViolations(&resp.Diagnostics, []replication.Violation{v}, capabilities.Vendor)
	}
}

// specOfConfig is what the configuration alone says. Where the cloud gives rules their ids, one that is set may be that of the
// rule in the state, which validation does not see.
func specOfConfig(config model, c replication.Capabilities) replication.Spec {
	s := config.spec(config)
	if !c.RuleIDs {
		s.RuleID = replication.Null[string]()
	}
	return s
}

// validateEnd judges the form of what names a bucket.
func validateEnd(diags *diag.Diagnostics, name string, object types.Object, c replication.Capabilities) {
	end := endOf(object)
	if bucket, ok := end.Bucket.Get(); ok && !c.BucketName.MatchString(bucket) {
		diags.AddAttributeError(path.Root(name), "Invalid Bucket Name",
			fmt.Sprintf("%q is no bucket name of %s: it takes %s.", bucket, c.Title, c.BucketNameRule))
	}
	if region, ok := end.Region.Get(); ok {
		switch plain, isLocation := strings.CutPrefix(region, c.LocationPrefix); {
		case isLocation && c.LocationPrefix != "":
			diags.AddAttributeError(path.Root(name), "Location Instead of Region",
				fmt.Sprintf("%q is a location as the API of %s spells it. Write the region id: %q.", region, c.Title, plain))
		case !c.ValidRegion(region):
			diags.AddAttributeError(path.Root(name), "Invalid Region",
				fmt.Sprintf("%q is no region id: it takes lower-case letters, digits and hyphens, such as \"cn-hangzhou\".", region))
		}
	}
	if versioning, ok := service.Field(object, "versioning", service.String).Get(); ok {
		if _, ok := replication.ParseVersioning(versioning); !ok {
			diags.AddAttributeError(path.Root(name), "Invalid Versioning",
				fmt.Sprintf("%q is no state of versioning: write \"enabled\" or \"disabled\", or refer to the bucket's own resource.", versioning))
		}
	}
}
