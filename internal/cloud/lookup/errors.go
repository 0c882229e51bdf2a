package lookup

import (
	"fmt"
	"strings"
)

// Tried are the places that had no credentials, in the order of the search.
type Tried []string

// NotSet is what is found in a place that nobody has filled.
const NotSet = "not set"

// Note keeps what was found in a place that had no credentials.
func (t *Tried) Note(place, found string) { *t = append(*t, place+": "+found) }

// Nothing says that there were none in any.
func (t Tried) Nothing() string {
	var list strings.Builder
	for i, place := range t {
		fmt.Fprintf(&list, "\n  %d. %s", i+1, place)
	}
	return "none were found. These places were tried, in this order:" + list.String()
}

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

// Invalid is an Error without a cause.
func Invalid(found, do string) *Error { return &Error{Found: found, Do: do} }
