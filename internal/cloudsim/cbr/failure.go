package cbr

import (
	"fmt"
	"net/http"
	"strings"
)

// apiError is an error answer of the service itself; the gateway's are in package iam.
type apiError struct {
	status        int
	code, message string // the code without "BackupService."
	action        string // a permission that is missing
}

func (e *apiError) Error() string { return e.wireCode() + ": " + e.message }

func (e *apiError) wireCode() string {
	if strings.Contains(e.code, ".") && !strings.HasPrefix(e.code, "SIM.") {
		return e.code
	}
	return "BackupService." + e.code
}

func fail(status int, code, format string, args ...any) *apiError {
	return &apiError{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func badRequest(code, format string, args ...any) *apiError {
	return fail(http.StatusBadRequest, code, format, args...)
}

func missing(code, format string, args ...any) *apiError {
	return fail(http.StatusNotFound, code, format, args...)
}

// invalid is the answer to parameters that do not fit their description.
func invalid(format string, args ...any) *apiError { return badRequest("9900", format, args...) }

// forbidden has a code of the simulator's own: the real one is not documented.
func forbidden(action string) *apiError {
	return &apiError{status: http.StatusForbidden, code: "SIM.0403", message: "Policy doesn't allow " + action + " to be performed.", action: action}
}

func noVault(id string) *apiError  { return missing("6105", "Vault %s does not exist.", id) }
func noBackup(id string) *apiError { return missing("6200", "Backup %s does not exist.", id) }
func noPolicy(id string) *apiError { return missing("6000", "Policy %s does not exist.", id) }
func noTask(string) *apiError      { return missing("6500", "Operation log does not exist.") }
func noCredential(id string) *apiError {
	return missing("SIM.0404", "Cross-cloud replication credential %s does not exist.", id)
}

// document is the body of the answer.
func (e *apiError) document(nested bool) any {
	if nested {
		return map[string]any{"error": map[string]string{"code": e.wireCode(), "message": e.message}}
	}
	body := map[string]any{"error_code": e.wireCode(), "error_msg": e.message}
	if e.action != "" {
		body["encoded_authorization_message"] = "simulated"
		body["details"] = []map[string]string{{"error_code": e.wireCode(), "error_msg": e.message}}
	}
	return body
}
