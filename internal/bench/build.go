package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	module     = "github.com/multicloud-replication/terraform-provider-multicloud"
	binaryName = "terraform-provider-multicloud"
)

// binaries are the programs that are measured, each in a directory of its own.
type binaries struct {
	provider, null string // paths
	// size is that of the provider as a release has it, for linux/amd64, in bytes.
	size int64
}

func build(ctx context.Context, dir string) (binaries, error) {
	b := binaries{
		provider: filepath.Join(dir, "provider", binaryName),
		null:     filepath.Join(dir, "null", binaryName),
	}
	released := filepath.Join(dir, "release")
	for _, step := range []struct {
		path, pkg string
		env       []string
	}{
		{b.provider, module, nil},
		{b.null, module + "/internal/bench/nullprovider", nil},
		{released, module, []string{"GOOS=linux", "GOARCH=amd64"}},
	} {
		// As .goreleaser.yml builds it.
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", step.path, step.pkg)
		cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), step.env...)
		if output, err := cmd.CombinedOutput(); err != nil {
			return b, fmt.Errorf("build %s: %w\n%s", step.pkg, err, output)
		}
	}
	info, err := os.Stat(released)
	if err != nil {
		return b, err
	}
	b.size = info.Size()
	return b, nil
}
