package tencent

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// fails is an error of this call.
func (c call) fails(kind replication.Kind, err error) *replication.Error {
	on := c.bucket.String()
	if c.bucket.Bucket == "" { // a call on the service
		on = "the account"
	}
	return &replication.Error{Kind: kind, Op: c.does, On: on, Err: err}
}

// translate makes the domain's error of what the SDK or the HTTP client returned.
func (c call) translate(ctx context.Context, err error) *replication.Error {
	err = cause(err)
	var noCredentials credentialsError
	var refusal *cos.ErrorResponse
	switch {
	case errors.As(err, &noCredentials):
		return failure.NoKey(c.fails(replication.KindPermission, noCredentials.error))
	case ctx.Err() == nil && errors.As(err, &refusal):
		return c.refused(refusal)
	default:
		return failure.Unanswered(ctx, c.fails(replication.KindUnavailable, err), "COS", c.writes)
	}
}

// cause takes off the SDK's RetryError, which has no Unwrap, and the URL, which a message has no use for.
func cause(err error) error {
	var retried *cos.RetryError
	if errors.As(err, &retried) && len(retried.Errs) > 0 {
		err = retried.Errs[len(retried.Errs)-1]
	}
	var inURL *url.Error
	if errors.As(err, &inURL) {
		err = inURL.Err
	}
	return err
}

// interrupted is the end of the caller's context.
func (c call) interrupted(cause error) *replication.Error {
	return failure.Interrupted(c.fails(replication.KindUnavailable, cause), "COS")
}

// refused is an answer of COS with an error.
func (c call) refused(refusal *cos.ErrorResponse) *replication.Error {
	e := c.fails(replication.KindInvalid, refusal)
	status := refusal.Response.StatusCode
	e.Code, e.Message, e.RequestID = refusal.Code, refusal.Message, refusal.RequestID
	if e.RequestID == "" {
		e.RequestID = transport.RequestID(refusal.Response.Header)
	}
	// COS documents what is wrong with a signature both as the code and as the message of AccessDenied.
	if _, isCode := meanings[refusal.Message]; isCode && refusal.Code == "AccessDenied" {
		e.Code = refusal.Message
	}
	if e.Message == "" {
		e.Message = fmt.Sprintf("HTTP %d", status)
	}
	if e.Code == "" && !ours(refusal.Response) {
		return c.notCOS(e, status)
	}
	m := meaningOf(e.Code, status)
	e.Kind, e.Constraint, e.Advice, e.Missing, e.KeyRefused = m.kind, m.constraint, m.advice, m.missing, m.keyRefused
	if e.Kind == replication.KindPermission && e.Advice == "" {
		e.Advice = fmt.Sprintf("The identity needs the CAM action name/cos:%s on %s.", c.api, c.resource())
	}
	// Of a 5xx nobody knows whether the write took effect; throttling says that it did not.
	e.Ambiguous = c.writes && e.Kind == replication.KindUnavailable
	return e
}

// ours tells whether COS gave the answer: an answer to HEAD has no body, but a request id of COS.
func ours(r *http.Response) bool { return r.Header.Get("x-cos-request-id") != "" }

// notCOS is an answer that a proxy, a gateway or a wrong endpoint must have given.
func (c call) notCOS(e *replication.Error, status int) *replication.Error {
	e.Message = fmt.Sprintf("the answer, HTTP %d, is not one of COS", status)
	e.Advice = "Check whether a proxy or the configured endpoint answers in the place of COS."
	e.Kind = failure.KindOfForeign(status)
	e.Ambiguous = c.writes && status >= http.StatusInternalServerError
	return e
}

// unreadable is an answer of success that is not what COS documents: nothing may be concluded from it.
func (c call) unreadable(err error, header http.Header, length int) *replication.Error {
	e := c.fails(replication.KindUnavailable, err)
	e.RequestID = transport.RequestID(header)
	e.Message = fmt.Sprintf("the answer (%d bytes) is not the XML that COS documents: %v", length, err)
	e.Advice = "Check whether a proxy or the configured endpoint answers in the place of COS."
	return e
}

// resource is the bucket as a CAM policy names it; the service has none.
func (c call) resource() string {
	if c.bucket.Bucket == "" {
		return "*"
	}
	return fmt.Sprintf("qcs::cos:%s:uid/%s:%s/*", c.bucket.Region, appID(c.bucket.Bucket), c.bucket.Bucket)
}

// appID is the APPID at the end of a bucket's name; empty if there is none.
func appID(bucket string) string {
	if i := strings.LastIndexByte(bucket, '-'); i >= 0 {
		return bucket[i+1:]
	}
	return ""
}

// hinted is how long the answer asks to wait, 0 if it does not.
func hinted(err error, now time.Time) time.Duration {
	var refusal *cos.ErrorResponse
	if !errors.As(err, &refusal) {
		return 0
	}
	value := refusal.Response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, time.Minute)
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), time.Minute)
	}
	return 0
}

// asError is err as the domain's error.
func asError(err error) (*replication.Error, bool) {
	var e *replication.Error
	ok := errors.As(err, &e)
	return e, ok
}
