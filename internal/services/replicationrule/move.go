package replicationrule

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// alicloudType is the resource of Alibaba Cloud's own provider whose state can be taken over by a `moved` block.
const alicloudType = "alicloud_oss_bucket_replication"

// MoveState takes over the states of other providers' resources. It runs before the provider is configured.
func (r *Resource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: moveFromAlicloud}}
}

// alicloudState is what the state of alicloud_oss_bucket_replication holds, as its documentation has it. It does not name
// the region of the source bucket.
type alicloudState struct {
	ID          string `json:"id"`
	Bucket      string `json:"bucket"`
	RuleID      string `json:"rule_id"`
	Action      string `json:"action"`
	Historical  string `json:"historical_object_replication"`
	SyncRole    string `json:"sync_role"`
	Destination []struct {
		Bucket       string `json:"bucket"`
		Location     string `json:"location"`
		TransferType string `json:"transfer_type"`
	} `json:"destination"`
	PrefixSet []struct {
		Prefixes []string `json:"prefixes"`
	} `json:"prefix_set"`
	Criteria []struct {
		KMS []struct {
			Status string `json:"status"`
		} `json:"sse_kms_encrypted_objects"`
	} `json:"source_selection_criteria"`
	Encryption []struct {
		KeyID string `json:"replica_kms_key_id"`
	} `json:"encryption_configuration"`
	RTC []struct {
		Enabled bool `json:"enabled"`
	} `json:"rtc"`
}

func moveFromAlicloud(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	if req.SourceTypeName != alicloudType || !strings.HasSuffix(req.SourceProviderAddress, "/alicloud") || req.SourceRawState == nil {
		return // somebody else's
	}
	var was alicloudState
	err := json.Unmarshal(req.SourceRawState.JSON, &was)
	rule := was.rule()
	if err != nil || rule.ID == "" || rule.Source.Bucket == "" || rule.Destination.Bucket == "" {
		text := "The state of " + alicloudType + " names no rule: bucket, rule_id or destination is missing. "
		if err != nil {
			text = "The state of " + alicloudType + " cannot be read: " + err.Error() + ". "
		}
		resp.Diagnostics.AddError("Replication Rule Not Moved", text+"Remove it from the state with `terraform state rm`, "+
			"and import the rule by cloud/region/bucket/rule_id.")
		return
	}
	m := model{
		Prefixes: types.SetNull(types.StringType), Encryption: types.ObjectNull(encryptionTypes),
		Timeouts: timeouts.Value{Object: types.ObjectNull(map[string]attr.Type{
			"create": types.StringType, "update": types.StringType, "delete": types.StringType,
		})},
	}
	m.setRule(rule)
	// What hangs on the region is found by Read, or comes with the configuration where nothing is read.
	m.ID, m.Scope = types.StringNull(), types.StringNull()
	m.Source = types.ObjectValueMust(endTypes, map[string]attr.Value{
		"bucket": types.StringValue(rule.Source.Bucket), "region": types.StringNull(), "versioning": types.StringNull(),
	})
	resp.Diagnostics.Append(resp.TargetState.Set(ctx, m)...)
	resp.TargetIdentity = nil // Read sets it, once it knows the region
}

// rule is the rule that the state describes, without the region of its source bucket.
func (s alicloudState) rule() replication.Rule {
	r := replication.Rule{
		ID:                s.RuleID,
		Source:            replication.BucketRef{Cloud: replication.Alibaba, Bucket: s.Bucket},
		Destination:       replication.BucketRef{Cloud: replication.Alibaba},
		Enabled:           true,
		ReplicateExisting: s.Historical != "disabled",
	}
	if r.ID == "" { // versions before it was an attribute
		_, r.ID, _ = strings.Cut(s.ID, ":")
	}
	actions := []string{"ALL"}
	if s.Action != "" {
		actions = strings.Split(s.Action, ",")
	}
	r.Alibaba.Actions, r.ReplicateDeletes = replication.SortActions(actions), replication.ActionsDelete(actions)
	r.Alibaba.SyncRole = s.SyncRole
	for _, d := range s.Destination {
		r.Destination.Bucket, r.Destination.Region = d.Bucket, strings.TrimPrefix(d.Location, "oss-")
		r.Alibaba.TransferAcceleration = d.TransferType == "oss_acc"
	}
	for _, p := range s.PrefixSet {
		r.Prefixes = append(r.Prefixes, p.Prefixes...)
	}
	for _, c := range s.Criteria {
		for _, kms := range c.KMS {
			r.Encryption.ReplicateKMSObjects = strings.EqualFold(kms.Status, "enabled")
		}
	}
	for _, e := range s.Encryption {
		r.Encryption.ReplicaKMSKeyID = e.KeyID
	}
	for _, rtc := range s.RTC {
		r.Alibaba.ReplicationTimeControl = rtc.Enabled
	}
	return r
}
