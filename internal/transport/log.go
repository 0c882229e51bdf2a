package transport

import (
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// requestIDHeaders are where the clouds put the id that their support asks for.
var requestIDHeaders = []string{"x-oss-request-id", "x-cos-request-id", "X-Ucloud-Request-Uuid", "X-Request-Id"}

// RequestID is the id that the cloud gave the request, or empty.
func RequestID(header http.Header) string {
	for _, name := range requestIDHeaders {
		if id := header.Get(name); id != "" {
			return id
		}
	}
	return ""
}

// requestLog writes one line per attempt to the cloud's subsystem. A query can hold a signature, headers and bodies
// secrets: none of them is written.
type requestLog struct{ subsystem string }

func (l requestLog) attempt(r *http.Request, number int, response *http.Response, err error, took time.Duration) {
	ctx := tflog.NewSubsystem(r.Context(), l.subsystem)
	fields := map[string]any{
		"method": r.Method, "host": r.URL.Host, "path": r.URL.Path,
		"attempt": number, "duration_ms": took.Milliseconds(),
	}
	if err != nil {
		fields["error"] = err.Error()
		tflog.SubsystemWarn(ctx, l.subsystem, "Request without an answer", fields)
		return
	}
	fields["status"] = response.StatusCode
	fields["request_id"] = RequestID(response.Header)
	tflog.SubsystemDebug(ctx, l.subsystem, "Request", fields)
}
