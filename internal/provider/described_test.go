package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// described fails on everything in the schema that has no description in Markdown.
func described(t *testing.T, schema *tfprotov6.Schema) {
	t.Helper()
	if schema.Block.Description == "" || schema.Block.DescriptionKind != tfprotov6.StringKindMarkdown {
		t.Error("the schema has no MarkdownDescription")
	}
	if len(schema.Block.BlockTypes) > 0 {
		t.Error("it has blocks; attributes are nested here")
	}
	describedAttributes(t, "", schema.Block.Attributes)
}

func describedAttributes(t *testing.T, parent string, attributes []*tfprotov6.SchemaAttribute) {
	t.Helper()
	for _, a := range attributes {
		path := parent + a.Name
		if path == "timeouts" { // the library's own, which it does not describe
			continue
		}
		if a.Description == "" || a.DescriptionKind != tfprotov6.StringKindMarkdown {
			t.Errorf("%s has no MarkdownDescription", path)
		}
		if a.NestedType != nil {
			describedAttributes(t, path+".", a.NestedType.Attributes)
		}
	}
}
