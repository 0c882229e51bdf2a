// Package failure makes the domain's errors of what goes wrong with the requests of all drivers alike: no answer, or one
// that is not the cloud's.
package failure

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// Unanswered completes the error of a request that got no answer of the service; its Err is what the HTTP client returned.
func Unanswered(ctx context.Context, e *replication.Error, service string, writes bool) *replication.Error {
	var connection *transport.Error
	var inURL *url.Error
	e.Kind, e.Ambiguous = replication.KindUnavailable, writes
	switch err := e.Err; {
	case ctx.Err() != nil:
		e.Err, e.Ambiguous = ctx.Err(), writes && !transport.Unsent(err)
		return Interrupted(e, service)
	case errors.As(err, &connection):
		e.Err, e.Ambiguous = connection, writes && !connection.Unsent
		e.Message, e.Advice = connection.Error(), connection.Advice
	case errors.As(err, &inURL):
		e.Err = inURL.Err // without the URL, which a message has no use for
	}
	return e
}

// NoKey completes the error of a request for which there was no key to sign with; its Err is why.
func NoKey(e *replication.Error) *replication.Error {
	e.Message = "there are no usable credentials: " + strings.TrimSuffix(e.Err.Error(), ".")
	e.KeyRefused = replication.IsKeyRefused(e.Err) // where temporary ones are given out
	return e
}

// Interrupted completes the error of what the end of the caller's context has stopped; its Err is the context's.
func Interrupted(e *replication.Error, service string) *replication.Error {
	e.Message = "this was interrupted before " + service + " had answered"
	if errors.Is(e.Err, context.DeadlineExceeded) {
		e.Message = "the time for it ran out before " + service + " had answered"
		e.Advice = "The `timeouts` of the resource set that time."
	}
	return e
}

// KindOfForeign is the kind of an answer that a proxy, a gateway or a wrong endpoint must have given.
func KindOfForeign(status int) replication.Kind {
	switch status {
	case http.StatusForbidden, http.StatusUnauthorized, http.StatusProxyAuthRequired:
		return replication.KindPermission
	case http.StatusTooManyRequests:
		return replication.KindThrottled
	default:
		return replication.KindUnavailable
	}
}

// shortSecret is the length below which a secret may well be a part of any word: such a one is nobody's real key.
const shortSecret = 6

const mask = "***"

// Scrub takes the secrets out of a text that somebody else wrote. Short ones are taken out only where they stand as a value of their own:
// in quotes, between tags, behind an equals sign, or as all of the text.
func Scrub(text string, secrets ...string) string {
	// The longest first: a secret may hold another.
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range secrets {
		switch {
		case secret == "":
		case text == secret:
			return mask
		case len(secret) >= shortSecret:
			text = strings.ReplaceAll(text, secret, mask)
		default:
			value := regexp.MustCompile("([\"'`=>])" + regexp.QuoteMeta(secret) + `($|[^\pL\pN])`)
			text = value.ReplaceAllString(text, "${1}"+mask+"${2}")
		}
	}
	return text
}
