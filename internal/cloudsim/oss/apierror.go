package oss

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/http"
)

// apiError is an error answer of the service.
type apiError struct {
	status        int
	code, message string
	ec            string      // error code detail; "" where the documentation names none
	extra         [][2]string // further elements, in order
	header        http.Header
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s: %s", e.status, e.code, e.message) }

func fail(status int, code, ec, message string) *apiError {
	return &apiError{status: status, code: code, ec: ec, message: message}
}

func (e *apiError) with(name, value string) *apiError {
	e.extra = append(e.extra, [2]string{name, value})
	return e
}

func badRequest(code, ec, message string) *apiError {
	return fail(http.StatusBadRequest, code, ec, message)
}

func invalidArgument(ec, format string, args ...any) *apiError {
	return badRequest("InvalidArgument", ec, fmt.Sprintf(format, args...))
}

func malformedXML(ec string) *apiError {
	return badRequest("MalformedXML", ec, "The XML you provided was not well-formed or did not validate against our published schema.")
}

func accessDenied(ec, message string) *apiError {
	return fail(http.StatusForbidden, "AccessDenied", ec, message)
}

func noSuchBucket(name string) *apiError {
	return fail(http.StatusNotFound, "NoSuchBucket", "0015-00000101", "The specified bucket does not exist.").with("BucketName", name)
}

// body is the error document.
func (e *apiError) body(requestID, host string) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<Error>\n")
	element := func(name, value string) {
		fmt.Fprintf(&b, "  <%s>", name)
		_ = xml.EscapeText(&b, []byte(value)) // a buffer takes everything
		fmt.Fprintf(&b, "</%s>\n", name)
	}
	element("Code", e.code)
	element("Message", e.message)
	element("RequestId", requestID)
	element("HostId", host)
	for _, extra := range e.extra {
		element(extra[0], extra[1])
	}
	if e.ec != "" {
		element("EC", e.ec)
	}
	b.WriteString("</Error>\n")
	return b.Bytes()
}

// reply is the answer to one call. The zero value is an empty 200.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// Header, Write and WriteHeader let the standard library fill in an answer.
func (a *reply) Header() http.Header { return a.header }

func (a *reply) WriteHeader(status int) { a.status = status }

func (a *reply) Write(p []byte) (int, error) {
	a.body = append(a.body, p...)
	return len(p), nil
}

func (e *apiError) reply(r *http.Request, requestID, host string) reply {
	header := http.Header{"Content-Type": {"application/xml"}}
	for name, values := range e.header {
		header[name] = values
	}
	body := e.body(requestID, host)
	if e.ec != "" {
		header.Set("x-oss-ec", e.ec)
	}
	if r.Method == http.MethodHead {
		header.Set("x-oss-err", base64.StdEncoding.EncodeToString(body))
	}
	return reply{status: e.status, header: header, body: body}
}

func xmlReply(document any) (reply, *apiError) {
	body, err := xml.Marshal(document)
	if err != nil {
		return reply{}, fail(http.StatusInternalServerError, "InternalError", "", "The simulator could not write its answer: "+err.Error())
	}
	return reply{header: http.Header{"Content-Type": {"application/xml"}}, body: append([]byte(xml.Header), body...)}, nil
}
