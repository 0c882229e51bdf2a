package us3

import (
	"bytes"
	"cmp"
	"crypto/sha1" // the signature algorithm of the UCloud API
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const maxBody = 8 << 20

// parameters are those of one request. A value is a string or, from JSON, anything that JSON has, with numbers as json.Number.
type parameters map[string]any

// readParameters takes the parameters from where the request has them: the body of a POST, else the query. The query of
// a POST with a body, in which some clients repeat the Action, is no part of them and is not signed.
func readParameters(r *http.Request) (parameters, error) {
	if r.Method != http.MethodPost || r.Body == nil {
		return fromForm(r.URL.RawQuery)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return fromForm(r.URL.RawQuery)
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "application/json" {
		return fromJSON(body)
	}
	return fromForm(string(body))
}

func fromForm(text string) (parameters, error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return nil, err
	}
	p := parameters{}
	for name := range values {
		p[name] = values.Get(name)
	}
	return p, nil
}

func fromJSON(body []byte) (parameters, error) {
	p := parameters{}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&p); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more than one JSON value")
	}
	return p, nil
}

// text is a parameter as the signature renders it; empty when it is not there.
func (p parameters) text(name string) string { return render(p[name]) }

// number is a whole number within the bounds, or the standard when the parameter is not there.
func (p parameters) number(name string, standard, low, high int) (int, *failure) {
	if p.text(name) == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(p.text(name))
	if err != nil || n < low || n > high {
		return 0, unavailable(name)
	}
	return n, nil
}

// oneOf is a parameter that must have one of the values; the first is the standard.
func (p parameters) oneOf(name string, values ...string) (string, *failure) {
	got := cmp.Or(p.text(name), values[0])
	for _, value := range values {
		if got == value {
			return got, nil
		}
	}
	return "", unavailable(name)
}

// render writes a value as it is signed: arrays as their elements without indices, objects as sorted keys and values,
// numbers without needless decimals and never in scientific notation, null as nothing.
func render(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case bool:
		return strconv.FormatBool(value)
	case json.Number:
		if _, err := strconv.ParseInt(value.String(), 10, 64); err == nil {
			return value.String()
		}
		f, err := value.Float64()
		if err != nil {
			return value.String()
		}
		return strconv.FormatFloat(f, 'f', -1, 64)
	case []any:
		var b strings.Builder
		for _, element := range value {
			b.WriteString(render(element))
		}
		return b.String()
	case map[string]any:
		return concatenate(value)
	}
	return ""
}

func concatenate(values map[string]any) string {
	var b strings.Builder
	for _, key := range sortedKeys(values) {
		if values[key] != nil {
			b.WriteString(key + render(values[key]))
		}
	}
	return b.String()
}

// stringToSign is every parameter but the signature, sorted by name in byte order, followed by the private key.
func (p parameters) stringToSign(privateKey string) string {
	unsigned := map[string]any{}
	for name, value := range p {
		if name != "Signature" {
			unsigned[name] = value
		}
	}
	return concatenate(unsigned) + privateKey
}

// signature is the plain SHA-1 of the string to sign, in lower-case hexadecimal digits.
func (p parameters) signature(privateKey string) string {
	sum := sha1.Sum([]byte(p.stringToSign(privateKey)))
	return hex.EncodeToString(sum[:])
}
