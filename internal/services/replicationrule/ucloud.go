package replicationrule

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// ucloudBlock is the object `ucloud`. Its project says where both buckets are looked for; it is no property of the rule.
func ucloudBlock() block {
	return block{
		cloud:  replication.UCloud,
		object: func(m *model) *types.Object { return &m.UCloud },
		schema: schema.SingleNestedAttribute{
			Optional:            true,
			MarkdownDescription: "What only UCloud US3 has.",
			Attributes: map[string]schema.Attribute{
				"project_id": schema.StringAttribute{
					Optional: true,
					MarkdownDescription: "The project that both buckets are in, such as `org-abc123`, where it is not the provider's. It says where the rule is looked for, " +
						"so that changing it changes nothing in the cloud.",
					Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
				},
			},
		},
		types: map[string]attr.Type{"project_id": types.StringType},
		spec: func(object types.Object, s *replication.Spec) {
			if s.Cloud == replication.UCloud {
				s.Source.Project = service.Field(object, "project_id", service.String)
				s.Destination.Project = s.Source.Project
			}
		},
		rule: func(replication.Spec, *replication.Rule) {},
		values: func(r replication.Rule) map[string]shaped {
			return map[string]shaped{"project_id": text(r.Source.Project)}
		},
		changes: func(note func(string, bool), _, want replication.Spec, before, after replication.Rule) {
			note("ucloud.project_id", want.Source.Project.IsUnknown() || before.Source.Project != after.Source.Project)
		},
	}
}
