package replicationpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/vaults"
)

// model is the resource as Terraform holds it. Objects stay objects: in a configuration any of them may be unknown as a whole.
type model struct {
	ID           types.String   `tfsdk:"id"`
	Region       types.String   `tfsdk:"region"`
	ProjectID    types.String   `tfsdk:"project_id"`
	Name         types.String   `tfsdk:"name"`
	Enabled      types.Bool     `tfsdk:"enabled"`
	Schedule     types.Object   `tfsdk:"schedule"`
	Retention    types.Object   `tfsdk:"retention"`
	Destination  types.Object   `tfsdk:"destination"`
	Acceleration types.Bool     `tfsdk:"acceleration"`
	Timeouts     timeouts.Value `tfsdk:"timeouts"`
}

// identityModel is the resource's identity.
type identityModel struct {
	Region    types.String `tfsdk:"region"`
	ProjectID types.String `tfsdk:"project_id"`
	ID        types.String `tfsdk:"id"`
}

func (m model) place() vault.Place {
	return vault.Place{Region: m.Region.ValueString(), ProjectID: m.ProjectID.ValueString()}
}

func (m model) ref() vault.Ref { return m.place().At(m.ID.ValueString()) }

// spec is the policy as it is written, for the checks.
func (m model) spec() vault.Spec {
	number := func(name string) vaults.Number { return service.Field(m.Retention, name, service.Int) }
	d := vaults.DestinationSpec(m.Destination)
	d.ProjectID = vaults.ProjectOf(m.destinationProject())
	return vault.Spec{
		Kind: vault.KindPolicy, Name: service.String(m.Name), Region: service.String(m.Region), ProjectID: vaults.ProjectOf(m.ProjectID), Destination: d,
		Schedule: vault.ScheduleSpec{
			EveryDays: service.Field(vaults.Object(m.Schedule, "daily"), "every_days", service.Int),
			Weekdays:  service.Field(vaults.Object(m.Schedule, "weekly"), "days_utc", service.Strings),
			Times:     service.Field(m.Schedule, "times_utc", service.Strings),
		},
		Retention: vault.RetentionSpec{
			Count: number("count"), Days: number("days"), Daily: number("daily"), Weekly: number("weekly"), Monthly: number("monthly"),
			Yearly: number("yearly"), TimeZone: service.Field(m.Retention, "time_zone", service.String),
		},
	}
}

func (m model) destinationProject() types.String {
	project, _ := m.Destination.Attributes()["project_id"].(types.String)
	return project
}

// policy is the policy that a plan describes, where everything is known.
func (m model) policy() vault.Policy {
	s := m.spec()
	schedule, _ := s.Schedule.Schedule()
	d := s.Destination
	return vault.Policy{
		Ref: m.ref(), Name: m.Name.ValueString(), Operation: vault.OperationReplication, Enabled: m.Enabled.ValueBool(), Schedule: schedule,
		Retention: vault.Retention{
			Count: s.Retention.Count.Or(0), Days: s.Retention.Days.Or(0), Daily: s.Retention.Daily.Or(0), Weekly: s.Retention.Weekly.Or(0),
			Monthly: s.Retention.Monthly.Or(0), Yearly: s.Retention.Yearly.Or(0), TimeZone: s.Retention.TimeZone.Or(""),
		},
		Destination: vault.PolicyDestination{
			Place:       vault.Place{Region: d.Region.Or(""), ProjectID: d.ProjectID.Or("")},
			TargetCloud: d.TargetCloud.Or(""), CredentialID: d.CredentialID.Or(""),
		},
		Acceleration: vaults.Flag(m.Acceleration),
	}
}

// setDestination takes over where the policy replicates to.
func (m *model) setDestination(d vault.PolicyDestination) {
	m.Destination = types.ObjectValueMust(destinationTypes, map[string]attr.Value{
		"region": types.StringValue(d.Region), "project_id": service.Text(d.ProjectID),
		"target_cloud": service.Text(d.TargetCloud), "credential_id": service.Text(d.CredentialID),
	})
}

// setIdentity sets the resource's identity, where the Terraform in use knows identities.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, m model) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.Set(ctx, identityModel{Region: m.Region, ProjectID: m.ProjectID, ID: m.ID})
}
