package credentials

import (
	"context"
	"net/http"
	"testing"

	oss "github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// httpClient is the provider's own stack over a test's transport.
func httpClient(t *testing.T, base http.RoundTripper) *http.Client {
	t.Helper()
	client, err := transport.New(transport.Options{Cloud: "alibaba", Base: base, MaxRetries: 2, Clock: &clocktest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// machine is a computer with an environment and files in its home.
type machine struct {
	env   map[string]string
	files map[string]string
}

func (m machine) options(t *testing.T, base http.RoundTripper, c Config) Options {
	t.Helper()
	return Options{Config: c, HTTPClient: httpClient(t, base), Machine: lookuptest.Machine(t, m.env, m.files)}
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
