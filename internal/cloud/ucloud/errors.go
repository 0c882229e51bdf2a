package ucloud

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloud/failure"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// fails is an error of this call.
func (c call) fails(kind replication.Kind, err error) *replication.Error {
	return &replication.Error{Kind: kind, Op: c.does, On: c.bucket.String(), Err: err}
}

// worthRepeating tells whether another attempt can end better and do no harm.
func (c call) worthRepeating(err error) bool {
	var e *replication.Error
	if !errors.As(err, &e) {
		return false
	}
	code, _ := strconv.Atoi(e.Code)
	return code == codeThrottled || meanings[code].again && !c.once
}

// unanswered is a request without an answer.
func (c call) unanswered(ctx context.Context, err error) *replication.Error {
	if ctx.Err() == nil {
		return failure.Unanswered(ctx, c.fails(replication.KindUnavailable, err), "UCloud", c.writes)
	}
	e := c.interrupted(ctx.Err())
	e.Ambiguous = c.writes && !transport.Unsent(err)
	return e
}

// interrupted is the end of the caller's context.
func (c call) interrupted(cause error) *replication.Error {
	e := failure.Interrupted(c.fails(replication.KindUnavailable, cause), "UCloud")
	if e.Advice != "" {
		e.Advice = "The `timeouts` of the resource set the time of a write; a check has 5 seconds."
	}
	return e
}

// refused is an answer with a RetCode.
func (d *Driver) refused(c call, code int, message, requestID string) *replication.Error {
	m, known := meanings[code]
	if !known {
		m.kind = replication.KindInvalid
	}
	e := c.fails(m.kind, nil)
	e.Code, e.Message, e.RequestID = strconv.Itoa(code), message, requestID
	e.Constraint, e.Missing, e.Advice, e.KeyRefused = m.constraint, m.missing, m.advice, m.keyRefused
	if relaxed, ok := map[string]string{"U2": "G2", "U4": "U8"}[m.constraint]; ok && !d.options.Exclusive {
		e.Constraint = relaxed // what the code amounts to where pairs are not exclusive
	}
	if d.options.Exclusive && (m.constraint == "U2" || m.constraint == "U4") {
		e.Advice += " " + replication.RuleSetSwitch
	}
	switch {
	case code == codeUnknownAction:
		d.notOffered(c, e)
	case e.Kind == replication.KindPermission && e.Advice == "":
		e.Advice = fmt.Sprintf("The identity needs the permission for the action %s in the project.", c.action)
	}
	// Of trouble behind the gateway nobody knows whether the write took effect; throttling says that it did not.
	e.Ambiguous = c.writes && m.again
	if e.Message == "" {
		e.Message = "UCloud gave no reason"
	}
	return e
}

// notOffered is what RetCode 161 means: nothing about the rule or the bucket.
func (d *Driver) notOffered(c call, e *replication.Error) {
	e.Kind = replication.KindUnsupported
	e.Message = fmt.Sprintf("this endpoint, %s, does not offer the action %s", d.baseURL, c.action)
	if d.options.API.ruleActions(c.action) {
		e.Advice = "UCloud does not publish the API for replication rules, and this provider guesses its names. Nothing can be said of the rule: it is as it was. " +
			"Ask UCloud whether the API is open to your account and what its names are; names can be set in ucloud = { api = { ... } } in the provider configuration."
	}
}

// notUCloud is an answer that a proxy, a load balancer or a wrong endpoint must have given.
func (c call) notUCloud(status int, requestID string, cause error) *replication.Error {
	e := c.fails(failure.KindOfForeign(status), cause)
	e.RequestID = requestID
	e.Message = fmt.Sprintf("the answer, HTTP %d, is not one of the UCloud API: %v", status, cause)
	e.Advice = "Check whether a proxy or the configured `base_url` answers in the place of UCloud."
	e.Ambiguous = c.writes && e.Kind == replication.KindUnavailable
	return e
}

func hasCode(err error, code int) bool {
	var e *replication.Error
	return errors.As(err, &e) && e.Code == strconv.Itoa(code)
}
