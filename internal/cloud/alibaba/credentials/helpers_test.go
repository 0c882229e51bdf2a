package credentials

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// roundTripper answers requests in a test.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// httpClient is the provider's own stack over a test's transport.
func httpClient(t *testing.T, base http.RoundTripper) *http.Client {
	t.Helper()
	client, err := transport.New(transport.Options{Cloud: "alibaba", Base: base, MaxRetries: 2, Clock: &clocktest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

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

func (m machine) options(t *testing.T, base http.RoundTripper, c Config) Options {
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
	return Options{
		Config: c, HTTPClient: httpClient(t, base),
		Machine: lookup.Machine{
			Environment: func(name string) string { return m.env[name] },
			Home:        func() (string, error) { return home, nil },
		},
	}
}

func (m machine) get(t *testing.T, base http.RoundTripper, c Config) (oss.Credentials, error) {
	t.Helper()
	return credentialsOf(t.Context(), m.options(t, base, c))
}

func credentialsOf(ctx context.Context, o Options) (oss.Credentials, error) {
	provider, err := New(o)
	if err != nil {
		return oss.Credentials{}, err
	}
	return provider.GetCredentials(ctx)
}
