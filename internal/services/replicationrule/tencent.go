package replicationrule

import (
	"maps"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// tencentBlock is the object `tencent`.
func tencentBlock() block {
	return block{
		cloud:  replication.Tencent,
		object: func(m *model) *types.Object { return &m.Tencent },
		schema: tencentSchema(),
		types: map[string]attr.Type{
			"role":          types.StringType,
			"priority":      types.Int64Type,
			"tags":          types.MapType{ElemType: types.StringType},
			"storage_class": types.StringType,
		},
		spec: func(object types.Object, s *replication.Spec) {
			s.Tencent = replication.TencentSpec{
				Role:         service.Field(object, "role", service.String),
				Priority:     service.Field(object, "priority", service.Int64),
				Tags:         service.Field(object, "tags", service.Map),
				StorageClass: service.Field(object, "storage_class", service.String),
			}
		},
		rule:    tencentRule,
		values:  tencentValues,
		changes: tencentChanges,
	}
}

func tencentRule(s replication.Spec, r *replication.Rule) {
	tags := s.Tencent.Tags.Or(nil)
	if len(tags) == 0 {
		tags = nil
	}
	r.Tencent = replication.TencentOptions{
		Role:         s.Tencent.Role.Or(""),
		Priority:     int(s.Tencent.Priority.Or(0)),
		Tags:         tags,
		StorageClass: strings.ToUpper(s.Tencent.StorageClass.Or("")),
	}
}

func tencentValues(r replication.Rule) map[string]shaped {
	priority := types.Int64Null()
	if r.Tencent.Priority != 0 {
		priority = types.Int64Value(int64(r.Tencent.Priority))
	}
	return map[string]shaped{
		// Left out, the role is whatever the bucket's rules have.
		"role":          {value: types.StringValue(r.Tencent.Role), null: types.StringNull(), meant: true},
		"priority":      {value: priority, null: types.Int64Null(), meant: r.Tencent.Priority == 0},
		"tags":          {value: mapValue(r.Tencent.Tags), null: types.MapNull(types.StringType), meant: len(r.Tencent.Tags) == 0},
		"storage_class": text(r.Tencent.StorageClass),
	}
}

func tencentChanges(note func(string, bool), _, want replication.Spec, before, after replication.Rule) {
	note("tencent.role", want.Tencent.Role.IsUnknown() || after.Tencent.Role != "" && before.Tencent.Role != after.Tencent.Role)
	note("tencent.priority", want.Tencent.Priority.IsUnknown() || before.Tencent.Priority != after.Tencent.Priority)
	note("tencent.tags", want.Tencent.Tags.IsUnknown() || !maps.Equal(before.Tencent.Tags, after.Tencent.Tags))
	note("tencent.storage_class", want.Tencent.StorageClass.IsUnknown() || before.Tencent.StorageClass != after.Tencent.StorageClass)
}

func tencentSchema() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "What only Tencent Cloud COS has. All of it changes in place.",
		Attributes: map[string]schema.Attribute{
			"role": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "The account by whose rights COS copies, `qcs::cam::uin/OWNER:uin/USER`; it is no CAM role. COS keeps one for all rules of a bucket: left out, " +
					"it is the one that the bucket's rules have, and for the first rule the account's owner. It is never changed under rules that the same apply does not change as well.",
			},
			"priority": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "Which rule holds for an object that falls under several: the smallest number, 1 to 1000. All rules of a bucket have a priority of their own, or none has. " +
					"Without priorities, prefixes of two rules must not overlap.",
			},
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Only objects that carry all of these tags are replicated, at most 10. Needs `replicate_deletes = false`.",
				Validators:          []validator.Map{mapvalidator.KeysAre(stringvalidator.LengthAtLeast(1))},
			},
			"storage_class": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Storage class of the replicas: `STANDARD`, `STANDARD_IA`, `INTELLIGENT_TIERING`, `ARCHIVE`, `DEEP_ARCHIVE`. Left out, a replica has the class of its " +
					"original.",
				Validators: []validator.String{stringvalidator.RegexMatches(upperCase, "must be in upper case, as in STANDARD_IA")},
			},
		},
	}
}

var upperCase = regexp.MustCompile(`^[A-Z][A-Z_]*$`)
