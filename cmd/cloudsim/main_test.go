package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim"
)

// TestMain is the command itself when a test starts this binary so.
func TestMain(m *testing.M) {
	if os.Getenv("CLOUDSIM_AS_COMMAND") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// command starts this binary as cloudsim, without anything that the environment holds.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], args...)
	c.Env = []string{"CLOUDSIM_AS_COMMAND=1", "TMPDIR=" + t.TempDir()}
	return c
}

// startServe starts "cloudsim serve" and waits until it is ready.
func startServe(t *testing.T, args ...string) (*exec.Cmd, ready) {
	t.Helper()
	c := command(t, append([]string{"serve"}, args...)...)
	c.Stderr = t.Output()
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var r ready
	if err := json.Unmarshal(line, &r); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	return c, r
}

func request(t *testing.T, method, url, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: status %d, body %s, error %v", method, url, response.StatusCode, text, err)
	}
	return string(text)
}

func TestServeKeepsStateBetweenRuns(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	seed, state := filepath.Join(dir, "seed.yaml"), filepath.Join(dir, "state.json")
	const text = `
accounts: [{cloud: alibaba, id: "1", keys: [{id: k, secret: s}]}]
oss: {buckets: [{name: kept-bucket, region: cn-hangzhou}]}
`
	if err := os.WriteFile(seed, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		c, r := startServe(t, "--seed", seed, "--state", state, "--ca-dir", dir, "--speed", "0")
		if r.CAFile != filepath.Join(dir, "cloudsim-ca.pem") || r.Provider["ca_bundle_file"] != r.CAFile || r.Env["HTTPS_PROXY"] != r.Proxy {
			t.Errorf("ready: %+v", r)
		}
		if signal == syscall.SIGTERM {
			request(t, http.MethodPost, r.Control+"/oss/objects", `{"bucket":"kept-bucket","key":"k","content":"kept"}`)
		}
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := c.Wait(); err != nil {
			t.Fatalf("after %v: %v", signal, err)
		}
	}
	_, r := startServe(t, "--state", state)
	if object := request(t, http.MethodGet, r.Control+"/oss/objects?bucket=kept-bucket&key=k", ""); !strings.Contains(object, `"content":"kept"`) {
		t.Errorf("object: %s", object)
	}
}

func TestServeRemovesItsTemporaryCA(t *testing.T) {
	t.Parallel()
	c, r := startServe(t)
	if _, err := os.Stat(r.CAFile); err != nil {
		t.Fatal(err)
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(r.CAFile); !os.IsNotExist(err) {
		t.Errorf("the CA's certificate is still there: %v", err)
	}
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	missing := filepath.Join(t.TempDir(), "missing", "file")
	for _, c := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{nil, 2, "", "unknown command"},
		{[]string{"help"}, 0, "cloudsim serve [flags]", ""},
		{[]string{"version"}, 0, "cloudsim dev", ""},
		{[]string{"serve", "--help"}, 0, "-ca-dir", ""},
		{[]string{"serve", "--nonsense"}, 2, "", "-nonsense"},
		{[]string{"serve", "extra"}, 2, "", "flags only"},
		{[]string{"serve", "--speed", "-1"}, 2, "", "not negative"},
		{[]string{"serve", "--seed", missing}, 1, "", missing},
		{[]string{"serve", "--state", missing}, 1, "", missing},
		{[]string{"serve", "--proxy", "0.0.0.0:0"}, 1, "", "loopback"},
		{[]string{"serve"}, 0, `"proxy":"http://127.0.0.1:`, ""},
	} {
		var stdout, stderr bytes.Buffer
		code := run(cancelled, c.args, &stdout, &stderr)
		if code != c.code || !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) || (c.stderr == "") != (stderr.Len() == 0) {
			t.Errorf("%v: code %d, stdout %q, stderr %q", c.args, code, stdout.String(), stderr.String())
		}
	}
}

// The seed file and the keys that the README shows are real.
func TestReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range cloudsim.DefaultKeys() {
		if !strings.Contains(string(readme), "| "+key.Account+" | `"+key.ID+"` | `"+key.Secret+"` |") {
			t.Errorf("the README does not show the key %s", key.ID)
		}
	}
	_, after, _ := strings.Cut(string(readme), "```yaml\n")
	seed, _, found := strings.Cut(after, "```")
	if !found {
		t.Fatal("the README has no seed file")
	}
	simulator := cloudsim.New(cloudsim.Options{NoDefaultKeys: true})
	if err := simulator.LoadSeed("README.md", []byte(seed)); err != nil {
		t.Error(err)
	}
	if n := len(simulator.OSS().Objects("orders-hz")); n != 101 {
		t.Errorf("%d objects", n)
	}
}
