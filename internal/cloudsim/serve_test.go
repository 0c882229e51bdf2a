package cloudsim

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
)

// serve serves the simulator for the test's duration.
func serve(t *testing.T, s *Simulator, options ServeOptions) *Server {
	t.Helper()
	server, err := s.Serve(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

// proxied is a client that goes through the server's proxy and trusts its CA alone.
func proxied(t *testing.T, server *Server) *http.Transport {
	t.Helper()
	pem, err := os.ReadFile(server.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(pem), "PRIVATE") {
		t.Error("the CA file holds a private key")
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		t.Fatal("the CA file holds no certificate")
	}
	proxyURL, err := url.Parse(server.ProxyURL)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{Proxy: http.ProxyURL(proxyURL), TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

func TestProxyServesHTTPSAndHTTPUnderRealNames(t *testing.T) {
	t.Parallel()
	s := newMemo()
	client := proxied(t, serve(t, s, ServeOptions{}))
	expect(t, client, http.MethodPut, "https://a.memo.example/x", "one", 200, "")
	expect(t, client, http.MethodGet, "http://a.memo.example/x", "", 200, "one")
	expect(t, client, http.MethodGet, "https://b.memo.example/x", "", 404, "")
	expect(t, client, http.MethodGet, "https://a.memo.example:8443/x", "", 200, "one")
	expect(t, client, http.MethodHead, "https://a.memo.example/x", "", 200, "")
	if n := s.Count("memo", "GetValue", "a.*"); n != 3 {
		t.Errorf("%d requests: %+v", n, s.Requests())
	}
}

func TestProxyRefusesUnknownHosts(t *testing.T) {
	t.Parallel()
	s := newMemo()
	client := proxied(t, serve(t, s, ServeOptions{}))
	// An address that would answer if it were dialled.
	answering := serve(t, newMemo(), ServeOptions{})
	target := strings.TrimPrefix(answering.HTTPURL, "http://")
	for _, url := range []string{"http://example.org/", "http://" + target + "/"} {
		status, body, err := do(t, client, http.MethodGet, url, "")
		if err != nil || status != http.StatusBadGateway || !strings.Contains(body, "nothing was dialled") {
			t.Errorf("%s: status %d, body %q, error %v", url, status, body, err)
		}
	}
	if _, _, err := do(t, client, http.MethodGet, "https://example.org/", ""); err == nil || !strings.Contains(err.Error(), "Bad Gateway") {
		t.Errorf("https: error %v", err)
	}
	status, _, err := do(t, client, http.MethodGet, "https://"+target+"/", "")
	if err != nil || status != http.StatusBadGateway {
		t.Errorf("https to an address: status %d, error %v", status, err)
	}
	if n := s.Count("", "", "example.org"); n != 2 {
		t.Errorf("%d refused requests in the log: %+v", n, s.Requests())
	}
	var unknown *UnknownHostError
	if _, _, err := do(t, s.Transport(), http.MethodGet, "https://example.org/", ""); !errors.As(err, &unknown) || unknown.Host != "example.org" {
		t.Errorf("in process: error %v", err)
	}
}

func TestServedFaultsBreakTheConnection(t *testing.T) {
	t.Parallel()
	s := newMemo()
	server := serve(t, s, ServeOptions{})
	client := proxied(t, server)
	for _, url := range []string{"https://a.memo.example/x", "http://a.memo.example/x"} {
		arm(t, s, Fault{Name: url, Kind: KindResetAfter, Operation: "PutValue", Count: 1})
		_, _, err := do(t, client, http.MethodPut, url, url)
		if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
			t.Errorf("%s: error %v", url, err)
		}
		expect(t, client, http.MethodGet, url, "", 200, url)
	}
}

func TestHTTPPortRoutesByHost(t *testing.T) {
	t.Parallel()
	server := serve(t, newMemo(), ServeOptions{})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.HTTPURL+"/x", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for host, status := range map[string]int{"a.memo.example": 404, "example.org": 502} {
		r.Host = host
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != status {
			t.Errorf("%s: status %d, want %d", host, response.StatusCode, status)
		}
	}
	status, body, err := do(t, http.DefaultTransport, http.MethodGet, server.ProxyURL+"/x", "")
	if err != nil || status != 400 || !strings.Contains(body, "forward proxy") {
		t.Errorf("proxy port asked directly: status %d, body %q, error %v", status, body, err)
	}
}

func TestServeErrors(t *testing.T) {
	t.Parallel()
	s := newMemo()
	taken := strings.TrimPrefix(serve(t, s, ServeOptions{}).HTTPURL, "http://")
	for _, options := range []ServeOptions{
		{Proxy: "0.0.0.0:0"}, {HTTP: "192.0.2.1:80"}, {Control: "example.org:80"}, {Proxy: "nonsense"}, {HTTP: taken}, {CADir: "/nowhere/at/all"},
	} {
		if server, err := s.Serve(t.Context(), options); err == nil {
			server.Close()
			t.Errorf("%+v: no error", options)
		}
	}
}

func TestCloseFreesPortsAndFiles(t *testing.T) {
	t.Parallel()
	s := newMemo()
	server := serve(t, s, ServeOptions{})
	client := proxied(t, server)
	expect(t, client, http.MethodPut, memoURL, "one", 200, "")
	server.Close()
	server.Close()
	if _, _, err := do(t, client, http.MethodGet, memoURL, ""); err == nil {
		t.Error("answered after Close")
	}
	if _, err := os.Stat(server.CAFile); !os.IsNotExist(err) {
		t.Errorf("the temporary CA file is still there: %v", err)
	}
	again := serve(t, s, ServeOptions{Proxy: strings.TrimPrefix(server.ProxyURL, "http://")})
	expect(t, proxied(t, again), http.MethodGet, memoURL, "", 200, "one")
}

func TestSimulatorsShareNothing(t *testing.T) {
	t.Parallel()
	one, two := newMemo(), newMemo()
	first, second := proxied(t, serve(t, one, ServeOptions{})), proxied(t, serve(t, two, ServeOptions{}))
	arm(t, two, Fault{Kind: KindStatus, Status: 500, Operation: "PutValue"})
	expect(t, first, http.MethodPut, memoURL, "one", 200, "")
	expect(t, second, http.MethodGet, memoURL, "", 404, "")
	one.Clock().Advance(1 << 40)
	if one.Clock().Now().Sub(two.Clock().Now()) < 1<<39 {
		t.Error("the clocks are one")
	}
	if one.Count("", "", "") != 1 || two.Count("", "", "") != 1 {
		t.Errorf("requests: %+v and %+v", one.Requests(), two.Requests())
	}
	first.TLSClientConfig.RootCAs = second.TLSClientConfig.RootCAs
	first.CloseIdleConnections()
	if _, _, err := do(t, first, http.MethodGet, memoURL, ""); err == nil {
		t.Error("the CA of one simulator is good for the other")
	}
}
