package huawei

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const root = "../../../.." // of the repository, with the module of the simulator

// served is a running "cloudsim serve".
type served struct {
	Proxy   string `json:"proxy"`
	HTTP    string `json:"http"`
	Control string `json:"control"`
	CAFile  string `json:"ca_file"`
}

// serve builds and starts the simulator with a seed, and ends it with the test.
func serve(t *testing.T, seed string) served {
	t.Helper()
	dir := t.TempDir()
	binary, file := filepath.Join(dir, "cloudsim"), filepath.Join(dir, "seed.yaml")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "./cmd/cloudsim")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building cloudsim: %v\n%s", err, out)
	}
	if err := os.WriteFile(file, []byte(seed), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	run := exec.CommandContext(ctx, binary, "serve", "--seed", file, "--speed", "0", "--ca-dir", dir)
	run.Cancel = func() error { return run.Process.Signal(os.Interrupt) }
	run.WaitDelay, run.Stderr = 10*time.Second, os.Stderr
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = run.Wait() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	var s served
	if err == nil {
		err = json.Unmarshal(line, &s)
	}
	if err != nil {
		t.Fatalf("cloudsim serve said %q: %v", line, err)
	}
	return s
}

// transport goes through the proxy, to the clouds' real host names.
func (s served) transport(t *testing.T) *http.Transport {
	t.Helper()
	pem, err := os.ReadFile(s.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	proxy, err := url.Parse(s.Proxy)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
}

// control posts to the control port.
func (s served) control(t *testing.T, path, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.Control+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Transport: &http.Transport{}}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, response.Status)
	}
}
