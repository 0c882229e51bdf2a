package replicationprogress_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/oss"
)

// What cannot be read is a state of its own: in an incident, a plan goes on.
func TestAccUnreadable(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	addRule(t, sim, oss.Rule{ID: "r", Location: "oss-cn-beijing"})
	sim.Clock().Advance(time.Hour)
	acctest.Deny(t, sim, "oss:GetBucketReplicationProgress")
	look(t, sim, of(rule), expect{state: "unknown", rpo: "unknown", reason: "oss:GetBucketReplicationProgress on "})
	acctest.Deny(t, sim)

	// Each permission of the closer look.
	sim.OSS().SetStalled("orders-hz", "orders-bj", true)
	put(t, sim, "late", 1)
	sim.Clock().Advance(time.Hour)
	for permission, says := range map[string]string{
		"oss:GetBucketReplication":  "The rules cannot be read",
		"oss:ListObjects orders-hz": "The source objects cannot be listed",
		"oss:ListObjects orders-bj": "The destination cannot be looked into",
	} {
		acctest.Deny(t, sim, permission)
		look(t, sim, of(rule), expect{state: "unknown", rpo: "unknown", reason: says})
	}
	acctest.Deny(t, sim, "oss:GetBucketInfo") // the reason is not found out then, but the lag is
	look(t, sim, of(rule), expect{state: "lagging", rpo: "missed", reason: "late-00000", lag: 3600})
	acctest.Deny(t, sim)
	acctest.Arm(t, sim, cloudsim.Fault{Name: "down", Kind: cloudsim.KindStatus, Service: "oss", Host: "*cn-hangzhou*", Status: 503, Code: "ServiceUnavailable"})
	look(t, sim, of(rule), expect{state: "unknown", rpo: "unknown", reason: "ServiceUnavailable"})
}

// Without the documented request for all rules at once, they are asked for one by one.
func TestAccEndpointThatTellsOfSingleRulesOnly(t *testing.T) {
	t.Parallel()
	sim := pair(t, 0)
	addRule(t, sim, oss.Rule{ID: "r"})
	sim.Clock().Advance(time.Hour)
	acctest.Arm(t, sim, cloudsim.Fault{Name: "one", Kind: cloudsim.KindStatus, Service: "oss", Operation: "GetBucketReplicationProgress", Status: 400, Code: "MissingArgument", Count: 1})
	look(t, sim, of(rule), expect{state: "healthy", rpo: "met", reason: "is replicated", lag: 0})
}

func TestAccArguments(t *testing.T) {
	t.Parallel()
	sim := acctest.Sim(t)
	var steps []resource.TestStep
	for _, test := range []struct{ config, want string }{
		{`cloud = "nimbus"`, `value must be one of`},
		{`cloud = "alibaba"`, "`bucket` is needed"},
		{"cloud = \"alibaba\"\nbucket = \"b\"", "`region` is needed"},
		{"cloud = \"huawei\"", "either `vault_id` or `backup_id`"},
		{"cloud = \"huawei\"\nvault_id = \"v\"\nbackup_id = \"b\"", "either `vault_id` or `backup_id`"},
		{"cloud = \"huawei\"\nvault_id = \"v\"\nbucket = \"b\"", "`bucket` has no meaning"},
		{"cloud = \"alibaba\"\nbucket = \"b\"\nregion = \"cn-hangzhou\"\nvault_id = \"v\"", "`vault_id` has no meaning"},
		{"cloud = \"alibaba\"\nbucket = \"b\"\nregion = \"cn-hangzhou\"\nproject_id = \"v\"", "`project_id` has no meaning"},
		{"cloud = \"alibaba\"\nbucket = \"b\"\nregion = \"cn-hangzhou\"\nrpo = \"soon\"", "is not a duration"},
		{"cloud = \"alibaba\"\nbucket = \"b\"\nregion = \"cn-hangzhou\"\nsample_objects = 0", "between 1 and 200"},
		{"cloud = \"alibaba\"\nbucket = \"NO/NAME\"\nregion = \"cn-hangzhou\"", "Replication Progress Not Read"},
	} {
		steps = append(steps, resource.TestStep{
			Config:      acctest.Provider("") + "data \"multicloud_replication_progress\" \"test\" {\n" + test.config + "\n}\n",
			ExpectError: regexp.MustCompile(regexp.QuoteMeta(test.want)),
		})
	}
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: acctest.Factories(sim), Steps: steps})
}
