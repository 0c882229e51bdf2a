package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// machine describes in words what was measured on, and with which CLI.
func machine(ctx context.Context, cli string) (string, error) {
	cmd := exec.CommandContext(ctx, cli, "version", "-json")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "CHECKPOINT_DISABLE=1"}
	output, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("ask the CLI for its version: %w", err)
	}
	var about struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(output, &about); err != nil {
		return "", fmt.Errorf("read the CLI's version: %w", err)
	}
	name := "Terraform"
	plain, err := exec.CommandContext(ctx, cli, "version").Output()
	if err == nil && strings.Contains(string(plain), "OpenTofu") {
		name = "OpenTofu"
	}
	return fmt.Sprintf("%s %s, %s, %s/%s, %d cores%s", name, about.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.NumCPU(), processor()), nil
}

// processor is the model of the processor, in brackets; empty where /proc does not tell.
func processor() string {
	about, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(about)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return " (" + strings.TrimSpace(value) + ")"
		}
	}
	return ""
}
