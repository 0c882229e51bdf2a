package credentials

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// roundTripper answers requests in a test.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// noNetwork fails the test on any request.
func noNetwork(t *testing.T) http.RoundTripper {
	t.Helper()
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		t.Errorf("a request to %s was made", r.URL.Host)
		return nil, http.ErrHandlerTimeout
	})
}

// machine is a computer with an environment and files in its home.
type machine struct {
	env   map[string]string
	files map[string]string
}

func env(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

// options are those of the machine, with the provider's own stack over a test's transport and a clock that the test moves.
func (m machine) options(t *testing.T, base http.RoundTripper, c Config) (Options, *clocktest.Clock) {
	t.Helper()
	home := t.TempDir()
	for name, content := range m.files {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	clock := &clocktest.Clock{}
	client, err := transport.New(transport.Options{Cloud: "tencent", Base: base, MaxRetries: 2, Clock: &clocktest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Config: c, HTTPClient: client,
		Machine: lookup.Machine{
			Clock:       clock,
			Environment: func(name string) string { return m.env[name] },
			Home:        func() (string, error) { return home, nil },
		},
	}, clock
}

func (m machine) get(t *testing.T, base http.RoundTripper, c Config) (*cos.Credential, error) {
	t.Helper()
	options, _ := m.options(t, base, c)
	provider, err := New(options)
	if err != nil {
		return nil, err
	}
	return provider.Get(t.Context())
}
