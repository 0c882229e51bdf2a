package iam

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const (
	algorithm   = "SDK-HMAC-SHA256"
	dateFormat  = "20060102T150405Z"
	dateHeader  = "X-Sdk-Date"
	hashHeader  = "X-Sdk-Content-Sha256"
	tokenHeader = "X-Security-Token"
)

// authorization is what an Authorization header says.
type authorization struct {
	keyID, signature string
	signed           []string // names of the signed headers, in the client's order
}

// parseAuthorization is false for a header of another form, or one that leaves the date unsigned.
func parseAuthorization(header string) (authorization, bool) {
	rest, ok := strings.CutPrefix(header, algorithm+" ")
	if !ok {
		return authorization{}, false
	}
	fields := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		fields[name] = value
	}
	a := authorization{keyID: fields["Access"], signature: fields["Signature"], signed: strings.Split(fields["SignedHeaders"], ";")}
	dated := slices.ContainsFunc(a.signed, func(name string) bool { return strings.EqualFold(name, dateHeader) })
	return a, a.keyID != "" && a.signature != "" && dated
}

// canonicalRequest is the text whose hash is signed. Clients sign different headers, so their list decides.
func canonicalRequest(r *http.Request, signed []string, body []byte) string {
	var headers strings.Builder
	for _, name := range signed {
		value := strings.Join(r.Header.Values(name), ",")
		if strings.EqualFold(name, "host") {
			value = r.Host
		}
		headers.WriteString(strings.ToLower(name) + ":" + strings.TrimSpace(value) + "\n")
	}
	hash := r.Header.Get(hashHeader)
	if hash == "" {
		hash = hexHash(body)
	}
	return strings.Join([]string{
		r.Method, canonicalPath(r.URL), canonicalQuery(r.URL), headers.String(), strings.Join(signed, ";"), hash,
	}, "\n")
}

// canonicalPath ends in a slash, which the path on the wire need not.
func canonicalPath(u *url.URL) string {
	segments := strings.Split(u.EscapedPath(), "/")
	for i, segment := range segments {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = plain
		}
		segments[i] = escape(segment)
	}
	path := strings.Join(segments, "/")
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return path
}

// canonicalQuery sorts by name, then by value.
func canonicalQuery(u *url.URL) string {
	var pairs []string
	query := u.Query()
	names := make([]string, 0, len(query))
	for name := range query {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		values := slices.Sorted(slices.Values(query[name]))
		for _, value := range values {
			pairs = append(pairs, escape(name)+"="+escape(value))
		}
	}
	return strings.Join(pairs, "&")
}

// escape leaves the unreserved characters of RFC 3986 alone.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// signature signs with the secret itself: there is no derived key and no scope.
func signature(secret, date, canonical string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(algorithm + "\n" + date + "\n" + hexHash([]byte(canonical))))
	return hex.EncodeToString(mac.Sum(nil))
}

func hexHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
