package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// CLI is a working directory of the real Terraform CLI with the built provider, whose only way out is the proxy of
// the simulated clouds.
type CLI struct {
	t      *testing.T
	Dir    string
	Env    []string
	binary string
}

// NewCLI makes a working directory on the simulated clouds.
func NewCLI(t *testing.T, sim *cloudsim.Simulator) *CLI {
	t.Helper()
	needTerraform(t)
	server, err := sim.Serve(context.WithoutCancel(t.Context()), cloudsim.ServeOptions{})
	if err != nil {
		t.Fatalf("serve the simulated clouds: %v", err)
	}
	t.Cleanup(server.Close)
	home := t.TempDir()
	rc := filepath.Join(home, "terraform.rc")
	overrides := `provider_installation {
  dev_overrides { "registry.terraform.io/multicloud-replication/multicloud" = "` + builtProvider(t) + `" }
  direct {}
}`
	write(t, rc, overrides)
	return &CLI{t: t, Dir: t.TempDir(), binary: Terraform(t), Env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + os.TempDir(),
		"TF_CLI_CONFIG_FILE=" + rc, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0",
		"HTTPS_PROXY=" + server.ProxyURL, "HTTP_PROXY=" + server.ProxyURL, "MULTICLOUD_CA_BUNDLE_FILE=" + server.CAFile,
	}}
}

// Write replaces the configuration.
func (c *CLI) Write(config string) {
	c.t.Helper()
	write(c.t, filepath.Join(c.Dir, "main.tf"), `terraform {
  required_providers {
    multicloud = { source = "registry.terraform.io/multicloud-replication/multicloud" }
  }
}
`+config)
}

// Result is what a run of the CLI gave.
type Result struct {
	t              *testing.T
	Exit           int
	Stdout, Stderr string
}

// Run runs the CLI and returns whatever comes of it.
func (c *CLI) Run(arguments ...string) Result {
	c.t.Helper()
	cmd, out, errout := c.command(arguments)
	return c.result(cmd.Run(), out, errout)
}

// Start starts the CLI in a process group of its own; the function waits for its end. Signal interrupts it.
func (c *CLI) Start(arguments ...string) (*os.Process, func() Result) {
	c.t.Helper()
	cmd, out, errout := c.command(arguments)
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		c.t.Fatalf("start %s: %v", strings.Join(arguments, " "), err)
	}
	return cmd.Process, func() Result { c.t.Helper(); return c.result(cmd.Wait(), out, errout) }
}

func (c *CLI) command(arguments []string) (cmd *exec.Cmd, out, errout *bytes.Buffer) {
	cmd = exec.CommandContext(c.t.Context(), c.binary, arguments...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	out, errout = new(bytes.Buffer), new(bytes.Buffer)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.Dir, c.Env, out, errout
	return cmd, out, errout
}

func (c *CLI) result(err error, out, errout *bytes.Buffer) Result {
	c.t.Helper()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatalf("run terraform: %v", err)
	}
	result := Result{t: c.t, Stdout: out.String(), Stderr: errout.String()}
	if exit != nil {
		result.Exit = exit.ExitCode()
	}
	return result
}

// Apply applies the configuration, and fails the test if that fails.
func (c *CLI) Apply(arguments ...string) Result {
	c.t.Helper()
	return c.Run(append([]string{"apply", "-json", "-auto-approve"}, arguments...)...).Succeed()
}

// Plan plans into a file and returns it as JSON, with what was said meanwhile.
func (c *CLI) Plan(arguments ...string) (*tfjson.Plan, Result) {
	c.t.Helper()
	result := c.Run(append([]string{"plan", "-json", "-out=plan.bin"}, arguments...)...).Succeed()
	var plan tfjson.Plan
	if err := json.Unmarshal([]byte(c.Run("show", "-json", "plan.bin").Succeed().Stdout), &plan); err != nil {
		c.t.Fatalf("read the plan: %v", err)
	}
	return &plan, result
}

// State is the state as JSON.
func (c *CLI) State() *tfjson.State {
	c.t.Helper()
	var state tfjson.State
	if err := json.Unmarshal([]byte(c.Run("show", "-json").Succeed().Stdout), &state); err != nil {
		c.t.Fatalf("read the state: %v", err)
	}
	return &state
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
