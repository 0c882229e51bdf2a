package credentials

import (
	"net/http"
	"testing"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup/lookuptest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

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
	clock := &clocktest.Clock{}
	client, err := transport.New(transport.Options{Cloud: "tencent", Base: base, MaxRetries: 2, Clock: &clocktest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	on := lookuptest.Machine(t, m.env, m.files)
	on.Clock = clock
	return Options{Config: c, HTTPClient: client, Machine: on}, clock
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
