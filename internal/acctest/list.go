package acctest

import (
	"context"
	"iter"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Listed is one result of a list resource.
type Listed struct {
	Name string
	// Identity is nil of a result that only says something, Resource also if it was not asked for.
	Identity, Resource Object
	Said               []string
}

// Query is what a block `list` asks for. A limit of 0 is none.
type Query struct {
	Config          Object
	Limit           int64
	IncludeResource bool
}

func (s *Server) lists(t *testing.T) tfprotov6.ListResourceServer {
	t.Helper()
	lists, ok := s.ProviderServer.(tfprotov6.ListResourceServer)
	if !ok {
		t.Fatal("the provider lists nothing")
	}
	return lists
}

// ValidateList is what is said of a configuration before anything is listed.
func (s *Server) ValidateList(t *testing.T, name string, config Object) []string {
	t.Helper()
	answer, err := s.lists(t).ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: "multicloud_" + name, Config: dynamic(t, s.schemas.ListResourceSchemas["multicloud_"+name], config),
	})
	if err != nil {
		t.Fatal(err)
	}
	return Said(answer.Diagnostics)
}

// List asks a list resource, as `terraform query` does.
func (s *Server) List(ctx context.Context, t *testing.T, name string, q Query) iter.Seq[Listed] {
	t.Helper()
	name = "multicloud_" + name
	stream, err := s.lists(t).ListResource(ctx, &tfprotov6.ListResourceRequest{
		TypeName: name, Config: dynamic(t, s.schemas.ListResourceSchemas[name], q.Config), Limit: q.Limit, IncludeResource: q.IncludeResource,
	})
	if err != nil {
		t.Fatal(err)
	}
	identity, resource := s.identities[name].ValueType(), s.schemas.ResourceSchemas[name].ValueType()
	return func(yield func(Listed) bool) {
		for result := range stream.Results {
			listed := Listed{Name: result.DisplayName, Said: Said(result.Diagnostics)}
			if result.Identity != nil {
				listed.Identity = object(t, result.Identity.IdentityData, identity)
			}
			if result.Resource != nil {
				listed.Resource = object(t, result.Resource, resource)
			}
			if !yield(listed) {
				return
			}
		}
	}
}

// Import imports a resource by its identity and reads it, and returns the state.
func (s *Server) Import(t *testing.T, name string, identity Object) Object {
	t.Helper()
	name = "multicloud_" + name
	of, resource := s.identities[name].ValueType(), s.schemas.ResourceSchemas[name].ValueType()
	data, err := tfprotov6.NewDynamicValue(of, valueOf(of, identity))
	if err != nil {
		t.Fatal(err)
	}
	imported, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: name, Identity: &tfprotov6.ResourceIdentityData{IdentityData: &data},
	})
	if err != nil || len(imported.Diagnostics) > 0 || len(imported.ImportedResources) != 1 {
		t.Fatalf("import %v: %v, %v", identity, err, Said(imported.Diagnostics))
	}
	one := imported.ImportedResources[0]
	read, err := s.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: name, CurrentState: one.State, Private: one.Private, CurrentIdentity: one.Identity,
	})
	if err != nil || len(read.Diagnostics) > 0 {
		t.Fatalf("read %v: %v, %v", identity, err, Said(read.Diagnostics))
	}
	return object(t, read.NewState, resource)
}
