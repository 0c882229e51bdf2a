package vaults_test

import (
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/cbr"
)

// constraintCase is a configuration that violates one constraint.
type constraintCase struct {
	id, name string
	setup    func(*testing.T, *cloudsim.Simulator)
	config   string
	severity string
	text, on string // a part of the message, and how the line of the configuration begins that it is about
}

// TestAccConstraints takes every constraint of vaults through the real CLI: it refuses or warns, on the right attribute, with its
// id; `checks` lowers it and switches it off; and what is refused makes no write.
func TestAccConstraints(t *testing.T) {
	t.Parallel()
	for _, test := range constraintCases() {
		t.Run(test.id+" "+test.name, func(t *testing.T) {
			t.Parallel()
			sim := acctest.VaultSim(t, cbr.Options{})
			vaultsOf(t, sim)
			if test.setup != nil {
				test.setup(t, sim)
			}
			cli := acctest.NewCLI(t, sim)
			run := func(arguments string) acctest.Result {
				cli.Write(provider(arguments) + test.config)
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
			if test.severity == "error" {
				result = run(`checks = { ` + test.id + ` = "warn" }`)
				if len(result.Find("error", tag)) != 0 || len(result.Find("warning", tag)) == 0 {
					t.Errorf("warn: want a warning only, got\n%s", result.All())
				}
			}
			// Validation, of which every plan begins with one, does not see `checks`: the environment reaches both.
			cli.Env = append(cli.Env, "MULTICLOUD_CHECKS="+test.id+"=off")
			if result = run(""); len(result.Find("", tag)) != 0 {
				t.Errorf("off: still said\n%s", result.All())
			}
			for _, request := range sim.Requests() {
				if request.Method != "GET" {
					t.Errorf("a plan made the request %s %s", request.Method, request.Path)
				}
			}
		})
	}
}

func constraintCases() []constraintCase {
	var cases []constraintCase
	for _, more := range [][]constraintCase{sourceCases(), encryptionCases(), destinationCases(), policyCases()} {
		cases = append(cases, more...)
	}
	return cases
}
