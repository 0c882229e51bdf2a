package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/provider"
)

const (
	module  = "github.com/multicloud-replication/terraform-provider-multicloud"
	version = "0.1.0"
	// patience is how long a command may take to stop after it was interrupted.
	patience = 10 * time.Second
)

// terraform is the CLI in a working directory of its own.
type terraform struct {
	path, name string // name is what a user types
	dir        string // of the configuration
	mirror     string // of providers, the only place that they are installed from
	env        []string
}

func newTerraform(path, dir string, clouds *clouds) (*terraform, error) {
	tf := &terraform{path: path, name: "terraform", dir: filepath.Join(dir, "infrastructure"), mirror: filepath.Join(dir, "mirror")}
	if strings.HasPrefix(filepath.Base(path), "tofu") {
		tf.name = "tofu"
	}
	home, settings := filepath.Join(dir, "home"), filepath.Join(dir, "terraformrc")
	for _, d := range []string{tf.dir, home} {
		if err := os.Mkdir(d, 0o700); err != nil {
			return nil, err
		}
	}
	content := fmt.Sprintf("provider_installation {\n  filesystem_mirror { path = %q }\n}\n", tf.mirror)
	if err := os.WriteFile(settings, []byte(content), 0o600); err != nil {
		return nil, err
	}
	// Nothing but PATH is inherited: no credential, proxy or setting of the caller gets through.
	tf.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + dir,
		"TF_CLI_CONFIG_FILE=" + settings, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0",
	}
	for _, v := range clouds.environment() {
		tf.env = append(tf.env, v.name+"="+v.value)
	}
	return tf, nil
}

// build puts the provider into the mirror, where `terraform init` finds it as if it came from the registry.
func (tf *terraform) build(ctx context.Context) error {
	binary := filepath.Join(tf.mirror, filepath.FromSlash(provider.Address), version, runtime.GOOS+"_"+runtime.GOARCH,
		"terraform-provider-multicloud_v"+version)
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-ldflags", "-X main.version="+version, "-o", binary, module)
	// All modules are here, since this program needs the same ones.
	cmd.Env = append(os.Environ(), "GOPROXY=off", "TMPDIR="+filepath.Dir(tf.mirror))
	output, err := runGroup(cmd)
	if err != nil {
		return fmt.Errorf("build the provider: %w\n%s", err, output)
	}
	return nil
}

// result is what a run of the CLI gave: its exit code, and its output as a user sees it.
type result struct {
	exit   int
	output string
}

func (tf *terraform) run(ctx context.Context, arguments ...string) (result, error) {
	cmd := exec.CommandContext(ctx, tf.path, arguments...)
	cmd.Dir, cmd.Env = tf.dir, tf.env
	output, err := runGroup(cmd)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return result{}, ctx.Err()
	case errors.As(err, &exit):
		return result{exit: exit.ExitCode(), output: output}, nil
	default:
		return result{output: output}, err
	}
}

// runGroup runs a command to its end and leaves none of its children behind.
func runGroup(cmd *exec.Cmd) (string, error) {
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &output, &output, patience
	ownGroup(cmd)
	err := cmd.Run()
	endGroup(cmd)
	return output.String(), err
}
