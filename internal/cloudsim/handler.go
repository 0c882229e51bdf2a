package cloudsim

import (
	"errors"
	"net"
	"net/http"
)

// Handler routes requests by their Host header to the simulated clouds, for an HTTP server of one's own.
func (s *Simulator) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := s.answer(r)
		var unknown *UnknownHostError
		switch {
		case err == nil:
			a.send(w)
		case errors.As(err, &unknown):
			http.Error(w, err.Error(), http.StatusBadGateway)
		default:
			breakConnection(w)
		}
	})
}

// breakConnection ends the connection without an answer; over TCP the client sees it reset.
func breakConnection(w http.ResponseWriter) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		panic(http.ErrAbortHandler) // net/http's documented way to break a connection that cannot be taken over
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	raw := conn
	if secured, ok := conn.(interface{ NetConn() net.Conn }); ok {
		raw = secured.NetConn() // below TLS, whose Close would say goodbye first
	}
	if tcp, ok := raw.(interface{ SetLinger(seconds int) error }); ok {
		_ = tcp.SetLinger(0) // Close sends RST
	}
	_ = raw.Close()
}
