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

var (
	shellBlock  = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")
	outputBlock = regexp.MustCompile("(?ms)^```text\n(.*?)^```$")
	drawn       = regexp.MustCompile(`\x1b\[[0-9;]*m|[╷│╵]`)
)

// TestAccGettingStarted follows the guide word for word, but for the two ports, which may be taken here, and wants what the guide
// shows to be printed, in that order.
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
	page := read(t, filepath.Join(top, "docs/guides/getting-started.md"))
	for _, block := range shellBlock.FindAllStringSubmatch(page, -1) {
		script.WriteString(block[1])
	}
	text := strings.ReplaceAll(script.String(), "18080", freePort(t))
	text = strings.ReplaceAll(text, "18081", freePort(t))

	temp, bin := t.TempDir(), t.TempDir()
	if err := os.Symlink(acctest.Terraform(t), filepath.Join(bin, "terraform")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "bash", "-c", text)
	var output bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.WaitDelay = top, &output, &output, 10*time.Second
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "TMPDIR="+temp, "CHECKPOINT_DISABLE=1", "NO_COLOR=1")
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &output)
	}
	rest, shown := folded(output.String()), 0
	for _, block := range outputBlock.FindAllStringSubmatch(page, -1) {
		for part := range strings.SplitSeq(block[1], "…") {
			_, after, found := strings.Cut(rest, folded(part))
			if !found {
				t.Fatalf("the guide shows %q, which does not come there:\n%s", part, &output)
			}
			rest = after
			shown++
		}
	}
	if shown < 20 {
		t.Errorf("the guide shows %d outputs only: does the test still see them?", shown)
	}
	if left, err := filepath.Glob(filepath.Join(temp, "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, error %v", left, err)
	}
}

// folded is a text without the colours and frames that the CLI draws, and with all white space alike.
func folded(text string) string {
	return strings.Join(strings.Fields(drawn.ReplaceAllString(text, "")), " ")
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
