package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

// patience is how long the CLI may take to stop after it was interrupted.
const patience = 20 * time.Second

// workspace is a configuration with its state, and the provider that it runs with.
type workspace struct {
	cli, dir string
	env      []string
}

// cost is what one run of the CLI cost.
type cost struct {
	took, cpu time.Duration // cpu is that of the CLI and of its providers
	resident  int64         // bytes, the most that a provider had; 0 if unknown
	requests  int           // that reached the simulated clouds
}

// newWorkspace writes a configuration and settings that take the provider from the directory of its binary.
func newWorkspace(cli, dir, binary, config string, env ...string) (*workspace, error) {
	w := &workspace{cli: cli, dir: filepath.Join(dir, "root")}
	home, settings := filepath.Join(dir, "home"), filepath.Join(dir, "terraformrc")
	for _, d := range []string{w.dir, home} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			return nil, err
		}
	}
	overrides := fmt.Sprintf("provider_installation {\n  dev_overrides { %q = %q }\n  direct {}\n}\n", provider.Address, filepath.Dir(binary))
	if err := os.WriteFile(settings, []byte(overrides), 0o600); err != nil {
		return nil, err
	}
	// Nothing but PATH is inherited: no credential, proxy or setting of the caller gets through.
	w.env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + dir, "TF_CLI_CONFIG_FILE=" + settings,
		"CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0",
	}, env...)
	return w, os.WriteFile(filepath.Join(w.dir, "main.tf"), []byte(config), 0o600)
}

// run runs the CLI, which must succeed.
func (w *workspace) run(ctx context.Context, arguments ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, w.cli, arguments...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = patience
	var output bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = w.dir, w.env, &output, &output
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	watch, stop := context.WithCancel(ctx)
	highest := watchChildren(watch, cmd.Process.Pid)
	err := cmd.Wait()
	took := time.Since(begin)
	stop()
	c := cost{took: took, resident: <-highest}
	if err != nil {
		return c, fmt.Errorf("%s %v: %w\n%s", filepath.Base(w.cli), arguments, err, &output)
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return c, nil
}
