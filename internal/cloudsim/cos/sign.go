package cos

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
)

// signingInput is what a signature is computed from. The lists name the headers and query parameters that it covers, in
// lower case.
type signingInput struct {
	method, path string
	query        url.Values
	header       http.Header // with Host
	headerList   []string
	paramList    []string
}

// missing is a listed header or parameter that the request does not have, or "".
func (in signingInput) missing() string {
	headers, params := in.pairs()
	for _, name := range in.headerList {
		if len(headers[name]) == 0 {
			return name
		}
	}
	for _, name := range in.paramList {
		if len(params[name]) == 0 {
			return name
		}
	}
	return ""
}

func (in signingInput) pairs() (headers, params map[string][]string) {
	return encodedNames(in.header), encodedNames(in.query)
}

func encodedNames(values map[string][]string) map[string][]string {
	encoded := map[string][]string{}
	for name, list := range values {
		name = strings.ToLower(wire.Escape(name, false))
		encoded[name] = append(encoded[name], list...)
	}
	return encoded
}

// join writes the listed pairs in order; one that is listed more than once has its values sorted.
func join(names []string, values map[string][]string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	var parts []string
	for _, name := range names {
		for _, value := range slices.Sorted(slices.Values(values[name])) {
			parts = append(parts, name+"="+wire.Escape(value, false))
		}
	}
	return strings.Join(parts, "&")
}

// httpString is the normal form of the request in a signature. The path is the decoded one.
func (in signingInput) httpString() string {
	headers, params := in.pairs()
	return strings.Join([]string{
		strings.ToLower(in.method), in.path, join(in.paramList, params), join(in.headerList, headers), "",
	}, "\n")
}

func signKey(secret, keyTime string) string { return hexHMAC(secret, keyTime) }

// sign computes the signature; keyTime is "<start>;<end>" in Unix seconds.
func sign(secret, keyTime, httpString string) string {
	return hexHMAC(signKey(secret, keyTime), "sha1\n"+keyTime+"\n"+hexSHA1(httpString)+"\n")
}

func hexSHA1(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

func hexHMAC(key, text string) string {
	mac := hmac.New(sha1.New, []byte(key))
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil))
}
