package transport

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

func network(t *testing.T, o Options) *http.Client {
	t.Helper()
	o.Clock = &clocktest.Clock{}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func get(t *testing.T, c *http.Client, url string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := c.Do(r)
	if err == nil {
		t.Cleanup(func() { _ = response.Body.Close() })
	}
	return response, err
}

func TestCABundle(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // the refused certificate is the test
	server.StartTLS()
	t.Cleanup(server.Close)
	file := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, block, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := get(t, network(t, Options{CABundleFile: file}), server.URL); err != nil { //nolint:bodyclose // get closes it
		t.Errorf("with the CA: %v", err)
	}
	_, err := get(t, network(t, Options{MaxRetries: 5}), server.URL) //nolint:bodyclose // no answer
	if err == nil || !strings.Contains(err.Error(), "certificate that is not trusted") {
		t.Errorf("without the CA: %v", err)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.RedirectHandler("http://elsewhere.invalid/", http.StatusTemporaryRedirect))
	t.Cleanup(server.Close)
	response, err := get(t, network(t, Options{}), server.URL) //nolint:bodyclose // get closes it
	if err != nil || response.StatusCode != http.StatusTemporaryRedirect {
		t.Errorf("got %v, %v", response, err)
	}
}

func TestAnswerThatBreaksOff(t *testing.T) {
	t.Parallel()
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if requests++; requests == 1 {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("<Repl"))
			return
		}
		_, _ = w.Write([]byte("whole"))
	}))
	t.Cleanup(server.Close)
	response, err := get(t, network(t, Options{MaxRetries: 1}), server.URL) //nolint:bodyclose // get closes it
	if err != nil || response.StatusCode != http.StatusOK || requests != 2 {
		t.Errorf("got %v, %v after %d requests", response, err, requests)
	}
}

// The environment belongs to the whole process, so these do not run in parallel.

func TestProxyIsReadAtEachRequest(t *testing.T) {
	var proxied []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxied = append(proxied, r.Host)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer proxy.Close()
	c := network(t, Options{})
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("NO_PROXY", "")
	if _, err := get(t, c, "http://bucket.oss-cn-hangzhou.aliyuncs.com/"); err != nil { //nolint:bodyclose // get closes it
		t.Fatal(err)
	}
	if len(proxied) != 1 || proxied[0] != "bucket.oss-cn-hangzhou.aliyuncs.com" {
		t.Errorf("the proxy was asked for %q", proxied)
	}
}

func TestProxyTrouble(t *testing.T) {
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	guarded := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	defer guarded.Close()
	t.Setenv("NO_PROXY", "")
	for proxy, want := range map[string]string{
		dead.URL:                     "through the proxy",
		guarded.URL:                  "through the proxy",
		"http://user:hush@[broken/":  "does not hold a valid address",
		"socks9://user:hush@address": "does not hold a valid address",
	} {
		t.Setenv("HTTPS_PROXY", proxy)
		_, err := get(t, network(t, Options{}), "https://bucket.oss-cn-hangzhou.aliyuncs.com/") //nolint:bodyclose // no answer
		if err == nil || !strings.Contains(err.Error(), want) || !Unsent(err) {
			t.Errorf("proxy %s: %v", proxy, err)
		}
		if err != nil && strings.Contains(err.Error(), "hush") {
			t.Errorf("the error holds the proxy's password: %v", err)
		}
	}
}
