// Package lookuptest makes up what searches for credentials look at.
package lookuptest

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/lookup"
)

// Machine has these variables, and these files in its home.
func Machine(t *testing.T, variables, files map[string]string) lookup.Machine {
	t.Helper()
	home := t.TempDir()
	for name, content := range files {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return lookup.Machine{
		Environment: func(name string) string { return variables[name] },
		Home:        func() (string, error) { return home, nil },
	}
}

// Network answers requests.
type Network func(*http.Request) (*http.Response, error)

// RoundTrip answers the request.
func (n Network) RoundTrip(r *http.Request) (*http.Response, error) { return n(r) }

// NoNetwork fails the test on any request.
func NoNetwork(t *testing.T) Network {
	t.Helper()
	return func(r *http.Request) (*http.Response, error) {
		t.Errorf("a request to %s was made", r.URL.Host)
		return nil, http.ErrHandlerTimeout
	}
}
