// Package signature signs requests to Huawei Cloud with an access key: SDK-HMAC-SHA256, after the documentation of API request
// signing.
package signature

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

const (
	algorithm  = "SDK-HMAC-SHA256"
	dateForm   = "20060102T150405Z"
	dateHeader = "X-Sdk-Date"
	// TokenHeader carries the security token of a temporary key.
	TokenHeader = "X-Security-Token" //nolint:gosec // the name of a header
)

// Keys are an access key. SecurityToken is set for a temporary one.
type Keys struct {
	AccessKey, SecretKey, SecurityToken string
	// Expires is when a temporary key ends; zero is never.
	Expires time.Time
}

// String hides the keys from every log and message.
func (Keys) String() string { return "(keys)" }

// GoString hides the keys from every log and message.
func (Keys) GoString() string { return "(keys)" }

// Sign puts date, security token and signature into the request's header. The signature covers all headers that are set by then, and
// body must be what will be sent. User-Agent is left out: the HTTP stack writes it later.
func Sign(r *http.Request, body []byte, keys Keys, now time.Time) {
	r.Header.Set(dateHeader, now.UTC().Format(dateForm))
	if keys.SecurityToken != "" {
		r.Header.Set(TokenHeader, keys.SecurityToken)
	}
	r.Header.Set("Authorization", authorization(r, signedHeaders(r.Header), body, keys))
}

func authorization(r *http.Request, signed []string, body []byte, keys Keys) string {
	sum := sha256.Sum256([]byte(canonicalRequest(r, signed, body)))
	toSign := strings.Join([]string{algorithm, r.Header.Get(dateHeader), hex.EncodeToString(sum[:])}, "\n")
	mac := hmac.New(sha256.New, []byte(keys.SecretKey))
	mac.Write([]byte(toSign))
	return fmt.Sprintf("%s Access=%s, SignedHeaders=%s, Signature=%s",
		algorithm, keys.AccessKey, strings.Join(signed, ";"), hex.EncodeToString(mac.Sum(nil)))
}

// signedHeaders are the names of the headers to sign, in lower case and order.
func signedHeaders(h http.Header) []string {
	var names []string
	for name := range h {
		switch name = strings.ToLower(name); name {
		case "user-agent", "authorization":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// canonicalRequest is the request in the form that both sides hash.
func canonicalRequest(r *http.Request, signed []string, body []byte) string {
	var headers strings.Builder
	for _, name := range signed {
		headers.WriteString(name + ":" + strings.TrimSpace(r.Header.Get(name)) + "\n")
	}
	sum := sha256.Sum256(body)
	return strings.Join([]string{
		r.Method, canonicalPath(r.URL), canonicalQuery(r.URL), headers.String(), strings.Join(signed, ";"), hex.EncodeToString(sum[:]),
	}, "\n")
}

// canonicalPath is the path with every segment encoded, and a slash at its end.
func canonicalPath(u *url.URL) string {
	segments := strings.Split(u.Path, "/")
	for i, s := range segments {
		segments[i] = encode(s)
	}
	path := strings.Join(segments, "/")
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return path
}

// canonicalQuery is the query sorted by name and value.
func canonicalQuery(u *url.URL) string {
	var pairs []string
	query := u.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		for _, v := range slices.Sorted(slices.Values(query[name])) {
			pairs = append(pairs, encode(name)+"="+encode(v))
		}
	}
	return strings.Join(pairs, "&")
}

// encode is percent-encoding after RFC 3986, where url.QueryEscape writes a space as a plus.
func encode(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
