package replicationrule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestAccConstraints takes every constraint of the catalogue that one plan can violate through the real CLI: it refuses or
// warns, on the right attribute, with its id; and `checks` lowers it and switches it off.
func TestAccConstraints(t *testing.T) {
	t.Parallel()
	for _, test := range constraintCases() {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, fastBuckets(t), acctest.Provider)
		})
	}
}

// run takes the case through the real CLI, with a provider block that takes more arguments.
func (c constraintCase) run(t *testing.T, sim *cloudsim.Simulator, provider func(string) string) {
	t.Helper()
	if c.setup != nil {
		c.setup(t, sim)
	}
	cli := acctest.NewCLI(t, sim)
	run := func(arguments string) acctest.Result {
		cli.Write(provider(arguments) + c.config)
		return cli.Run("plan", "-json")
	}
	tag := "(" + c.id + ")"

	result := run("")
	found := result.Find(c.severity, tag)
	if len(found) == 0 || !strings.Contains(found[0].Text(), c.text) || !strings.HasPrefix(found[0].Code(), c.on) {
		t.Errorf("want %s %s with %q on %q, got\n%s", c.severity, tag, c.text, c.on, result.All())
	}
	if refused := result.Exit != 0; refused != (c.severity == "error") {
		t.Errorf("exit code %d\n%s", result.Exit, result.All())
	}
	if c.severity == "error" {
		result = run(`checks = { ` + c.id + ` = "warn" }`)
		if len(result.Find("error", tag)) != 0 || len(result.Find("warning", tag)) == 0 {
			t.Errorf("warn: want a warning only, got\n%s", result.All())
		}
	}
	// Validation, of which every plan begins with one, does not see `checks`: the environment reaches both.
	cli.Env = append(cli.Env, "MULTICLOUD_CHECKS="+c.id+"=off")
	if result = run(""); len(result.Find("", tag)) != 0 {
		t.Errorf("off: still said\n%s", result.All())
	}
}

// TestAccConstraintsOffline plans what violates many constraints at once, without a request, and hears of those that
// need none.
func TestAccConstraintsOffline(t *testing.T) {
	t.Parallel()
	constraintsOffline(t, constraintCases(), acctest.Provider)
}

func constraintsOffline(t *testing.T, cases []constraintCase, provider func(string) string) {
	t.Helper()
	sim := acctest.FastSim(t)
	cli := acctest.NewCLI(t, sim)
	config, want := "", map[string]string{}
	for i, test := range cases {
		if test.live {
			continue
		}
		want["("+test.id+")"] = test.severity
		for _, name := range []string{"test", "a", "next", "other"} {
			test.config = strings.ReplaceAll(test.config, `"multicloud_replication_rule" "`+name+`"`,
				fmt.Sprintf(`"multicloud_replication_rule" "%s%d"`, name, i))
		}
		config += test.config
	}
	cli.Write(provider(`preflight = "offline"`) + config)
	result := cli.Run("plan", "-json").Fail()
	for tag, severity := range want {
		if tag == "(A4)" {
			severity = "warning" // by the built-in table; the bucket's own answer would be an error
		}
		if len(result.Find(severity, tag)) == 0 {
			t.Errorf("want %s %s", severity, tag)
		}
	}
	if requests := sim.Requests(); len(requests) != 0 {
		t.Errorf("%d requests, the first %+v", len(requests), requests[0])
	}
}
