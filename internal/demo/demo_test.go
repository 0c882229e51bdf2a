package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// asDemo makes this test binary the demo itself, so that a test can run it as a process of its own.
const asDemo = "MULTICLOUD_TEST_RUN_DEMO"

func TestMain(m *testing.M) {
	if os.Getenv(asDemo) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is the demo as a process, in an environment that is as bad as can be.
type process struct {
	*exec.Cmd
	stdout, stderr bytes.Buffer
	temp           string
}

func newProcess(t *testing.T, cli string, environment ...string) *process {
	t.Helper()
	p := &process{temp: t.TempDir()}
	p.Cmd = exec.CommandContext(t.Context(), os.Args[0], "-cli", cli)
	p.Env = append(os.Environ(), asDemo+"=1", "TMPDIR="+p.temp)
	p.Env = append(p.Env, environment...)
	p.Stdout, p.Stderr, p.WaitDelay = &p.stdout, &p.stderr, 30*time.Second
	return p
}

// exit waits for the exit code, and expects that nothing is left behind.
func (p *process) exit(t *testing.T) int {
	t.Helper()
	var exit *exec.ExitError
	if err := p.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	left, err := os.ReadDir(p.temp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, error %v", left, err)
	}
	return p.ProcessState.ExitCode()
}

// trap is a listener that nothing may ever connect to, and how often something did.
func trap(t *testing.T) (address string, contacts *atomic.Int64) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	contacts = new(atomic.Int64)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			contacts.Add(1)
			_ = connection.Close()
		}
	}()
	return listener.Addr().String(), contacts
}

func terraformCLI(t *testing.T) string {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests run with TF_ACC=1, as `make test` does")
	}
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path
	}
	path, err := exec.LookPath("terraform")
	if err != nil {
		t.Fatal("no terraform on PATH, and TF_ACC_TERRAFORM_PATH is not set: `make test` finds or builds one")
	}
	return path
}

// TestAccDemo runs the whole demo, twice, with everything in the environment that could lead it to a real cloud.
func TestAccDemo(t *testing.T) {
	t.Parallel()
	cli := terraformCLI(t)
	address, contacts := trap(t)
	proxy, home := "http://"+address, t.TempDir()
	profile := `{"current":"default","profiles":[{"name":"default","mode":"AK","access_key_id":"LTAIplanted","access_key_secret":"planted-secret","region_id":"cn-hangzhou"}]}`
	for name, content := range map[string]string{
		".terraformrc":        "this is no configuration",
		".aliyun/config.json": profile,
	} {
		file := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	goEnv := goEnvironment(t)
	for range 2 {
		p := newProcess(t, cli, append(goEnv, "HOME="+home,
			"HTTPS_PROXY="+proxy, "HTTP_PROXY="+proxy, "ALL_PROXY="+proxy, "https_proxy="+proxy, "http_proxy="+proxy,
			"NO_PROXY=.aliyuncs.com,*", "no_proxy=.aliyuncs.com,*",
			"ALICLOUD_ACCESS_KEY=LTAIplanted", "ALICLOUD_SECRET_KEY=planted-secret", "ALICLOUD_PROFILE=default",
			"ALIBABA_CLOUD_ACCESS_KEY_ID=LTAIplanted", "ALIBABA_CLOUD_ACCESS_KEY_SECRET=planted-secret",
			"ALICLOUD_CREDENTIALS_URI="+proxy, "ALIBABA_CLOUD_CREDENTIALS_URI="+proxy, "ALIBABA_CLOUD_ECS_METADATA=planted",
			"MULTICLOUD_CHECKS=A2=off", "MULTICLOUD_PREFLIGHT=offline", "MULTICLOUD_CA_BUNDLE_FILE=/nowhere.pem",
			"TF_CLI_CONFIG_FILE=/nowhere.rc", "TF_CLI_ARGS=-planted", "TF_LOG=TRACE", "TF_DATA_DIR=/nowhere", "TF_WORKSPACE=planted",
		)...)
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		if code := p.exit(t); code != 0 {
			t.Fatalf("exit code %d\n%s\n%s", code, &p.stdout, &p.stderr)
		}
		told(t, p.stdout.String())
		if said := p.stderr.String(); said != "" {
			t.Errorf("standard error: %s", said)
		}
	}
	if n := contacts.Load(); n > 0 {
		t.Errorf("the proxy of the caller's environment was contacted %d times", n)
	}
}

// goEnvironment is what building the provider needs to know, since HOME says nothing useful.
func goEnvironment(t *testing.T) []string {
	t.Helper()
	var environment []string
	for _, name := range []string{"GOCACHE", "GOPATH", "GOMODCACHE"} {
		value, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		environment = append(environment, name+"="+strings.TrimSpace(string(value)))
	}
	return environment
}

// told expects the story's key lines, in their order, and no colour, since this is no terminal.
func told(t *testing.T, story string) {
	t.Helper()
	rest := story
	for _, line := range []string{
		"Plan: 1 to add, 0 to change, 0 to destroy.",
		`Write the region id: "cn-beijing".`,
		"Error: Both buckets must be versioned, or neither (A2)",
		"✓ nothing was touched",
		"Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
		`orders-hz → orders-bj, status "starting"`,
		"existing objects  40 %",
		"existing objects 100 %",
		"✓ the same content, all invoices and receipts, no drafts",
		"replication_time_control = false -> true",
		"Resources: 0 added, 1 changed, 0 destroyed.",
		"Plan: 1 to add, 0 to change, 0 to destroy.",
		"Resources: 1 added, 0 changed, 0 destroyed.",
		"No changes.",
		"✓ that took 1 request: GetBucketReplication",
		"Destroy complete! Resources: 1 destroyed.",
		"orders-bj keeps all 6 replicas",
		"✓ the simulated clouds are stopped",
	} {
		_, after, found := strings.Cut(rest, line)
		if !found {
			t.Fatalf("the story lacks %q, or tells it too early:\n%s", line, story)
		}
		rest = after
	}
	if strings.Contains(story, "\x1b") {
		t.Error("there is colour though standard output is no terminal")
	}
}

// TestAccInterrupted interrupts the demo while Terraform waits for the simulated cloud.
func TestAccInterrupted(t *testing.T) {
	t.Parallel()
	cli := terraformCLI(t)
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			p := newProcess(t, cli)
			out := &watched{process: p, until: "Apply waits", then: func() { _ = p.Process.Signal(signal) }}
			p.Stdout = out
			if err := p.Start(); err != nil {
				t.Fatal(err)
			}
			if code := p.exit(t); code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			if said := p.stderr.String(); !strings.Contains(said, `interrupted in step 7, "Somebody deletes the rule at the console"`) {
				t.Errorf("standard error: %s", said)
			}
		})
	}
}

// watched is standard output, with something to do once a text has come.
type watched struct {
	*process
	until string
	then  func()
	done  bool
}

func (w *watched) Write(data []byte) (int, error) {
	n, err := w.stdout.Write(data)
	if !w.done && strings.Contains(w.stdout.String(), w.until) {
		w.done = true
		w.then()
	}
	return n, err
}

// TestFailure expects an honest exit code, and the name of the step, if the CLI does not do what the story says.
func TestFailure(t *testing.T) {
	t.Parallel()
	p := newProcess(t, "/bin/false")
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	if code := p.exit(t); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	if said := p.stderr.String(); !strings.Contains(said, `failed: step 1, "An empty machine": terraform init: exit code 1, want 0`) {
		t.Errorf("standard error: %s", said)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		code int
		said string
	}{
		{nil, 2, "-cli PATH"},
		{[]string{"-cli", "terraform", "more"}, 2, "-cli PATH"},
		{[]string{"-nonsense"}, 2, "nonsense"},
		{[]string{"-help"}, 0, "-cli"},
	} {
		var stderr bytes.Buffer
		if code := run(context.WithoutCancel(t.Context()), c.args, os.Stdout, &stderr); code != c.code || !strings.Contains(stderr.String(), c.said) {
			t.Errorf("%q: exit code %d, said %q", c.args, code, &stderr)
		}
	}
}
