package acctest_test

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/acctest"
)

var shellBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// TestAccGettingStarted follows the guide word for word, but for the two ports, which may be taken here.
func TestAccGettingStarted(t *testing.T) {
	t.Parallel()
	acctest.Sim(t) // skips without TF_ACC
	for _, program := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("the guide needs %s", program)
		}
	}
	var script strings.Builder
	script.WriteString("set -euo pipefail\ntrap '[ -z \"${cloudsim:-}\" ] || kill \"$cloudsim\" 2>/dev/null || true' EXIT\n")
	for _, block := range shellBlock.FindAllStringSubmatch(read(t, "../../templates/guides/getting-started.md"), -1) {
		script.WriteString(block[1])
	}
	text := strings.ReplaceAll(script.String(), "18080", freePort(t))
	text = strings.ReplaceAll(text, "18081", freePort(t))

	temp, bin := t.TempDir(), t.TempDir()
	if err := os.Symlink(terraformCLI(t), filepath.Join(bin, "terraform")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "bash", "-c", text)
	var output bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = "../..", &output, &output, 10*time.Second
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "TMPDIR="+temp, "CHECKPOINT_DISABLE=1", "NO_COLOR=1")
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &output)
	}
	rest := strings.Join(strings.Fields(output.String()), " ")
	for _, told := range []string{
		"Both buckets must be versioned, or neither (A2)", "refused, and nothing was touched",
		"1 added, 0 changed, 0 destroyed.", `"key":"invoices/`,
		"1 to add, 0 to change, 0 to destroy.", "1 added, 0 changed, 0 destroyed.",
		"1 destroyed.", `"replica":true`,
	} {
		_, after, found := strings.Cut(rest, told)
		if !found {
			t.Fatalf("the guide does not lead to %q:\n%s", told, &output)
		}
		rest = after
	}
	if left, err := filepath.Glob(filepath.Join(temp, "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, error %v", left, err)
	}
}

// freePort is a port of this machine that was free a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// terraformCLI is the path of the CLI that tests run.
func terraformCLI(t *testing.T) string {
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
