package replicationrule_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

// TestAccConstraints takes every constraint of the catalogue that one plan can violate through the real CLI: it refuses or
// warns, on the right attribute, with its id; `checks` lowers it and switches it off; and offline makes no request.
func TestAccConstraints(t *testing.T) {
	t.Parallel()
	for _, test := range constraintCases() {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			t.Parallel()
			sim := fastBuckets(t)
			if test.setup != nil {
				test.setup(t, sim)
			}
			cli := acctest.NewCLI(t, sim)
			run := func(arguments string) acctest.Result {
				cli.Write(acctest.Provider(arguments) + test.config)
				return cli.Run("plan", "-json")
			}
			tag := "(" + test.id + ")"

			result := run("")
			found := result.Find(test.severity, tag)
			if len(found) == 0 || !strings.Contains(found[0].Text(), test.text) || !strings.HasPrefix(found[0].Code(), test.on) {
				t.Errorf("want %s %s with %q on %q, got\n%s", test.severity, tag, test.text, test.on, result.All())
			}
			if refused := result.Exit != 0; refused != (test.severity == "error") {
				t.Errorf("exit code %d\n%s", result.Exit, result.All())
			}
			if result = run(`checks = { ` + test.id + ` = "off" }`); len(result.Find("", tag)) != 0 {
				t.Errorf("off: still said\n%s", result.All())
			}
			if test.severity == "error" {
				result = run(`checks = { ` + test.id + ` = "warn" }`)
				if len(result.Find("error", tag)) != 0 || len(result.Find("warning", tag)) == 0 {
					t.Errorf("warn: want a warning only, got\n%s", result.All())
				}
			}
			sim.ResetCounts()
			result = run(`preflight = "offline"`)
			if requests := sim.Requests(); len(requests) != 0 {
				t.Errorf("offline: %d requests, the first %+v", len(requests), requests[0])
			}
			if said := len(result.Find("", tag)) != 0; said == test.live {
				t.Errorf("offline: said %v, want %v\n%s", said, !test.live, result.All())
			}
		})
	}
}
