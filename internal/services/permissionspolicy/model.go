package permissionspolicy

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/permission"
)

// model is the data source as Terraform holds it.
type model struct {
	Cloud                types.String `tfsdk:"cloud"`
	Purpose              types.String `tfsdk:"purpose"`
	Progress             types.Bool   `tfsdk:"progress"`
	AccountID            types.String `tfsdk:"account_id"`
	DestinationAccountID types.String `tfsdk:"destination_account_id"`
	Rules                []ruleModel  `tfsdk:"rules"`
	Huawei               *huaweiModel `tfsdk:"huawei"`
	JSON                 types.String `tfsdk:"json"`
	DestinationJSON      types.String `tfsdk:"destination_json"`
	TrustJSON            types.String `tfsdk:"trust_json"`
	Notes                types.List   `tfsdk:"notes"`
}

// ruleModel is a rule, with the attributes of multicloud_replication_rule that matter here.
type ruleModel struct {
	Source             *endModel        `tfsdk:"source"`
	Destination        *endModel        `tfsdk:"destination"`
	WaitForInitialSync types.Bool       `tfsdk:"wait_for_initial_sync"`
	Encryption         *encryptionModel `tfsdk:"encryption"`
	SourceKMSKeyID     types.String     `tfsdk:"source_kms_key_id"`
	Alibaba            *alibabaModel    `tfsdk:"alibaba"`
	Tencent            *tencentModel    `tfsdk:"tencent"`
}

type endModel struct {
	Bucket types.String `tfsdk:"bucket"`
	Region types.String `tfsdk:"region"`
}

type encryptionModel struct {
	ReplicateKMSObjects types.Bool   `tfsdk:"replicate_kms_objects"`
	ReplicaKMSKeyID     types.String `tfsdk:"replica_kms_key_id"`
}

type alibabaModel struct {
	SyncRole               types.String `tfsdk:"sync_role"`
	ReplicationTimeControl types.Bool   `tfsdk:"replication_time_control"`
}

type tencentModel struct {
	Role types.String `tfsdk:"role"`
}

type huaweiModel struct {
	Form       types.String   `tfsdk:"form"`
	Resources  []types.String `tfsdk:"resources"`
	CrossCloud types.Bool     `tfsdk:"cross_cloud"`
}

func (m model) request() permission.Request {
	r := permission.Request{
		Purpose: permission.Purpose(m.Purpose.ValueString()), Progress: m.Progress.ValueBool(),
		Account: m.AccountID.ValueString(), DestinationAccount: m.DestinationAccountID.ValueString(),
	}
	cloud := replication.Cloud(m.Cloud.ValueString())
	for _, rule := range m.Rules {
		r.Rules = append(r.Rules, rule.rule(cloud))
	}
	if h := m.Huawei; h != nil {
		r.Form, r.CrossCloud = permission.Form(h.Form.ValueString()), h.CrossCloud.ValueBool()
		for _, name := range h.Resources {
			r.Uses = append(r.Uses, name.ValueString())
		}
	}
	return r
}

func (m ruleModel) rule(cloud replication.Cloud) permission.Rule {
	r := permission.Rule{
		Source: m.Source.ref(cloud), Destination: m.Destination.ref(cloud), WaitForInitialSync: m.WaitForInitialSync.ValueBool(),
		SourceKeyID: m.SourceKMSKeyID.ValueString(),
	}
	if e := m.Encryption; e != nil {
		r.KMS, r.ReplicaKeyID = e.ReplicateKMSObjects.ValueBool(), e.ReplicaKMSKeyID.ValueString()
	}
	if a := m.Alibaba; a != nil {
		r.Role, r.TimeControl = a.SyncRole.ValueString(), !a.ReplicationTimeControl.IsNull()
	}
	if t := m.Tencent; t != nil {
		r.Role = t.Role.ValueString()
	}
	return r
}

func (m *endModel) ref(cloud replication.Cloud) replication.BucketRef {
	return replication.BucketRef{Cloud: cloud, Region: m.Region.ValueString(), Bucket: m.Bucket.ValueString()}
}
