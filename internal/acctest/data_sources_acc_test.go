package acctest_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAccExamplesOfDataSources plans and applies every example of the data sources that list, on the clouds of the guides.
func TestAccExamplesOfDataSources(t *testing.T) {
	t.Parallel()
	// What an output must say, so that no example goes by without an answer.
	told := map[string]string{
		"replication_rules/data-source.tf":        `"alibaba/cn-hangzhou/archive-hz/made-by-hand":"archive-bj"`,
		"replication_rules/alibaba-account.tf":    `"archive-hz":["archive-bj"]`,
		"replication_rules/data-source-import.tf": `"import":1`,
		"replication_rules/tencent.tf":            `"thumbnails":1`,
		"replication_rules/ucloud.tf":             `"in_a_pair"`,
		"replication_progress/data-source.tf":     `"healthy: Everything that was written until `,
		"replication_locations/data-source.tf":    `"cn-beijing"`,
		"replication_locations/huawei.tf":         `"cn-east-3":"`,
		"replication_locations/tencent.tf":        `"ap-shanghai"`,
		"replication_locations/ucloud.tf":         `"cn-sh2"`,
	}
	for source, pattern := range map[string]string{
		"replication_rules": "*.tf", "replication_locations": "*.tf", "replication_progress": "data-source.tf", // others go by the time
	} {
		dir := filepath.Join(examples, "data-sources/multicloud_"+source)
		for _, file := range names(t, dir, pattern) {
			name := source + "/" + file
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				want, ok := told[name]
				if !ok {
					t.Fatalf("nobody has said what %s tells", name)
				}
				cli, sim := guideCLI(t)
				sim.Clock().Advance(time.Hour) // the rules have done their first copy
				cli.Write(read(t, filepath.Join(dir, file)))
				if _, planned := cli.Plan(); len(planned.Diagnostics()) != 0 {
					t.Errorf("the plan says\n%s", planned.All())
				}
				if applied := cli.Apply(); !strings.Contains(applied.Stdout, want) {
					t.Errorf("the apply does not tell %s\n%s", want, applied.Stdout)
				}
				noChanges(t, cli)
			})
		}
	}
}
