package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// model is the resource as Terraform holds it in configuration, plan and state. Objects stay objects: in a
// configuration any of them may be unknown as a whole.
type model struct {
	ID                       types.String   `tfsdk:"id"`
	Cloud                    types.String   `tfsdk:"cloud"`
	Source                   types.Object   `tfsdk:"source"`
	Destination              types.Object   `tfsdk:"destination"`
	Scope                    types.String   `tfsdk:"scope"`
	RuleID                   types.String   `tfsdk:"rule_id"`
	Enabled                  types.Bool     `tfsdk:"enabled"`
	Prefixes                 types.Set      `tfsdk:"prefixes"`
	ReplicateDeletes         types.Bool     `tfsdk:"replicate_deletes"`
	ReplicateExistingObjects types.Bool     `tfsdk:"replicate_existing_objects"`
	WaitForInitialSync       types.Bool     `tfsdk:"wait_for_initial_sync"`
	Encryption               types.Object   `tfsdk:"encryption"`
	Alibaba                  types.Object   `tfsdk:"alibaba"`
	Tencent                  types.Object   `tfsdk:"tencent"`
	UCloud                   types.Object   `tfsdk:"ucloud"`
	Timeouts                 timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Cloud  types.String `tfsdk:"cloud"`
	Region types.String `tfsdk:"region"`
	Bucket types.String `tfsdk:"bucket"`
	RuleID types.String `tfsdk:"rule_id"`
}

var endTypes = map[string]attr.Type{
	"bucket":     types.StringType,
	"region":     types.StringType,
	"versioning": types.StringType,
}

var encryptionTypes = map[string]attr.Type{
	"replicate_kms_objects": types.BoolType,
	"replica_kms_key_id":    types.StringType,
}
