package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	connectTimeout = 10 * time.Second
	tlsTimeout     = 10 * time.Second
	// attemptTimeout bounds one attempt, from the connection to the last byte of the answer.
	attemptTimeout = 30 * time.Second
)

// newNetwork makes the transport to the real network.
func newNetwork(caBundleFile string) (*http.Transport, error) {
	roots, err := rootCAs(caBundleFile)
	if err != nil {
		return nil, err
	}
	return &http.Transport{
		Proxy:                 proxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig:       &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   tlsTimeout,
		ExpectContinueTimeout: time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          64,
		MaxIdleConnsPerHost:   4,
		IdleConnTimeout:       90 * time.Second,
	}, nil
}

// rootCAs is the system's pool with the file's certificates added; nil, the system's own, without a file.
func rootCAs(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the CA bundle that `ca_bundle_file` or its environment variable names cannot be read: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a system without certificates of its own
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("the CA bundle %s, which `ca_bundle_file` or its environment variable names, holds no certificate in PEM form", file)
	}
	return pool, nil
}

// errProxySetting keeps the value out of messages: a proxy's address may hold a password.
var errProxySetting = errors.New("a proxy variable of the environment (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) does not hold a valid address")

// proxyFromEnvironment reads the environment at every request, unlike net/http, which keeps what it first saw.
func proxyFromEnvironment(r *http.Request) (*url.URL, error) {
	proxy, err := httpproxy.FromEnvironment().ProxyFunc()(r.URL)
	if err != nil || proxy != nil && !validProxy(proxy) {
		return nil, errProxySetting
	}
	return proxy, nil
}

// validProxy finds what httpproxy lets through: it takes an address that it cannot read for a host without a scheme, so
// that "http" itself becomes the host.
func validProxy(proxy *url.URL) bool {
	known := slices.Contains([]string{"http", "https", "socks5", "socks5h"}, proxy.Scheme)
	return known && proxy.Hostname() != "http" && proxy.Hostname() != "https"
}
