package cloudsim

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"time"
)

// answer is a complete response that has not been sent yet. It is the http.ResponseWriter that the services write to.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newAnswer() *answer { return &answer{header: http.Header{}} }

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(data []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(data)
}

// send writes the answer to a server's connection.
func (a *answer) send(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body.Bytes()) // the client may be gone; there is nobody to tell
}

// response is the answer as a client gets it.
func (a *answer) response(r *http.Request) *http.Response {
	header := a.header.Clone()
	if header.Get("Date") == "" {
		header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	}
	body, length := a.body.Bytes(), int64(a.body.Len())
	if r.Method == http.MethodHead {
		body = nil
		if n, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64); err == nil {
			length = n
		}
	}
	return &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: length, Request: r,
	}
}

func (a *answer) clone() *answer {
	c := &answer{status: a.status, header: a.header.Clone()}
	c.body.Write(a.body.Bytes())
	return c
}
