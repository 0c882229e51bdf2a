package replicationlocations_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

const address = "data.multicloud_replication_locations.test"

func TestAccLocationsFromAPI(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	acctest.Bucket(t, sim, "orders-hz", "cn-hangzhou")
	output := func(name, expression string) string {
		return `
output "` + name + `" {
  value = one([for l in data.multicloud_replication_locations.test.locations : l if l.region == "` + expression + `"])
}`
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(sim),
		Steps: []resource.TestStep{
			{
				Config: acctest.Provider("") + `data "multicloud_replication_locations" "test" {
  cloud  = "alibaba"
  region = "cn-hangzhou"
}`,
				ExpectError: regexp.MustCompile("Bucket Missing"),
			},
			{
				Config: acctest.Provider("") + `data "multicloud_replication_locations" "test" {
  cloud  = "alibaba"
  bucket = "orders-hz"
  region = "cn-hangzhou"
}` + output("own", "cn-hangzhou") + output("inland", "cn-beijing") + output("abroad", "us-west-1"),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("source"), knownvalue.StringExact("api")),
					statecheck.ExpectKnownOutputValue("own", location("cn-hangzhou", "same_region", "unsupported", false)),
					statecheck.ExpectKnownOutputValue("inland", location("cn-beijing", "cross_region", "optional", true)),
					statecheck.ExpectKnownOutputValue("abroad", location("us-west-1", "cross_region", "required", false)),
				},
			},
		},
	})
}

func location(region, scope, acceleration string, timeControl bool) knownvalue.Check {
	return knownvalue.ObjectExact(map[string]knownvalue.Check{
		"region": knownvalue.StringExact(region), "scope": knownvalue.StringExact(scope),
		"transfer_acceleration": knownvalue.StringExact(acceleration), "replication_time_control": knownvalue.Bool(timeControl),
		"project_id": knownvalue.Null(),
	})
}
