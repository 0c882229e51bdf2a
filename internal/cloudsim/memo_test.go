package cloudsim

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// memo is a small service for tests: it keeps one text per path of the hosts under memo.example.
type memo struct {
	mu     sync.Mutex
	values map[string]string
}

func (m *memo) Name() string { return "memo" }

func (m *memo) Owns(r *http.Request) bool { return strings.HasSuffix(r.Host, ".memo.example") }

func (m *memo) Operation(r *http.Request) string {
	if r.Method == http.MethodPut {
		return "PutValue"
	}
	return "GetValue"
}

func (m *memo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch r.Method {
	case http.MethodPut:
		body, err := io.ReadAll(r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		m.values[r.Host+r.URL.Path] = string(body)
	default:
		value, ok := m.values[r.Host+r.URL.Path]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, value)
	}
}

func (m *memo) Snapshot() ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return json.Marshal(m.values)
}

func (m *memo) Restore(data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values = map[string]string{}
	return json.Unmarshal(data, &m.values)
}

// newMemo returns a simulator with the service memo alone.
func newMemo() *Simulator {
	return newSimulator(world.NewClock(0), world.NewAccess(), &memo{values: map[string]string{}})
}

const memoURL = "https://a.memo.example/x"

// arm adds a fault that must be well-formed.
func arm(t *testing.T, s *Simulator, fault Fault) {
	t.Helper()
	if err := s.Faults().Add(fault); err != nil {
		t.Fatal(err)
	}
}

// do sends a request and returns status, body and error.
func do(t *testing.T, client http.RoundTripper, method, url, body string) (int, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.RoundTrip(r)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}

// expect sends a request that must be answered like this.
func expect(t *testing.T, client http.RoundTripper, method, url, body string, status int, answer string) {
	t.Helper()
	gotStatus, got, err := do(t, client, method, url, body)
	if err != nil || gotStatus != status || got != answer {
		t.Fatalf("%s %s: status %d, body %q, error %v; want status %d, body %q", method, url, gotStatus, got, err, status, answer)
	}
}
