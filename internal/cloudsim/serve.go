package cloudsim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ServeOptions say where the simulated clouds are served. All addresses must be loopback ones; empty is 127.0.0.1
// with a free port.
type ServeOptions struct {
	Proxy   string // forward proxy for HTTP and HTTPS
	HTTP    string // plain HTTP, routed by the Host header
	Control string // control port
	// CADir is where the CA's certificate is written, as cloudsim-ca.pem; it must exist. Empty is a temporary directory
	// that Close removes.
	CADir string
	// StateFile is where POST /state/save writes; empty refuses it.
	StateFile string
}

// Server is a simulator on three ports of this machine.
type Server struct {
	ProxyURL   string // for HTTPS_PROXY and HTTP_PROXY
	HTTPURL    string // plain HTTP
	ControlURL string // control port
	CAFile     string // the certificate that clients of the proxy must trust

	servers []*http.Server
	running sync.WaitGroup
	tempDir string
	once    sync.Once
}

const readHeaderTimeout = 30 * time.Second

// Serve serves the simulator until Close, or until ctx is done.
func (s *Simulator) Serve(ctx context.Context, options ServeOptions) (*Server, error) {
	ca, err := newAuthority()
	if err != nil {
		return nil, err
	}
	server := &Server{}
	if err := server.start(ctx, s, ca, options); err != nil {
		server.Close()
		return nil, err
	}
	context.AfterFunc(ctx, server.Close)
	return server, nil
}

func (server *Server) start(ctx context.Context, s *Simulator, ca *authority, options ServeOptions) error {
	if err := server.writeCA(ca, options.CADir); err != nil {
		return err
	}
	proxyListener, err := listen(ctx, "proxy", options.Proxy)
	if err != nil {
		return err
	}
	tunnels := newTunnels(proxyListener.Addr())
	server.run(proxyListener, &proxy{simulator: s, authority: ca, tunnels: tunnels})
	server.run(tunnels, s.Handler())
	server.ProxyURL = "http://" + proxyListener.Addr().String()

	plain, err := listen(ctx, "http", options.HTTP)
	if err != nil {
		return err
	}
	server.run(plain, s.Handler())
	server.HTTPURL = "http://" + plain.Addr().String()

	control, err := listen(ctx, "control", options.Control)
	if err != nil {
		return err
	}
	server.run(control, s.controlHandler(options.StateFile))
	server.ControlURL = "http://" + control.Addr().String()
	return nil
}

// listen opens a loopback address.
func listen(ctx context.Context, name, address string) (net.Listener, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("cloudsim: the %s address %q is no host:port: %w", name, address, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("cloudsim: the %s address %q is not a loopback address; the simulator is served on this machine only, for example on 127.0.0.1:0", name, address)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cloudsim: opening the %s port: %w", name, err)
	}
	return listener, nil
}

func (server *Server) run(listener net.Listener, handler http.Handler) {
	httpServer := &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderTimeout,
		ErrorLog: log.New(io.Discard, "", 0), // handshakes that a client broke off: the client says so itself
	}
	server.servers = append(server.servers, httpServer)
	server.running.Go(func() {
		err := httpServer.Serve(listener)
		if err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			fmt.Fprintln(os.Stderr, "cloudsim: serving on", listener.Addr(), "ended:", err)
		}
	})
}

func (server *Server) writeCA(ca *authority, dir string) error {
	if dir == "" {
		temp, err := os.MkdirTemp("", "cloudsim-")
		if err != nil {
			return fmt.Errorf("cloudsim: making a directory for the CA's certificate: %w", err)
		}
		server.tempDir, dir = temp, temp
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("cloudsim: finding the CA directory: %w", err)
	}
	server.CAFile = filepath.Join(dir, "cloudsim-ca.pem")
	if err := os.WriteFile(server.CAFile, ca.pem(), 0o644); err != nil { // a certificate is public
		return fmt.Errorf("cloudsim: writing the CA's certificate: %w", err)
	}
	return nil
}

// Close ends all connections and frees the ports. It may be called more than once.
func (server *Server) Close() {
	server.once.Do(func() {
		for _, httpServer := range server.servers {
			_ = httpServer.Close() // its error tells of listeners that are closed already
		}
		server.running.Wait()
		if server.tempDir != "" {
			_ = os.RemoveAll(server.tempDir)
		}
	})
}
