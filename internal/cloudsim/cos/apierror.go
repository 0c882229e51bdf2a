package cos

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

const xmlDeclaration = "<?xml version='1.0' encoding='utf-8' ?>\n"

// apiError is an error answer of the service.
type apiError struct {
	status        int
	code, message string
	header        http.Header
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s: %s", e.status, e.code, e.message) }

func fail(status int, code, message string) *apiError {
	return &apiError{status: status, code: code, message: message}
}

func badRequest(code, format string, args ...any) *apiError {
	return fail(http.StatusBadRequest, code, fmt.Sprintf(format, args...))
}

func invalidArgument(format string, args ...any) *apiError {
	return badRequest("InvalidArgument", format, args...)
}

func malformedXML(format string, args ...any) *apiError {
	return badRequest("MalformedXML", "The XML in the request body does not conform to the XML syntax or schema: "+format, args...)
}

func conflict(code, format string, args ...any) *apiError {
	return fail(http.StatusConflict, code, fmt.Sprintf(format, args...))
}

func notFound(code, message string) *apiError { return fail(http.StatusNotFound, code, message) }

func noSuchBucket() *apiError {
	return notFound("NoSuchBucket", "The specified bucket does not exist.")
}

func accessDenied() *apiError { return fail(http.StatusForbidden, "AccessDenied", "Access Denied.") }

// body is the error document. The resource is the host with the path of an object, without a scheme.
func (e *apiError) body(r *http.Request, requestID, traceID string) []byte {
	var b bytes.Buffer
	b.WriteString(xmlDeclaration + "<Error>\n")
	resource := r.Host
	if r.URL.Path != "/" {
		resource += r.URL.Path
	}
	for _, element := range [][2]string{
		{"Code", e.code}, {"Message", e.message}, {"Resource", resource}, {"RequestId", requestID}, {"TraceId", traceID},
	} {
		fmt.Fprintf(&b, "\t<%s>", element[0])
		_ = xml.EscapeText(&b, []byte(element[1])) // a buffer takes everything
		fmt.Fprintf(&b, "</%s>\n", element[0])
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

func (e *apiError) reply(r *http.Request, requestID string) reply {
	header := http.Header{"Content-Type": {"application/xml"}}
	for name, values := range e.header {
		header[name] = values
	}
	traceID := newID(36)
	header.Set("x-cos-trace-id", traceID)
	return reply{status: e.status, header: header, body: e.body(r, requestID, traceID)}
}

func xmlReply(document any) (reply, *apiError) {
	body, err := xml.Marshal(document)
	if err != nil {
		return reply{}, fail(http.StatusInternalServerError, "InternalError", "The simulator could not write its answer: "+err.Error())
	}
	return rawXML(xmlDeclaration + string(body)), nil
}

func rawXML(text string) reply {
	return reply{header: http.Header{"Content-Type": {"application/xml"}}, body: []byte(text)}
}

// newID is random and looks as the service's request ids do.
func newID(size int) string {
	return base64.StdEncoding.EncodeToString(random.Bytes(size))
}
