package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
)

// Error is a request that got no answer.
type Error struct {
	// Host is where the request went.
	Host string
	// What happened, as the end of a sentence that begins with the host.
	What string
	// Advice is what to do next; it may be empty.
	Advice string
	// Unsent is set if the request certainly did not reach the server.
	Unsent bool
	Err    error
}

// Error names the host, what happened, and the cause.
func (e *Error) Error() string { return fmt.Sprintf("%s %s: %v", e.Host, e.What, e.Err) }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Unsent tells whether err says that the request certainly did not reach the server.
func Unsent(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Unsent
}

func newError(r *http.Request, err error, unsent bool) *Error {
	e := &Error{Host: r.URL.Host, Unsent: unsent, Err: err}
	e.What, e.Advice = describe(err)
	return e
}

// describe puts the cause in words, and what to do about it.
func describe(err error) (what, advice string) {
	var unknownHost *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		return "was not waited for any longer", ""
	case errors.Is(err, errProxySetting):
		return "was not asked", "Correct the variable; NO_PROXY names hosts to reach without the proxy."
	case isProxyError(err):
		return "cannot be reached through the proxy of the environment",
			"Check HTTPS_PROXY and whether the proxy lets this host pass; NO_PROXY names hosts to reach without the proxy."
	case isCertificateError(err):
		return "has a certificate that is not trusted",
			"If a proxy or private endpoint signs with a CA of your own, name its certificates in `ca_bundle_file`."
	case errors.As(err, &unknownHost):
		return "is not known to the DNS", "Check the region and the endpoint; internal endpoints are known inside their own region only."
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return "did not answer in time", "Check the network, the proxy variables of the environment, and the endpoint."
	default:
		return "gave no complete answer", "Check the network, the proxy variables of the environment, and the endpoint."
	}
}

// neverReached tells whether the connection to the server, or to the proxy before it, was never made.
func neverReached(err error) bool {
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial" ||
		isProxyError(err) || isCertificateError(err) || errors.Is(err, errProxySetting)
}

// permanent tells whether another attempt cannot end better.
func permanent(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.IsNotFound || isCertificateError(err) ||
		errors.Is(err, errProxySetting) || errors.Is(err, errTooLong)
}

// isProxyError tells whether the proxy, rather than the server, is the trouble. net/http marks that in the operation, and
// gives the proxy's refusal to connect as the bare text of its status line.
func isProxyError(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Op == "proxyconnect"
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		if strings.HasPrefix(cause.Error(), http.StatusText(http.StatusProxyAuthRequired)) {
			return true
		}
	}
	return false
}

func isCertificateError(err error) bool {
	var verification *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	return errors.As(err, &verification) || errors.As(err, &unknown) || errors.As(err, &hostname) ||
		errors.As(err, &invalid) || errors.As(err, &record)
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}
