package iam

import (
	"encoding/json"
	"net/http"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
)

// Failure is an error answer. The gateway's is flat, and IAM's own is nested.
type Failure struct {
	Status        int
	Code, Message string
	nested        bool
}

// Error is the code with its message.
func (f *Failure) Error() string { return f.Code + ": " + f.Message }

// unauthenticated is the gateway's answer to a request whose sender it cannot tell.
func unauthenticated(what string) *Failure {
	return &Failure{Status: http.StatusUnauthorized, Code: "APIGW.0301", Message: "Incorrect IAM authentication information: " + what}
}

// NotPublished is the gateway's answer to a path that it does not know.
func NotPublished() *Failure {
	return &Failure{Status: http.StatusNotFound, Code: "APIGW.0101", Message: "The API does not exist or has not been published in the environment"}
}

// TooLarge is the gateway's answer to a signed request with a body of more than 12 MB.
func TooLarge() *Failure {
	return &Failure{Status: http.StatusRequestEntityTooLarge, Code: "APIGW.0201", Message: "Request entity too large"}
}

// throttled is the gateway's answer to too many requests; the code is inferred.
func throttled() *Failure {
	return &Failure{Status: http.StatusTooManyRequests, Code: "APIGW.0308", Message: "The throttling threshold has been reached: policy user over ratelimit"}
}

// WriteInjected writes an error that a test injects in the gateway's form. Too many requests are 429 here.
func WriteInjected(w http.ResponseWriter, status int, code, message string) {
	if code == throttled().Code {
		status = http.StatusTooManyRequests
	}
	(&Failure{Status: status, Code: code, Message: message}).Write(w, NewRequestID())
}

func nested(status int, message string) *Failure {
	return &Failure{Status: status, Code: http.StatusText(status), Message: message, nested: true}
}

// Write sends the answer. Every answer has the request's id, in a header and in a flat body.
func (f *Failure) Write(w http.ResponseWriter, requestID string) {
	if f.nested {
		writeJSON(w, requestID, f.Status, map[string]any{"error": map[string]any{"code": f.Status, "message": f.Message, "title": f.Code}})
		return
	}
	writeJSON(w, requestID, f.Status, map[string]string{"error_code": f.Code, "error_msg": f.Message, "request_id": requestID})
}

// NewRequestID is 32 hexadecimal digits.
func NewRequestID() string { return random.Hex(16) }

func writeJSON(w http.ResponseWriter, requestID string, status int, document any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Request-Id", requestID)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(document) // the client may have left
}
