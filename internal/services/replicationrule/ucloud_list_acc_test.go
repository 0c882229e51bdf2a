package replicationrule_test

import (
	"fmt"
	"testing"
)

// TestAccUCloudRulesAreListed: the data source of all rules tells those of a project, whoever made them.
func TestAccUCloudRulesAreListed(t *testing.T) {
	t.Parallel()
	sim, cli := us3CLI(t)
	foreignUS3("orders-c", "orders-d")(t, sim)
	rule := us3Rule("first", "orders-a", "orders-b", "")
	cli.Write(us3Provider("") + rule)
	cli.Apply()
	cli.Write(us3Provider("") + rule + `
data "multicloud_replication_rules" "all" {
  cloud = "ucloud"
}

output "ends" {
  value = join(" ", sort([for r in data.multicloud_replication_rules.all.rules : "${r.source.bucket}>${r.destination.bucket}"]))
}
`)
	cli.Apply()
	if got := fmt.Sprint(cli.State().Values.Outputs["ends"].Value); got != "orders-a>orders-b orders-c>orders-d" {
		t.Errorf("the rules are %s", got)
	}
}
