package cloudsim

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// errReset stands for a connection that breaks before the answer is there.
var errReset = errors.New("connection reset by the simulator")

// UnknownHostError is a request to a host that no simulated service owns. Nothing has been dialled.
type UnknownHostError struct{ Host string }

// Error names the host.
func (e *UnknownHostError) Error() string {
	return fmt.Sprintf("cloudsim: no simulated service owns the host %q; nothing was dialled. "+
		"The simulator answers for the clouds it simulates and never forwards a request", e.Host)
}

// exchange is one request on its way through the simulator.
type exchange struct {
	service   world.Service
	operation string
	request   *http.Request
	body      []byte
	entry     *logEntry
}

// answer takes one request through faults, service and log. The error is errReset, an UnknownHostError, or the error
// of the request's context.
func (s *Simulator) answer(r *http.Request) (*answer, error) {
	r.URL.Scheme, r.URL.Host = "", ""
	service := s.serviceOf(r)
	if service == nil {
		s.log.add(Request{Time: now(), Host: r.Host, Method: r.Method, Path: r.URL.Path, Status: http.StatusBadGateway})
		return nil, &UnknownHostError{Host: r.Host}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("cloudsim: reading the request body: %w", err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	x := &exchange{service: service, operation: service.Operation(r), request: r, body: body}
	x.entry = s.log.add(Request{
		Time: now(), Service: service.Name(), Operation: x.operation,
		Host: r.Host, Method: r.Method, Path: r.URL.Path, Key: keyID(r, body),
	})
	a, err := s.disturbed(r.Context(), x)
	if err == nil && r.Context().Err() != nil {
		err = r.Context().Err()
	}
	if err != nil {
		return nil, err
	}
	s.log.finish(x.entry, a.status)
	return a, nil
}

// serve lets the service do its work and keeps what it answered.
func (s *Simulator) serve(x *exchange) *answer {
	s.effects.RLock()
	defer s.effects.RUnlock()
	a := x.run()
	s.answers.keep(x, a)
	return a
}

func (x *exchange) run() *answer {
	a := newAnswer()
	x.request.Body = io.NopCloser(bytes.NewReader(x.body))
	x.service.ServeHTTP(a, x.request)
	a.WriteHeader(http.StatusOK)
	return a
}

// writes tells whether the request changes something.
func (x *exchange) writes() bool {
	if teller, ok := x.service.(world.ReadTeller); ok {
		return !teller.Reads(x.operation)
	}
	return x.request.Method != http.MethodGet && x.request.Method != http.MethodHead
}
