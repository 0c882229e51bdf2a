package acctest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// Signal sends a signal to a CLI that Start has started and to its provider, as a terminal does.
func Signal(t *testing.T, process *os.Process, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(-process.Pid, signal); err != nil {
		t.Fatalf("send %v to the CLI and its provider: %v", signal, err)
	}
}

// Shell runs a line that a message told the user to type: `terraform` in it is the CLI of this directory.
func (c *CLI) Shell(line string) Result {
	c.t.Helper()
	cmd, out, errout := c.command(nil)
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `terraform() { "$CLI" "$@"; }; ` + line}
	cmd.Env = append(cmd.Env, "CLI="+c.binary)
	return c.result(cmd.Run(), out, errout)
}

// Resource is a resource of the state; nil if the state does not hold it.
func (c *CLI) Resource(address string) *tfjson.StateResource {
	c.t.Helper()
	state := c.State()
	if state.Values == nil {
		return nil
	}
	for _, r := range state.Values.RootModule.Resources {
		if r.Address == address {
			return r
		}
	}
	return nil
}

// Files are the contents of all files in the directory, by name, plugins and lock files left out.
func (c *CLI) Files() map[string][]byte {
	c.t.Helper()
	files := map[string][]byte{}
	entries, err := os.ReadDir(c.Dir)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		content, err := os.ReadFile(filepath.Join(c.Dir, entry.Name()))
		if err != nil {
			c.t.Fatal(err)
		}
		files[entry.Name()] = content
	}
	return files
}

// Arm arms a fault of the simulated clouds.
func Arm(t *testing.T, sim *cloudsim.Simulator, fault cloudsim.Fault) {
	t.Helper()
	if err := sim.Faults().Add(fault); err != nil {
		t.Fatal(err)
	}
}

// Held waits until the fault holds a request, a minute at most.
func Held(t *testing.T, sim *cloudsim.Simulator, fault string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := sim.Faults().WaitHeld(ctx, fault, 1); err != nil {
		t.Fatalf("no request reached the fault %s: %v", fault, err)
	}
}

// Deny takes permissions away from the key of Provider; none gives all back.
func Deny(t *testing.T, sim *cloudsim.Simulator, permissions ...string) {
	t.Helper()
	key, ok := sim.Access().Find("alibaba", cloudsim.DefaultAlibabaKeyID)
	if !ok {
		t.Fatal("the simulated clouds have lost their key")
	}
	key.Deny = permissions
	sim.Access().Put(key)
}

// Texts are the diagnostics of a severity, each as one line.
func (r Result) Texts(severity string) []string {
	var texts []string
	for _, d := range r.Diagnostics() {
		if d.Severity == severity {
			texts = append(texts, d.Text())
		}
	}
	return texts
}

// One fails the test unless exactly one diagnostic of the severity was told, and it holds all the texts.
func (r Result) One(severity string, texts ...string) Result {
	r.t.Helper()
	found := r.Texts(severity)
	if len(found) != 1 {
		r.t.Errorf("%d of severity %s, want one\n%s", len(found), severity, r.All())
		return r
	}
	for _, text := range texts {
		if !strings.Contains(found[0], text) {
			r.t.Errorf("%q does not say %q", found[0], text)
		}
	}
	return r
}

// ownGroup puts the process into a process group of its own, so that Signal reaches its children and nobody else.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
