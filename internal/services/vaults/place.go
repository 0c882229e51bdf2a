package vaults

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// Driver is the driver of the source side; false if there is none, which is then said.
func Driver(ctx context.Context, s *vault.Session, diags *diag.Diagnostics) (*vault.CachedDriver, bool) {
	driver, err := s.Driver(ctx)
	if err != nil {
		service.AddError(diags, "Cloud Cannot Be Used", err)
		return nil, false
	}
	return driver, true
}

// ReadDriver is the driver of the source side for Read. While the configuration of the provider is not known the state is kept, with a warning.
func ReadDriver(ctx context.Context, s *vault.Session, what string, diags *diag.Diagnostics) (*vault.CachedDriver, bool) {
	driver, err := s.Driver(ctx)
	if errors.Is(err, replication.ErrConfigurationUnknown) {
		diags.AddWarning("Not Read", "The "+what+" was not read, since "+err.Error()+". What the state says of it may be out of date.")
		return nil, false
	}
	if err != nil {
		service.AddError(diags, "Cloud Cannot Be Used", err)
		return nil, false
	}
	return driver, true
}

// PlanRegion puts the region of the provider configuration into a plan that names none, and returns what the plan then says.
func PlanRegion(ctx context.Context, s *vault.Session, resp *resource.ModifyPlanResponse, at path.Path) types.String {
	var region types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, at, &region)...)
	if !region.IsUnknown() {
		return region
	}
	driver, err := s.Driver(ctx)
	if err != nil {
		return region // said where the cloud is used
	}
	if name := driver.DefaultRegion(); name != "" {
		region = types.StringValue(name)
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, region)...)
		return region
	}
	resp.Diagnostics.AddAttributeError(at, "No Region", "Neither this resource, nor the provider, the environment or the profile names a region. "+
		"Set `region` here or in `huawei = { region = … }` of the provider, or HW_REGION_NAME in the environment.")
	return region
}

// Resolve is the place with its project, looked up where none is named.
func Resolve(ctx context.Context, driver *vault.CachedDriver, place vault.Place) (vault.Place, error) {
	if place.Region == "" {
		place.Region = driver.DefaultRegion()
	}
	if place.ProjectID != "" {
		return place, nil
	}
	project, err := driver.ProjectID(ctx, place)
	place.ProjectID = project
	return place, err
}

// ResolveDestination is the place at the destination with its project. Across clouds that is looked up there.
func ResolveDestination(ctx context.Context, s *vault.Session, place vault.Place, crossCloud bool) (vault.Place, error) {
	if place.ProjectID != "" {
		return place, nil
	}
	driver, err := s.DestinationDriver(ctx, crossCloud)
	if errors.Is(err, vault.ErrNoDestination) {
		return place, &replication.Error{
			Kind: replication.KindInvalid, Op: "find the project", On: "region " + place.Region + " of the other cloud", Err: err,
			Message: "nothing is configured for that cloud", Advice: NoProjectAdvice,
		}
	}
	if err != nil {
		return place, err
	}
	place.ProjectID, err = driver.ProjectID(ctx, place)
	return place, err
}

// ResolveEnds is the source and the place of the destination, each with its project.
func ResolveEnds(ctx context.Context, s *vault.Session, driver *vault.CachedDriver, source vault.Ref, to vault.Destination) (vault.Ref, vault.Place, error) {
	from, err := Resolve(ctx, driver, source.Place)
	if err != nil {
		return source, to.Place, err
	}
	there, err := ResolveDestination(ctx, s, to.Place, to.CrossCloud())
	return from.At(source.ID), there, err
}

// NoProjectAdvice says what to do where the project at the other cloud cannot be looked up.
const NoProjectAdvice = "Set `destination.project_id`, or configure `huawei.destination` of the provider, so that it can be looked up there."

// CheckDestinationProject refuses, at plan, a destination in another cloud whose project nobody names and nobody can look up.
func CheckDestinationProject(ctx context.Context, s *vault.Session, d vault.DestinationSpec, diags *diag.Diagnostics) {
	crosses, known := d.CrossCloud()
	if !crosses || !known || !d.ProjectID.IsUnknown() && d.ProjectID.Or("") != "" {
		return
	}
	if _, err := s.DestinationDriver(ctx, true); errors.Is(err, vault.ErrNoDestination) {
		diags.AddAttributeError(path.Root("destination"), "No Project at the Destination",
			"The vault is in another cloud, where its project cannot be looked up: nothing is configured for that cloud. "+NoProjectAdvice)
	}
}

// PlaceOf is the place that an object names.
func PlaceOf(object types.Object) vault.Place {
	return vault.Place{Region: service.Field(object, "region", service.String).Or(""), ProjectID: service.Field(object, "project_id", service.String).Or("")}
}

// ProjectOf is the project of a planned resource, for the checks. One that is computed is the region's own, which is found when it is
// needed: that it is not known yet keeps nobody from asking.
func ProjectOf(project types.String) replication.Value[string] {
	if project.IsUnknown() {
		return replication.Null[string]()
	}
	return service.String(project)
}

// SourceProject is ProjectOf the object `source`.
func SourceProject(source types.Object) replication.Value[string] {
	project, _ := source.Attributes()["project_id"].(types.String)
	return ProjectOf(project)
}
