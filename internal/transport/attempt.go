package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// maxAnswer bounds what is read of an answer; the largest real ones, a hundred rules, are far smaller.
const maxAnswer = 32 << 20

var errTooLong = fmt.Errorf("the answer is longer than %d MB", maxAnswer>>20)

// attempts makes single attempts: rate, user agent, time limit, log, and the answer read to its end, so that one that
// breaks off is seen here, where it can be repeated.
type attempts struct {
	next      http.RoundTripper
	limiter   *limiter
	log       requestLog
	userAgent string
}

// try makes the attempt with this number, counted from 1.
func (a *attempts) try(r *http.Request, number int) (*http.Response, error) {
	if err := a.limiter.wait(r.Context()); err != nil {
		closeBody(r)
		return nil, newError(r, fmt.Errorf("waiting for max_requests_per_second: %w", err), true)
	}
	ctx, cancel := context.WithTimeout(r.Context(), attemptTimeout)
	defer cancel()
	r = r.Clone(ctx)
	if a.userAgent != "" {
		r.Header.Set("User-Agent", joinAgents(a.userAgent, r.Header.Get("User-Agent")))
	}
	started := time.Now()
	response, err := a.next.RoundTrip(r)
	if err == nil {
		err = readAll(response)
	}
	if err != nil {
		response, err = nil, newError(r, err, neverReached(err))
	}
	a.log.attempt(r, number, response, err, time.Since(started))
	return response, err
}

// readAll puts the whole body in the place of the one that is still to come.
func readAll(response *http.Response) error {
	if response.Body == nil {
		response.Body = http.NoBody
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	closeErr := response.Body.Close()
	if err = errors.Join(err, closeErr); err != nil {
		return fmt.Errorf("the answer broke off: %w", err)
	}
	if len(body) > maxAnswer {
		return errTooLong
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

func joinAgents(ours, theirs string) string {
	if theirs == "" {
		return ours
	}
	return ours + " " + theirs
}
