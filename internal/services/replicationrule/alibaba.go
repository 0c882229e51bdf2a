package replicationrule

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// alibabaBlock is the object `alibaba`.
func alibabaBlock() block {
	return block{
		cloud:  replication.Alibaba,
		object: func(m *model) *types.Object { return &m.Alibaba },
		schema: alibabaSchema(),
		types: map[string]attr.Type{
			"actions":                  types.SetType{ElemType: types.StringType},
			"sync_role":                types.StringType,
			"transfer_acceleration":    types.BoolType,
			"replication_time_control": types.BoolType,
		},
		spec: func(object types.Object, s *replication.Spec) {
			s.Alibaba = replication.AlibabaSpec{
				Actions:                service.Field(object, "actions", service.Strings),
				SyncRole:               service.Field(object, "sync_role", service.String),
				TransferAcceleration:   service.Field(object, "transfer_acceleration", service.Bool),
				ReplicationTimeControl: service.Field(object, "replication_time_control", service.Bool),
			}
		},
		rule:    alibabaRule,
		values:  alibabaValues,
		changes: alibabaChanges,
	}
}

func alibabaRule(s replication.Spec, r *replication.Rule) {
	actions, ok := s.Alibaba.Actions.Get()
	if !ok {
		actions = replication.ActionsFor(r.ReplicateDeletes)
	}
	r.Alibaba = replication.AlibabaOptions{
		Actions:                replication.SortActions(actions),
		SyncRole:               s.Alibaba.SyncRole.Or(""),
		TransferAcceleration:   s.Alibaba.TransferAcceleration.Or(false),
		ReplicationTimeControl: s.Alibaba.ReplicationTimeControl.Or(false),
	}
}

func alibabaValues(r replication.Rule) map[string]shaped {
	return map[string]shaped{
		"actions": {
			value: service.SetOf(r.Alibaba.Actions), null: types.SetNull(types.StringType),
			meant: slices.Equal(r.Alibaba.Actions, replication.ActionsFor(r.ReplicateDeletes)),
		},
		"sync_role":                text(r.Alibaba.SyncRole),
		"transfer_acceleration":    flag(r.Alibaba.TransferAcceleration),
		"replication_time_control": flag(r.Alibaba.ReplicationTimeControl),
	}
}

func alibabaChanges(note func(string, bool), was, want replication.Spec, before, after replication.Rule) {
	// Where neither side writes actions, they only follow from replicate_deletes; Terraform refuses a path that neither side has.
	if !was.Alibaba.Actions.IsNull() || !want.Alibaba.Actions.IsNull() {
		note("alibaba.actions", want.Alibaba.Actions.IsUnknown() || !slices.Equal(before.Alibaba.Actions, after.Alibaba.Actions))
	}
	note("alibaba.sync_role", want.Alibaba.SyncRole.IsUnknown() || before.Alibaba.SyncRole != after.Alibaba.SyncRole)
	note("alibaba.transfer_acceleration", want.Alibaba.TransferAcceleration.IsUnknown() ||
		before.Alibaba.TransferAcceleration != after.Alibaba.TransferAcceleration)
	note("alibaba.replication_time_control", want.Alibaba.ReplicationTimeControl.IsUnknown() ||
		before.Alibaba.ReplicationTimeControl != after.Alibaba.ReplicationTimeControl)
}

func alibabaSchema() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "What only Alibaba Cloud OSS has.",
		Attributes: map[string]schema.Attribute{
			"actions": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "The replicated actions, for finer control than `replicate_deletes`: `ALL`, or some of `PUT`, `DELETE`, `ABORT`. " +
					"Must agree with `replicate_deletes`, which follows from it if left out. Changing it replaces the rule.",
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1),
					setvalidator.ValueStringsAre(stringvalidator.OneOf(replication.Actions...)),
				},
			},
			"sync_role": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The name (not the ARN) of the RAM role that copies. Needed for KMS and across accounts; without it OSS uses its service role. " +
					"Changing it replaces the rule.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"transfer_acceleration": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether data moves over the transfer acceleration link (`oss_acc`). Only across regions; required between mainland China " +
					"and elsewhere; billed to the destination. Default `false`. Changing it replaces the rule.",
			},
			"replication_time_control": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether replication time control (RTC) is on, which promises most objects within minutes and is billed. Only across regions, and " +
					"between some. Default `false`. Changes in place.",
			},
		},
	}
}
