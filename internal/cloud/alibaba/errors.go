package alibaba

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// fails is an error of this call.
func (c call) fails(kind replication.Kind, err error) *replication.Error {
	return &replication.Error{Kind: kind, Op: c.does, On: c.on(), Err: err}
}

func (c call) writes() bool { return c.method != http.MethodGet }

// translate makes the domain's error of what the SDK returned.
func translate(ctx context.Context, c call, err error) *replication.Error {
	var noCredentials credentialsError
	var refusal *oss.ServiceError
	var parameter oss.InvalidParamError
	switch {
	case ctx.Err() != nil:
		return failure.Unanswered(ctx, c.fails(replication.KindUnavailable, err), "OSS", c.writes())
	case errors.As(err, &noCredentials):
		return failure.NoKey(c.fails(replication.KindPermission, noCredentials.error))
	case errors.As(err, &refusal):
		return refused(c, refusal)
	case errors.As(err, &parameter):
		e := c.fails(replication.KindInvalid, err)
		e.Message = fmt.Sprintf("the bucket name %q does not have the form that OSS requires", c.bucket.Bucket)
		return e
	default:
		return failure.Unanswered(ctx, c.fails(replication.KindUnavailable, err), "OSS", c.writes())
	}
}

// interrupted is the end of the caller's context.
func (c call) interrupted(cause error) *replication.Error {
	return failure.Interrupted(c.fails(replication.KindUnavailable, cause), "OSS")
}

// refused is an answer of OSS with an error.
func refused(c call, refusal *oss.ServiceError) *replication.Error {
	e := c.fails(replication.KindInvalid, refusal)
	e.Code, e.Message, e.RequestID = refusal.Code, refusal.Message, refusal.RequestID
	if e.RequestID == "" {
		e.RequestID = transport.RequestID(refusal.Headers)
	}
	if e.Message == "" {
		e.Message = fmt.Sprintf("HTTP %d", refusal.StatusCode)
	}
	if refusal.Code == "BadErrorResponse" { // the SDK's own code: the body was no XML of OSS
		notOSS(e, refusal.StatusCode)
		e.Ambiguous = c.writes() && refusal.StatusCode >= http.StatusInternalServerError
		return e
	}
	ec := refusal.EC
	if ec == "" {
		ec = refusal.Headers.Get(oss.HeaderOssEC)
	}
	if endpoint := rightEndpoint(refusal); endpoint != "" {
		e.Constraint = "G5"
		e.Message = fmt.Sprintf("the bucket is not in region %s: OSS names its endpoint %s", c.bucket.Region, endpoint)
		e.Advice = "Correct `region`."
		region := regionOfEndpoint(endpoint)
		if region != "" {
			e.Advice = fmt.Sprintf("Set `region` to %q.", region)
		}
		e.Err = &elsewhereError{region: region, cause: refusal}
		return e
	}
	m := meaningOf(refusal, ec)
	e.Kind, e.Constraint, e.Advice, e.Missing, e.KeyRefused = m.kind, m.constraint, m.advice, m.missing, m.keyRefused
	if e.Kind == replication.KindPermission && e.Advice == "" {
		e.Advice = fmt.Sprintf("The identity needs the RAM action oss:%s on acs:oss:*:*:%s.", c.api, cmp.Or(c.bucket.Bucket, "*"))
	}
	// Of a 5xx nobody knows whether the write took effect; throttling says that it did not.
	e.Ambiguous = c.writes() && e.Kind == replication.KindUnavailable
	if ec != "" {
		e.Message = strings.TrimSuffix(e.Message, ".") + " (EC " + ec + ")"
	}
	return e
}

// elsewhereError says in which region a bucket is; region is empty if OSS named an endpoint of an unknown form.
type elsewhereError struct {
	region string
	cause  error
}

// Error names the region.
func (e *elsewhereError) Error() string { return "the bucket is in region " + e.region }

// Unwrap is the cause.
func (e *elsewhereError) Unwrap() error { return e.cause }

// notOSS is an answer that a proxy, a gateway or a wrong endpoint must have given.
func notOSS(e *replication.Error, status int) {
	e.Code = ""
	e.Message = fmt.Sprintf("the answer, HTTP %d, is not one of OSS", status)
	e.Advice = "Check whether a proxy or the configured endpoint answers in the place of OSS."
	e.Kind = failure.KindOfForeign(status)
}

// rightEndpoint is the endpoint that OSS names if a bucket was asked for in a wrong region.
func rightEndpoint(refusal *oss.ServiceError) string {
	var body struct {
		Endpoint string `xml:"Endpoint"`
	}
	if refusal.StatusCode/100 != 4 && refusal.StatusCode/100 != 3 || xml.Unmarshal(refusal.Snapshot, &body) != nil {
		return ""
	}
	return strings.TrimSpace(body.Endpoint)
}
