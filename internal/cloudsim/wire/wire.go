// Package wire is what the simulated object storages have in common on the wire: reading XML documents, answering,
// percent-encoding, checksums, times, and the pages of a listing.
package wire

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"hash/crc64"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// DecodeXML reads a whole document into v; root names the root element that is wanted.
// It tells apart a document that cannot be read from one with another root.
func DecodeXML(body []byte, root string, v any) (wrongRoot bool, err error) {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.Token()
		if err != nil {
			return errors.Is(err, io.EOF), errors.New("no document")
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != root {
			return true, errors.New("root element is " + start.Name.Local)
		}
		if err := decoder.DecodeElement(v, &start); err != nil {
			return false, err
		}
		break
	}
	for { // nothing may follow but space and comments
		switch token, err := decoder.Token(); t := token.(type) {
		case xml.StartElement:
			return false, errors.New("a second root element")
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				return false, errors.New("text behind the document")
			}
		default:
			if errors.Is(err, io.EOF) {
				return false, nil
			}
			if err != nil {
				return false, err
			}
		}
	}
}

// Escape percent-encodes everything but RFC 3986 unreserved characters, and slashes where they separate.
func Escape(s string, keepSlash bool) string {
	s = strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	s = strings.ReplaceAll(s, "%7E", "~")
	if keepSlash {
		s = strings.ReplaceAll(s, "%2F", "/")
	}
	return s
}

// Send answers a request; status 0 is 200. Headers that w has already stay unless header sets them.
func Send(w http.ResponseWriter, r *http.Request, status int, header http.Header, body []byte) {
	for name, values := range header {
		w.Header()[http.CanonicalHeaderKey(name)] = values
	}
	w.Header().Set("Date", time.Now().UTC().Format(http.TimeFormat))
	if status == 0 {
		status = http.StatusOK
	}
	noContent := status == http.StatusNoContent || status == http.StatusNotModified
	if w.Header().Get("Content-Length") == "" && !noContent {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead && !noContent {
		_, _ = w.Write(body) // the client may have left
	}
}

// Time is the time format of the APIs' XML, with milliseconds.
func Time(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

var crcTable = crc64.MakeTable(crc64.ECMA)

// CRC64 is the checksum that the services send with an object: CRC-64/ECMA as a decimal number.
func CRC64(content []byte) string { return strconv.FormatUint(crc64.Checksum(content, crcTable), 10) }

// MD5 is the value of a Content-MD5 header: Base64 of the digest.
func MD5(content []byte) string {
	sum := md5.Sum(content)
	return base64.StdEncoding.EncodeToString(sum[:])
}
