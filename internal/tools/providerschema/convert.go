package main

import (
	"encoding/json"
	"fmt"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// name is the key under which the documentation generator looks for the provider.
const name = "multicloud"

// convert puts the provider's answers into the form of `terraform providers schema -json`.
func convert(schemas *tfprotov6.GetProviderSchemaResponse, identities *tfprotov6.GetResourceIdentitySchemasResponse) (*tfjson.ProviderSchemas, error) {
	var c converter
	converted := &tfjson.ProviderSchema{
		ConfigSchema:            c.schema(schemas.Provider),
		ResourceSchemas:         mapped(schemas.ResourceSchemas, c.schema),
		DataSourceSchemas:       mapped(schemas.DataSourceSchemas, c.schema),
		ListResourceSchemas:     mapped(schemas.ListResourceSchemas, c.schema),
		ResourceIdentitySchemas: mapped(identities.IdentitySchemas, c.identity),
	}
	return &tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas:       map[string]*tfjson.ProviderSchema{name: converted},
	}, c.err
}

// converter remembers the first error, so that the conversions can be nested expressions.
type converter struct{ err error }

func (c *converter) schema(s *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: uint64(s.Version), Block: c.block(s.Block)}
}

func (c *converter) block(b *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	block := &tfjson.SchemaBlock{
		Attributes:      c.attributes(b.Attributes),
		NestedBlocks:    map[string]*tfjson.SchemaBlockType{},
		Description:     b.Description,
		DescriptionKind: kind(b.DescriptionKind),
		Deprecated:      b.Deprecated,
	}
	for _, nested := range b.BlockTypes {
		block.NestedBlocks[nested.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: nesting(nested.Nesting),
			Block:       c.block(nested.Block),
		}
	}
	return block
}

func (c *converter) attributes(list []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	attributes := make(map[string]*tfjson.SchemaAttribute, len(list))
	for _, a := range list {
		attribute := &tfjson.SchemaAttribute{
			Description:     a.Description,
			DescriptionKind: kind(a.DescriptionKind),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
		if a.NestedType != nil {
			attribute.AttributeNestedType = &tfjson.SchemaNestedAttributeType{
				Attributes:  c.attributes(a.NestedType.Attributes),
				NestingMode: nesting(a.NestedType.Nesting),
			}
		} else {
			attribute.AttributeType = c.typeOf(a.Name, a.Type)
		}
		attributes[a.Name] = attribute
	}
	return attributes
}

func (c *converter) identity(s *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	identity := &tfjson.IdentitySchema{
		Version:    uint64(s.Version),
		Attributes: make(map[string]*tfjson.IdentityAttribute, len(s.IdentityAttributes)),
	}
	for _, a := range s.IdentityAttributes {
		identity.Attributes[a.Name] = &tfjson.IdentityAttribute{
			IdentityType:      c.typeOf(a.Name, a.Type),
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return identity
}

// typeOf goes through JSON, the one form that both type systems share.
func (c *converter) typeOf(attribute string, t tftypes.Type) cty.Type {
	var converted cty.Type
	encoded, err := json.Marshal(t)
	if err == nil {
		err = json.Unmarshal(encoded, &converted)
	}
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("convert the type of attribute %q: %w", attribute, err)
	}
	return converted
}

// nesting translates a nesting mode of the plugin protocol; both spell it alike but for the case.
func nesting(mode fmt.Stringer) tfjson.SchemaNestingMode {
	return tfjson.SchemaNestingMode(strings.ToLower(mode.String()))
}

func kind(k tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	return tfjson.SchemaDescriptionKind(strings.ToLower(k.String()))
}

func mapped[A, B any](from map[string]A, f func(A) B) map[string]B {
	to := make(map[string]B, len(from))
	for key, value := range from {
		to[key] = f(value)
	}
	return to
}
