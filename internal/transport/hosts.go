package transport

import (
	"context"
	"errors"
	"net/http"
	"sync"
)

// HostMemory remembers the hosts that did not answer. The zero value is ready, and safe for concurrent use.
type HostMemory struct {
	mu   sync.Mutex
	dead map[string]error
}

func (m *HostMemory) failure(host string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.dead[host]
}

func (m *HostMemory) remember(host string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead == nil {
		m.dead = map[string]error{}
	}
	m.dead[host] = err
}

// hostGuard spares checks the hosts that are known to be dead.
type hostGuard struct{ next http.RoundTripper }

// RoundTrip fails at once if the request's budget remembers the host; otherwise it remembers a host without an answer.
func (g *hostGuard) RoundTrip(r *http.Request) (*http.Response, error) {
	budget, ok := budgetOf(r.Context())
	if !ok || budget.Hosts == nil {
		return g.next.RoundTrip(r)
	}
	if err := budget.Hosts.failure(r.URL.Host); err != nil {
		closeBody(r)
		return nil, &Error{Host: r.URL.Host, What: "did not answer earlier in this run and is not asked again for a check", Unsent: true, Err: err}
	}
	response, err := g.next.RoundTrip(r)
	// A walk that was cancelled says nothing about the host; a budget that was used up does.
	if err != nil && !errors.Is(r.Context().Err(), context.Canceled) {
		budget.Hosts.remember(r.URL.Host, err)
	}
	return response, err
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}
