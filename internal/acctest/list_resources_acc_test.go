package acctest_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// queries is a file for `terraform query`, with nothing in it but lists.
type queries struct {
	Lists []struct {
		Type            string         `hcl:"type,label"`
		Name            string         `hcl:"name,label"`
		Provider        hcl.Expression `hcl:"provider"`
		Limit           *int64         `hcl:"limit"`
		IncludeResource bool           `hcl:"include_resource,optional"`
		Config          struct {
			Attributes map[string]string `hcl:",remain"`
		} `hcl:"config,block"`
	} `hcl:"list,block"`
}

// TestAccExamplesOfListResources sends what every example of a list resource asks for to the provider, as Terraform 1.14 does, and
// imports what is listed.
func TestAccExamplesOfListResources(t *testing.T) {
	t.Parallel()
	told := map[string][]string{
		"list-resource.tfquery.hcl":        {"archive-hz (cn-hangzhou) to archive-bj (cn-beijing), rule made-by-hand"},
		"list-resource-bucket.tfquery.hcl": {"archive-hz (cn-hangzhou) to archive-bj (cn-beijing), rule made-by-hand"},
	}
	dir := examples + "/list-resources/multicloud_replication_rule"
	for _, file := range names(t, dir, "*.tfquery.hcl") {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			must(t, sim.LoadSeedFile("testdata/guides.yaml"))
			s := acctest.Serve(t, sim.Transport(), sim.Clock(), acctest.EveryCloud())
			parsed, problems := hclparse.NewParser().ParseHCLFile(filepath.Join(dir, file))
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			var all queries
			if problems := gohcl.DecodeBody(parsed.Body, nil, &all); problems.HasErrors() || len(all.Lists) == 0 {
				t.Fatal(problems)
			}
			for _, list := range all.Lists {
				if hcl.ExprAsKeyword(list.Provider) != "multicloud" || list.Type != "multicloud_replication_rule" {
					t.Errorf("%s is of the provider %v", list.Type, list.Provider)
				}
				q := acctest.Query{Config: acctest.Object{}, Limit: 100, IncludeResource: list.IncludeResource}
				if list.Limit != nil {
					q.Limit = *list.Limit
				}
				for name, value := range list.Config.Attributes {
					q.Config[name] = value
				}
				if said := s.ValidateList(t, "replication_rule", q.Config); len(said) > 0 {
					t.Errorf("%s: said %q", list.Name, said)
				}
				var got []string
				for result := range s.List(t.Context(), t, "replication_rule", q) {
					got = append(got, result.Name)
					if len(result.Said) > 0 || (result.Resource != nil) != list.IncludeResource {
						t.Errorf("%s: said %q, resource %v", result.Name, result.Said, result.Resource)
					}
					if id := s.Import(t, "replication_rule", result.Identity)["rule_id"]; id != result.Identity["rule_id"] {
						t.Errorf("%s: imported is the rule %v", result.Name, id)
					}
				}
				if !slices.Equal(got, told[file]) {
					t.Errorf("%s lists %q, want %q", list.Name, got, told[file])
				}
			}
		})
	}
}
