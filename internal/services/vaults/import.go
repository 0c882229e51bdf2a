package vaults

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication/vault"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/services/service"
)

// ImportPlace reads an import by id or by identity: where the object is, with its project looked up, and the other parts of its identity,
// in the order of the names. False if that failed, which is then said.
func ImportPlace(ctx context.Context, s *vault.Session, req resource.ImportStateRequest, resp *resource.ImportStateResponse, names ...string) (vault.Place, []string, bool) {
	var place vault.Place
	var parts []string
	if req.ID != "" {
		var err error
		if place, parts, err = parseImportID(req.ID, names...); err != nil {
			resp.Diagnostics.AddError("Invalid Import ID", service.ErrorText(err))
			return place, nil, false
		}
	} else {
		part := func(name string) string {
			var value types.String
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(name), &value)...)
			return value.ValueString()
		}
		place = vault.Place{Region: part("region"), ProjectID: part("project_id")}
		for _, name := range names {
			parts = append(parts, part(name))
		}
	}
	if resp.Diagnostics.HasError() {
		return place, nil, false
	}
	driver, ok := Driver(ctx, s, &resp.Diagnostics)
	if !ok {
		return place, nil, false
	}
	place, err := Resolve(ctx, driver, place)
	if err != nil {
		service.AddError(&resp.Diagnostics, "Project Not Found", err)
		return place, nil, false
	}
	return place, parts, true
}

// parseImportID splits "region/names…" or "region/project_id/names…". Nothing of it holds a slash.
func parseImportID(id string, names ...string) (vault.Place, []string, error) {
	parts := strings.Split(id, "/")
	extra := len(parts) - len(names)
	if extra < 1 || extra > 2 || slices.Contains(parts, "") {
		form := strings.Join(names, "/")
		return vault.Place{}, nil, fmt.Errorf("%q is not of the form that an import needs: region/%s, or region/project_id/%s for another project than the region's own", id, form, form)
	}
	place := vault.Place{Region: parts[0]}
	if extra == 2 {
		place.ProjectID = parts[1]
	}
	return place, parts[extra:], nil
}

// SetImported puts what an import names into the state; Read fills in the rest.
func SetImported(ctx context.Context, resp *resource.ImportStateResponse, attributes map[string]any) diag.Diagnostics {
	var diags diag.Diagnostics
	for name, value := range attributes {
		diags.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	return diags
}

// IdentityPart is a part of an identity that an import must name.
func IdentityPart(description string) identityschema.StringAttribute {
	return identityschema.StringAttribute{RequiredForImport: true, Description: description}
}

// IdentityProject is the project within an identity.
func IdentityProject() identityschema.StringAttribute {
	return identityschema.StringAttribute{
		OptionalForImport: true, Description: "The id of the project. Left out, it is the one of the provider configuration for its region, else the region's own.",
	}
}
