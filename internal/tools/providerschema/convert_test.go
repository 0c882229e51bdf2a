package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestConvert(t *testing.T) {
	t.Parallel()

	names := &tfprotov6.SchemaAttribute{
		Name: "names", Type: tftypes.Set{ElementType: tftypes.String},
		Required: true, Description: "The **names**.", DescriptionKind: tfprotov6.StringKindMarkdown,
	}
	secret := &tfprotov6.SchemaAttribute{
		Name: "secret_wo", Type: tftypes.String, Optional: true, Sensitive: true, WriteOnly: true,
	}
	ends := &tfprotov6.SchemaAttribute{
		Name: "ends", Computed: true, Deprecated: true,
		NestedType: &tfprotov6.SchemaObject{
			Nesting:    tfprotov6.SchemaObjectNestingModeList,
			Attributes: []*tfprotov6.SchemaAttribute{secret},
		},
	}
	timeouts := &tfprotov6.SchemaNestedBlock{
		TypeName: "timeouts", Nesting: tfprotov6.SchemaNestedBlockNestingModeSingle, Block: &tfprotov6.SchemaBlock{},
	}
	schemas := &tfprotov6.GetProviderSchemaResponse{
		Provider: &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}},
		ResourceSchemas: map[string]*tfprotov6.Schema{"multicloud_thing": {Version: 2, Block: &tfprotov6.SchemaBlock{
			Attributes: []*tfprotov6.SchemaAttribute{names, ends},
			BlockTypes: []*tfprotov6.SchemaNestedBlock{timeouts},
		}}},
		ListResourceSchemas: map[string]*tfprotov6.Schema{"multicloud_thing": {Block: &tfprotov6.SchemaBlock{
			Attributes: []*tfprotov6.SchemaAttribute{names},
		}}},
	}
	identities := &tfprotov6.GetResourceIdentitySchemasResponse{
		IdentitySchemas: map[string]*tfprotov6.ResourceIdentitySchema{"multicloud_thing": {
			IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{
				{Name: "bucket", Type: tftypes.String, RequiredForImport: true, Description: "The bucket."},
			},
		}},
	}

	document, err := convert(schemas, identities)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
	  "format_version": "1.0",
	  "provider_schemas": {"multicloud": {
	    "provider": {"version": 0, "block": {"description_kind": "plain"}},
	    "resource_schemas": {"multicloud_thing": {"version": 2, "block": {
	      "attributes": {
	        "names": {"type": ["set", "string"], "required": true, "description": "The **names**.", "description_kind": "markdown"},
	        "ends": {"computed": true, "deprecated": true, "description_kind": "plain", "nested_type": {
	          "nesting_mode": "list",
	          "attributes": {"secret_wo": {
	            "type": "string", "optional": true, "sensitive": true, "write_only": true, "description_kind": "plain"
	          }}
	        }}
	      },
	      "block_types": {"timeouts": {"nesting_mode": "single", "block": {"description_kind": "plain"}}},
	      "description_kind": "plain"
	    }}},
	    "list_resource_schemas": {"multicloud_thing": {"version": 0, "block": {
	      "attributes": {"names": {"type": ["set", "string"], "required": true, "description": "The **names**.", "description_kind": "markdown"}},
	      "description_kind": "plain"
	    }}},
	    "resource_identity_schemas": {"multicloud_thing": {"version": 0, "attributes": {
	      "bucket": {"type": "string", "required_for_import": true, "description": "The bucket."}
	    }}}
	  }}
	}`
	if diff := cmp.Diff(decode(t, []byte(want)), decode(t, encode(t, document))); diff != "" {
		t.Errorf("wrong document (-want +got):\n%s", diff)
	}
}

func TestFailed(t *testing.T) {
	t.Parallel()

	warning := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "Old"}
	if err := failed([]*tfprotov6.Diagnostic{warning}); err != nil {
		t.Errorf("a warning is no failure, got %v", err)
	}
	invalid := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Invalid", Detail: "no type"}
	if err := failed([]*tfprotov6.Diagnostic{warning, invalid}); err == nil || err.Error() != "Invalid: no type" {
		t.Errorf("want the one error among the diagnostics, got %v", err)
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	encoded, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func decode(t *testing.T, encoded []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(encoded, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
