package provider

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestSchemaGolden shows every change of what users configure in the diff of one file.
func TestSchemaGolden(t *testing.T) {
	t.Parallel()
	schemas := protocolSchemas(t)
	got, err := json.MarshalIndent(map[string]any{
		"provider": schemas.Provider, "resources": schemas.ResourceSchemas, "data_sources": schemas.DataSourceSchemas,
		"list_resources": schemas.ListResourceSchemas,
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "schema.json")
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Errorf("the schema has changed; if that is meant, run go test ./internal/provider -update\n%s", diff)
	}
}

func protocolSchemas(t *testing.T) *tfprotov6.GetProviderSchemaResponse {
	t.Helper()
	server := providerserver.NewProtocol6(New("test")())()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schemas.Diagnostics) > 0 {
		t.Fatalf("error %v, diagnostics %v", err, schemas.Diagnostics)
	}
	return schemas
}

func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	schemas := protocolSchemas(t)
	described(t, schemas.Provider)
	for name, schema := range schemas.ResourceSchemas {
		t.Run(name, func(t *testing.T) { described(t, schema) })
	}
	for name, schema := range schemas.DataSourceSchemas {
		t.Run("data."+name, func(t *testing.T) { described(t, schema) })
	}
	for name, schema := range schemas.ListResourceSchemas {
		t.Run("list."+name, func(t *testing.T) { described(t, schema) })
	}
}

func TestResourcesKeepTheContract(t *testing.T) {
	t.Parallel()
	resources := New("test")().Resources(t.Context())
	if len(resources) == 0 {
		t.Fatal("the provider has no resources")
	}
	for _, newResource := range resources {
		r := newResource()
		var metadata resource.MetadataResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: typeName}, &metadata)
		t.Run(metadata.TypeName, func(t *testing.T) { resourceContract(t, r) })
	}
}

func resourceContract(t *testing.T, r resource.Resource) {
	t.Helper()
	var response resource.SchemaResponse
	r.Schema(t.Context(), resource.SchemaRequest{}, &response)
	if diags := response.Schema.ValidateImplementation(t.Context()); diags.HasError() {
		t.Error(diags)
	}
	if _, ok := response.Schema.Attributes["timeouts"]; !ok {
		t.Error("there is no attribute timeouts")
	}
	if _, ok := r.(resource.ResourceWithImportState); !ok {
		t.Error("it cannot be imported")
	}
	withIdentity, ok := r.(resource.ResourceWithIdentity)
	if !ok {
		t.Fatal("it has no identity")
	}
	var identity resource.IdentitySchemaResponse
	withIdentity.IdentitySchema(t.Context(), resource.IdentitySchemaRequest{}, &identity)
	if len(identity.IdentitySchema.Attributes) == 0 {
		t.Error("its identity has no attributes")
	}
	for name, a := range identity.IdentitySchema.Attributes {
		if a.GetDescription() == "" {
			t.Errorf("the attribute %s of the identity has no description", name)
		}
	}
}
