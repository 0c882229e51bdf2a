package cloudsim

import (
	"bufio"
	"crypto/tls"
	"net"
	"net/http"
	"sync"
)

// proxy is an HTTP and HTTPS forward proxy that forwards nothing: it ends every connection itself and answers for
// the simulated clouds. There is no dialler in it.
type proxy struct {
	simulator *Simulator
	authority *authority
	tunnels   *tunnels
}

// ServeHTTP answers http:// requests, and opens a tunnel for CONNECT.
func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodConnect:
		p.connect(w, r)
	case r.URL.IsAbs():
		p.simulator.Handler().ServeHTTP(w, r)
	default:
		http.Error(w, "cloudsim: this port is a forward proxy: set HTTPS_PROXY and HTTP_PROXY to it. "+
			"The HTTP port takes requests by their Host header.", http.StatusBadRequest)
	}
}

// connect accepts a tunnel to a simulated host, and becomes that host behind TLS.
func (p *proxy) connect(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		http.Error(w, "cloudsim: CONNECT needs a host and a port, not "+r.Host, http.StatusBadRequest)
		return
	}
	if !p.simulator.ownsHost(host) {
		p.simulator.log.add(Request{Time: now(), Host: host, Method: r.Method, Status: http.StatusBadGateway})
		http.Error(w, (&UnknownHostError{Host: host}).Error(), http.StatusBadGateway)
		return
	}
	leaf, err := p.authority.leaf(host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "cloudsim: CONNECT needs HTTP/1.1", http.StatusHTTPVersionNotSupported)
		return
	}
	conn, buffered, err := hijacker.Hijack()
	if err != nil {
		return // the connection is gone
	}
	if _, err := conn.Write([]byte("HTTP/1.1 200 Connection established\r\n\r\n")); err != nil {
		_ = conn.Close()
		return
	}
	config := &tls.Config{Certificates: []tls.Certificate{*leaf}, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12}
	p.tunnels.add(tls.Server(&tunnelConn{conn, buffered.Reader}, config))
}

// tunnelConn is a hijacked connection, read through the buffer in which its first bytes may be.
type tunnelConn struct {
	net.Conn
	buffer *bufio.Reader
}

func (c *tunnelConn) Read(data []byte) (int, error) { return c.buffer.Read(data) }

// SetLinger makes the connection end with a reset where it can.
func (c *tunnelConn) SetLinger(seconds int) error {
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		return tcp.SetLinger(seconds)
	}
	return nil
}

// tunnels is a net.Listener that accepts the connections from CONNECT.
type tunnels struct {
	address net.Addr
	conns   chan net.Conn
	once    sync.Once
	closed  chan struct{}
}

func newTunnels(address net.Addr) *tunnels {
	return &tunnels{address: address, conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (t *tunnels) add(conn net.Conn) {
	select {
	case t.conns <- conn:
	case <-t.closed:
		_ = conn.Close()
	}
}

// Accept waits for the next tunnel.
func (t *tunnels) Accept() (net.Conn, error) {
	select {
	case conn := <-t.conns:
		return conn, nil
	case <-t.closed:
		return nil, net.ErrClosed
	}
}

// Close accepts no more.
func (t *tunnels) Close() error {
	t.once.Do(func() { close(t.closed) })
	return nil
}

// Addr is the proxy's own address.
func (t *tunnels) Addr() net.Addr { return t.address }
