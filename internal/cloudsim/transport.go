package cloudsim

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"
)

// Transport sends requests to the simulated clouds within the process, under the hosts' real names. It never dials.
// A fault that breaks the connection is the error that a broken TCP connection is.
func (s *Simulator) Transport() http.RoundTripper { return transport{s} }

type transport struct{ simulator *Simulator }

// RoundTrip answers the request. It leaves the request itself unchanged.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close() //nolint:errcheck // what a RoundTripper owes the caller; there is nothing to do about its error
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	received, err := asReceived(r)
	if err != nil {
		return nil, err
	}
	a, err := t.simulator.answer(received)
	if errors.Is(err, errReset) {
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	}
	if err != nil {
		return nil, err
	}
	return a.response(r), nil
}

// asReceived is the client's request in the form in which a server gets it.
func asReceived(r *http.Request) (*http.Request, error) {
	target, err := url.ParseRequestURI(r.URL.RequestURI())
	if err != nil {
		return nil, err
	}
	received := r.Clone(r.Context())
	received.URL, received.RequestURI = target, r.URL.RequestURI()
	if received.Host == "" {
		received.Host = r.URL.Host
	}
	received.Body = r.Body
	if received.Body == nil {
		received.Body = http.NoBody
	}
	return received, nil
}
