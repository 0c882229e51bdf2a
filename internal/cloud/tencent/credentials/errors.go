package credentials

import (
	"slices"
	"strings"
)

// Error is a place that was asked for and holds no usable credentials. What comes from STS is a *replication.Error instead.
type Error struct {
	// Found is what is wrong, Do what to do about it.
	Found, Do string
	Err       error
}

// Error is what is wrong and what to do.
func (e *Error) Error() string { return e.Found + ". " + e.Do }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

func invalid(found, do string) *Error { return &Error{Found: found, Do: do} }

// scrub takes the secrets out of a text that somebody else wrote.
func scrub(text string, secrets ...string) string {
	// The longest first: a secret may hold another.
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "***")
		}
	}
	return text
}
