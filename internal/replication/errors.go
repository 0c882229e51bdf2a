package replication

import (
	"errors"
	"fmt"
	"strings"
)

// Kind classes what went wrong at a cloud, whatever the cloud calls it.
type Kind string

// The kinds of errors.
const (
	KindNotFound    Kind = "not found"         // the bucket, or the rule in it, is not there
	KindConflict    Kind = "conflict"          // something that exists is in the way
	KindThrottled   Kind = "throttled"         // the cloud asks to slow down, and did so until the retries were used up
	KindUnsupported Kind = "unsupported"       // this endpoint or region does not offer it
	KindPermission  Kind = "permission denied" // signature, key or policy
	KindInvalid     Kind = "refused"           // the cloud calls the request invalid
	KindUnavailable Kind = "unavailable"       // network, 5xx: nobody knows yet
	KindIncomplete  Kind = "incomplete"        // the object exists, but what should follow did not happen in time
)

// Error is what a driver returns: what was attempted, on what, and what the cloud answered.
type Error struct {
	Kind Kind
	// Op is what was attempted, as a phrase: "read the replication rules", or "delete", or "apply the policy to".
	Op string
	// On is the object: a bucket or a rule.
	On string
	// Code and Message are the cloud's own; RequestID is what its support asks for. Any may be empty.
	Code      string
	Message   string
	RequestID string
	// Constraint is the catalogue entry that the refusal amounts to, if there is one.
	Constraint string
	// KeyRefused is set if the cloud refused who asks, by key, signature or token: whatever else is asked will fare the same.
	KeyRefused bool
	// Advice is what to do next, one or more sentences.
	Advice string
	// Ambiguous is set if a write was sent and nobody knows whether it took effect.
	Ambiguous bool
	// InTheWay is the rule, not closing, because of which a rule was not created; nothing was sent. Zero: none.
	InTheWay RuleRef
	// Missing tells what is not there if Kind is KindNotFound: MissingBucket or MissingRule.
	Missing string
	Err     error
}

// What can be missing.
const (
	MissingBucket = "bucket"
	MissingRule   = "rule"
)

// Error is one paragraph: what was attempted on what, what was answered, what to do, and the request id.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "could not %s%s%s: %s", e.Op, e.joint(), e.On, e.what())
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", strings.TrimSuffix(e.Message, "."))
	} else if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	b.WriteString(".")
	if e.Advice != "" {
		b.WriteString(" " + e.Advice)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " Request id: %s.", e.RequestID)
	}
	return b.String()
}

// what is what happened, in a word or two.
func (e *Error) what() string {
	if e.KeyRefused {
		return "access key refused"
	}
	return string(e.Kind)
}

// joint stands between what was attempted and the object: nothing after a verb by itself, or after a preposition.
func (e *Error) joint() string {
	switch last := e.Op[strings.LastIndex(e.Op, " ")+1:]; last {
	case e.Op, "to", "from":
		return " "
	default:
		return " of "
	}
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// IsKind tells whether err is, or wraps, an Error of this kind.
func IsKind(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

// IsTemporary tells whether what failed like this may do better later.
func IsTemporary(err error) bool { return IsKind(err, KindThrottled) || IsKind(err, KindUnavailable) }

// IsKeyRefused tells whether err is, or wraps, an Error by which the cloud refused who asks.
func IsKeyRefused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.KeyRefused
}

// Obstructed says in err, if it is an *Error, which rule is in the way.
func Obstructed(err error, by RuleRef) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	obstructed := *e
	obstructed.InTheWay = by
	return &obstructed
}

// InTheWay is the rule because of which, as err says, another one was not created; false if err is about something else.
func InTheWay(err error) (RuleRef, bool) {
	var e *Error
	if !errors.As(err, &e) || e.InTheWay == (RuleRef{}) {
		return RuleRef{}, false
	}
	return e.InTheWay, true
}
