package huawei

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/huawei/signature"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// fails is an error of this call.
func (c call) fails(kind replication.Kind, err error) *replication.Error {
	return &replication.Error{Kind: kind, Op: c.does, On: c.on, Err: err}
}

func (c call) writes() bool { return c.method != http.MethodGet }

// unanswered is a request that got no answer.
func (c call) unanswered(ctx context.Context, err error) error {
	return failure.Unanswered(ctx, c.fails(replication.KindUnavailable, err), "CBR", c.writes())
}

// refusal is the body of an error: flat, or nested one level down, or with the other pair of names.
type refusal struct {
	ErrorCode string          `json:"error_code"`
	ErrorMsg  string          `json:"error_msg"`
	Code      json.RawMessage `json:"code"`
	Message   string          `json:"message"`
	RequestID string          `json:"request_id"`
}

// parseRefusal reads the body; false if it is none of Huawei Cloud's.
func parseRefusal(body []byte) (code, message, requestID string, ok bool) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return "", "", "", false
	}
	candidates := []json.RawMessage{body}
	for _, nested := range fields {
		candidates = append(candidates, nested)
	}
	for _, candidate := range candidates {
		var r refusal
		if json.Unmarshal(candidate, &r) != nil {
			continue
		}
		code, message = r.ErrorCode, r.ErrorMsg
		if code == "" && message == "" {
			code, message = strings.Trim(string(r.Code), `"`), r.Message
		}
		if code != "" && code != "null" || message != "" {
			return code, message, r.RequestID, true
		}
	}
	return "", "", "", false
}

// refused is an answer with an error. What the answer quotes of the keys is taken out.
func (c call) refused(response *http.Response, body []byte, keys signature.Keys) error {
	e := c.fails(replication.KindInvalid, nil)
	code, message, requestID, ok := parseRefusal(body)
	e.RequestID = requestID
	if e.RequestID == "" {
		e.RequestID = transport.RequestID(response.Header)
	}
	status := response.StatusCode
	if !ok {
		e.Message = fmt.Sprintf("the answer, HTTP %d, is not one of CBR", status)
		e.Advice = "Check whether a proxy or the configured endpoint answers in the place of CBR."
		e.Kind = kindOf(status, "")
		if status == http.StatusNotFound {
			e.Kind = replication.KindUnavailable // nothing may be concluded from it
		}
		e.Ambiguous = c.writes() && status >= http.StatusInternalServerError
		return c.notOffered(e, status, code, message)
	}
	e.Code, e.Message = code, scrub(message, keys, c)
	if e.Message == "" {
		e.Message = fmt.Sprintf("HTTP %d", status)
	}
	e.Kind = kindOf(status, code)
	m, known := meanings[strings.TrimPrefix(code, "BackupService.")]
	if known {
		e.Kind, e.Constraint, e.Advice, e.Missing = m.kind, m.constraint, m.advice, m.missing
	} else if e.Kind == replication.KindNotFound {
		e.Missing = c.missing
	}
	if e.Kind == replication.KindPermission && e.Advice == "" {
		e.Advice = permissionAdvice(code, message, c.action)
	}
	e.KeyRefused = status == http.StatusUnauthorized && !clockDiffers(code, message)
	if strings.Contains(message, "enable_acceleration") {
		e.Advice = "This account may not use acceleration: leave `acceleration` out."
	}
	// Of a 5xx nobody knows whether the write took effect.
	e.Ambiguous = c.writes() && status >= http.StatusInternalServerError && !known
	return c.notOffered(e, status, code, message)
}

// notOffered makes an error of its own where the endpoint does not know what is unpublished: that is never "not found".
func (c call) notOffered(e *replication.Error, status int, code, message string) error {
	foreign := code == "" || strings.HasPrefix(code, "APIG")
	unknownPath := c.unpublished && foreign &&
		(status == http.StatusNotFound || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented)
	unknownField := c.unpublished && status == http.StatusBadRequest && strings.Contains(strings.ToLower(message), "invalid key") &&
		!strings.Contains(message, "enable_acceleration")
	if !unknownPath && !unknownField {
		return e
	}
	e.Kind, e.Missing, e.Ambiguous = replication.KindUnsupported, "", false
	e.Advice = notOffered + nameAdvice
	return e
}

func permissionAdvice(code, message, action string) string {
	switch {
	case clockDiffers(code, message):
		return "The clock of this machine differs from that of the cloud by more than 15 minutes, or the temporary key has ended: correct the clock, or renew the key."
	case strings.HasPrefix(code, "APIG"):
		return "Check access key, secret key and security token, and that they belong to this cloud and region."
	case action != "":
		return "The identity needs the IAM action " + action + "."
	}
	return ""
}

// clockDiffers tells whether the gateway finds the signature too old, which says nothing of the key.
func clockDiffers(code, message string) bool {
	return strings.HasPrefix(code, "APIG") && strings.Contains(message, "expired")
}

// scrub takes keys out of a text that somebody else wrote.
func scrub(text string, keys signature.Keys, c call) string {
	secrets := []string{keys.SecretKey, keys.SecurityToken, keys.AccessKey}
	if sent, ok := c.body.(secretBody); ok {
		secrets = append(secrets, sent.secrets()...)
	}
	return failure.Scrub(text, secrets...)
}

// secretBody is a body that holds what must not be shown.
type secretBody interface{ secrets() []string }
