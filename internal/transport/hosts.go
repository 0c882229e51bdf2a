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
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.dead[host]
}

func (m *HostMemory) remember(host string, err error) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead == nil {
		m.dead = map[string]error{}
	}
	m.dead[host] = err
}

// budgetKeeper holds requests with a budget to it, and spares them the hosts that are known to be dead.
type budgetKeeper struct{ next http.RoundTripper }

// RoundTrip fails at once if the request's budget remembers the host; otherwise it remembers a host without an answer.
func (k *budgetKeeper) RoundTrip(r *http.Request) (*http.Response, error) {
	budget, ok := budgetOf(r.Context())
	if !ok {
		return k.next.RoundTrip(r)
	}
	host := r.URL.Host
	if err := budget.Hosts.failure(host); err != nil {
		closeBody(r)
		again := &Error{Host: host, What: "did not answer earlier in this run and is not asked again for a check", Unsent: true, Err: err}
		var first *Error
		if errors.As(err, &first) {
			again.Advice = first.Advice
		}
		return nil, again
	}
	ctx, cancel := context.WithTimeout(r.Context(), budget.Timeout)
	defer cancel() // the answer has been read to its end by then
	response, err := k.next.RoundTrip(r.WithContext(ctx))
	// A walk that was cancelled says nothing about the host.
	if err != nil && r.Context().Err() == nil {
		budget.Hosts.remember(host, err)
	}
	return response, err
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}
