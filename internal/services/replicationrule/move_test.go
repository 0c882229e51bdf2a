package replicationrule

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

const fullAlicloudState = `{
	"id": "orders-hz:rule-1", "bucket": "orders-hz", "rule_id": "rule-1", "status": "doing", "action": "PUT,DELETE",
	"historical_object_replication": "disabled", "sync_role": "copier", "timeouts": null,
	"prefix_set": [{"prefixes": ["b/", "a/"]}],
	"destination": [{"bucket": "orders-us", "location": "oss-us-west-1", "transfer_type": "oss_acc"}],
	"source_selection_criteria": [{"sse_kms_encrypted_objects": [{"status": "Enabled"}]}],
	"encryption_configuration": [{"replica_kms_key_id": "key-1"}],
	"progress": [{"historical_object": "0.5", "new_object": ""}], "rtc": [{"enabled": true, "status": "enabled"}]
}`

// move gives a state to all movers of the resource, as the framework does.
func move(t *testing.T, address, typeName, state string) (*model, *resource.MoveStateResponse) {
	t.Helper()
	r := &Resource{}
	var schema resource.SchemaResponse
	r.Schema(t.Context(), resource.SchemaRequest{}, &schema)
	empty := tftypes.NewValue(schema.Schema.Type().TerraformType(t.Context()), nil)
	resp := &resource.MoveStateResponse{TargetState: tfsdk.State{Schema: schema.Schema, Raw: empty}}
	for _, mover := range r.MoveState(t.Context()) {
		mover.StateMover(t.Context(), resource.MoveStateRequest{
			SourceProviderAddress: address, SourceTypeName: typeName, SourceRawState: &tfprotov6.RawState{JSON: []byte(state)},
		}, resp)
	}
	if resp.TargetState.Raw.IsNull() {
		return nil, resp
	}
	var m model
	if diags := resp.TargetState.Get(t.Context(), &m); diags.HasError() {
		t.Fatal(diags)
	}
	return &m, resp
}

func TestMoveFromAlicloud(t *testing.T) {
	t.Parallel()
	source := replication.BucketRef{Cloud: replication.Alibaba, Bucket: "orders-hz"}
	for name, test := range map[string]struct {
		state string
		want  replication.Rule
	}{
		"everything": {fullAlicloudState, replication.Rule{
			ID: "rule-1", Source: source, Destination: replication.BucketRef{Cloud: replication.Alibaba, Region: "us-west-1", Bucket: "orders-us"},
			Enabled: true, Prefixes: []string{"a/", "b/"}, ReplicateDeletes: true,
			Encryption: replication.Encryption{ReplicateKMSObjects: true, ReplicaKMSKeyID: "key-1"},
			Alibaba: replication.AlibabaOptions{
				Actions: []string{"PUT", "DELETE"}, SyncRole: "copier", TransferAcceleration: true, ReplicationTimeControl: true,
			},
		}},
		"defaults, and a version without rule_id": {
			`{"id": "orders-hz:rule:2", "bucket": "orders-hz", "action": null, "historical_object_replication": null, "sync_role": null,
				"destination": [{"bucket": "orders-bj", "location": "oss-cn-beijing", "transfer_type": null}], "prefix_set": [], "rtc": []}`,
			replication.Rule{
				ID: "rule:2", Source: source, Destination: replication.BucketRef{Cloud: replication.Alibaba, Region: "cn-beijing", Bucket: "orders-bj"},
				Enabled: true, ReplicateDeletes: true, ReplicateExisting: true, Alibaba: replication.AlibabaOptions{Actions: []string{"ALL"}},
			},
		},
	} {
		m, resp := move(t, "registry.terraform.io/aliyun/alicloud", alicloudType, test.state)
		if m == nil || resp.Diagnostics.HasError() {
			t.Errorf("%s: not moved: %v", name, resp.Diagnostics)
			continue
		}
		if _, named := m.ref(); named {
			t.Errorf("%s: the region of the source bucket is known", name)
		}
		if !m.ID.IsNull() || !m.Scope.IsNull() {
			t.Errorf("%s: id %s and scope %s hang on a region that is not known", name, m.ID, m.Scope)
		}
		m.Source = endObject(source)
		if diff := cmp.Diff(test.want, m.toRule()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestMoveRefuses(t *testing.T) {
	t.Parallel()
	for name, state := range map[string]string{
		"no rule": `{"bucket": "orders-hz", "destination": [{"bucket": "x", "location": "oss-cn-beijing"}]}`,
		"no end":  `{"bucket": "orders-hz", "rule_id": "rule-1", "destination": []}`,
		"no JSON": `{`,
	} {
		m, resp := move(t, "registry.terraform.io/aliyun/alicloud", alicloudType, state)
		if m != nil || !resp.Diagnostics.HasError() || !strings.Contains(resp.Diagnostics[0].Detail(), "state rm") {
			t.Errorf("%s: moved to %v, said %v", name, m, resp.Diagnostics)
		}
	}
}

func TestMoveLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	for _, other := range [][2]string{
		{"registry.terraform.io/aliyun/alicloud", "alicloud_oss_bucket"},
		{"registry.terraform.io/example/other", alicloudType},
	} {
		if m, resp := move(t, other[0], other[1], fullAlicloudState); m != nil || len(resp.Diagnostics) > 0 {
			t.Errorf("%v: moved to %v, said %v", other, m, resp.Diagnostics)
		}
	}
}
