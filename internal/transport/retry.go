package transport

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// retrier repeats requests that were throttled, failed in the server, or lost their connection.
type retrier struct {
	next       *attempts
	clock      clock.Clock
	maxRetries int
}

// RoundTrip returns the first answer that is not worth repeating the request for, or the last one.
func (t *retrier) RoundTrip(r *http.Request) (*http.Response, error) {
	rewind, err := rewinder(r)
	if err != nil {
		return nil, newError(r, err, true)
	}
	retries := t.maxRetries
	if budget, ok := budgetOf(r.Context()); ok {
		retries = min(retries, budget.Retries)
	}
	var waited time.Duration
	for attempt := 1; ; attempt++ {
		again, err := rewind(r.Context())
		if err != nil {
			return nil, newError(r, err, true)
		}
		response, err := t.next.try(again, attempt)
		if attempt > retries || r.Context().Err() != nil || !worthRepeating(r, response, err) {
			return response, err
		}
		pause := pauseBefore(attempt, response, t.clock.Now())
		if waited += pause; waited > maxTotalWait {
			return response, err
		}
		if t.clock.Sleep(r.Context(), pause) != nil {
			// What the server said last is worth more than that the wait for another attempt was cut short; a
			// cancelled context is for the caller to see.
			return response, err
		}
	}
}

// rewinder makes copies of the request with the body from its start.
func rewinder(r *http.Request) (func(context.Context) (*http.Request, error), error) {
	if r.Body == nil || r.Body == http.NoBody {
		return func(context.Context) (*http.Request, error) { return r, nil }, nil
	}
	if r.GetBody == nil {
		body, err := io.ReadAll(r.Body)
		closeBody(r)
		if err != nil {
			return nil, fmt.Errorf("the request's body cannot be read: %w", err)
		}
		r = withBody(r, body)
	} else {
		closeBody(r)
	}
	return func(ctx context.Context) (*http.Request, error) {
		body, err := r.GetBody()
		if err != nil {
			return nil, fmt.Errorf("the request's body cannot be read again: %w", err)
		}
		again := r.Clone(ctx)
		again.Body = body
		return again, nil
	}, nil
}

// worthRepeating tells whether another attempt can end better and cannot do harm.
func worthRepeating(r *http.Request, response *http.Response, err error) bool {
	if err != nil {
		return !permanent(err) && (replayable(r.Context()) || Unsent(err))
	}
	if throttled(response) {
		return true
	}
	return response.StatusCode >= 500 && response.StatusCode != http.StatusNotImplemented && replayable(r.Context())
}

// throttled tells whether the answer says by itself that the request was turned away for its rate. A 503 without a
// hint does not: it may come from a gateway, after the server behind it has acted.
func throttled(response *http.Response) bool {
	if response.StatusCode == http.StatusTooManyRequests {
		return true
	}
	_, hinted := hint(response.Header, time.Time{})
	return response.StatusCode == http.StatusServiceUnavailable && hinted
}
