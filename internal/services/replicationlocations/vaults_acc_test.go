package replicationlocations_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
)

// CBR tells the regions, and IAM their projects; what the account has no project for, or IAM does not tell, is null.
func TestAccLocationsOfVaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		element, instead string
		deny             []string
		project, said    bool
	}{
		"told":                  {project: true},
		"no project there":      {element: `"projects":\s*\[.*\]`, instead: `"projects":[]`},
		"a project of no name":  {element: `"name":"cn-[^"]*","domain_id"`, instead: `"name":"other","domain_id"`},
		"projects are withheld": {deny: []string{"iam:projects:listProjects"}, said: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.Sim(t)
			w := &acctest.Rewrite{Sim: sim, With: test.instead}
			if test.element != "" {
				w.Pattern = regexp.MustCompile("(?s)" + test.element)
			}
			key, _ := sim.Access().Find("huawei", cloudsim.DefaultHuaweiKeyID)
			key.Deny = test.deny
			sim.Access().Put(key)
			config := acctest.EveryCloud()
			if source, ok := config["huawei"].(acctest.Object); ok { // what is asked for is the destination's
				source["project_id"] = sim.IAM().ProjectID(cloudsim.DefaultHuaweiAccount, acctest.North)
			}
			told, said := acctest.Serve(t, w, sim.Clock(), config).Read(t.Context(), t, "replication_locations",
				acctest.Object{"cloud": "huawei", "region": acctest.North})
			if (len(said) == 1 && strings.Contains(said[0], "WARNING: Projects Not Read: The projects of 4 of 4 regions")) != test.said || len(said) > 1 {
				t.Errorf("said %q", said)
			}
			locations, _ := told["locations"].([]any)
			if len(locations) != 4 || told["source"] != "api" || test.element != "" && !w.Changed() {
				t.Fatalf("told %v, an answer was rewritten: %v", told, w.Changed())
			}
			east := in(told, acctest.East)
			want := any(nil)
			if test.project {
				want = sim.IAM().ProjectID(cloudsim.DefaultHuaweiAccount, acctest.East)
			}
			if east["project_id"] != want || east["scope"] != "cross_region" || east["transfer_acceleration"] != nil || east["replication_time_control"] != nil {
				t.Errorf("told %v, want the project %v", east, want)
			}
		})
	}
}

func TestAccLocationsOfVaultsNowhere(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	sim.CBR().SetDestinations(iam.HuaweiCloud, acctest.North)
	config := acctest.HuaweiProvider("", "") + `data "multicloud_replication_locations" "test" {
  cloud  = "huawei"
  region = "cn-north-4"
}
output "regions" {
  value = [for l in data.multicloud_replication_locations.test.locations : l.region]
}
`
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config:      strings.Replace(config, `cloud  = "huawei"`, "cloud = \"huawei\"\n  bucket = \"orders\"", 1),
				ExpectError: regexp.MustCompile("`bucket` has no meaning"),
			},
			{Config: config, ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("regions", knownvalue.ListSizeExact(0))}},
			{Config: strings.Replace(config, `region = "cn-north-4"`, `region = "nowhere-1"`, 1), ExpectError: regexp.MustCompile("Replication Locations Not Read")},
		},
	})
}
