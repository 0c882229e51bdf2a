package acctest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

var build struct {
	once sync.Once
	dir  string
	err  error
}

// builtProvider is a directory with the provider's binary, built once for each test binary.
func builtProvider(t *testing.T) string {
	t.Helper()
	build.once.Do(func() {
		root, err := moduleRoot()
		if err != nil {
			build.err = err
			return
		}
		// One place for all test binaries: the go command builds only what has changed.
		build.dir = filepath.Join(root, ".cache", "acctest")
		binary := filepath.Join(build.dir, "terraform-provider-multicloud")
		fresh := binary + "." + strconv.Itoa(os.Getpid())
		out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "go", "build", "-o", fresh, root).CombinedOutput()
		if err != nil {
			build.err = fmt.Errorf("%w: %s", err, out)
			return
		}
		// Another test binary may be running the one that is there.
		build.err = os.Rename(fresh, binary)
	})
	if build.err != nil {
		t.Fatalf("build the provider: %v", build.err)
	}
	return build.dir
}

func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", os.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
}

// Terraform is the path of the CLI that the tests run.
func Terraform(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path
	}
	path, err := exec.LookPath("terraform")
	if err != nil {
		t.Fatal("no terraform on PATH, and TF_ACC_TERRAFORM_PATH is not set: `make test` finds or builds one")
	}
	return path
}
