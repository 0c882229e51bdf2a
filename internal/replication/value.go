package replication

// Value is an optional value that may not be known yet, as everything in a Terraform plan: null, unknown, or known.
// The zero Value is null. Checks judge known values only.
type Value[T any] struct {
	value T
	state valueState
}

type valueState uint8

const (
	stateNull valueState = iota
	stateUnknown
	stateKnown
)

// Known is a value that is known.
func Known[T any](v T) Value[T] { return Value[T]{value: v, state: stateKnown} }

// Unknown is a value that will be known only after something else has been applied.
func Unknown[T any]() Value[T] { return Value[T]{state: stateUnknown} }

// Null is a value that is not set.
func Null[T any]() Value[T] { return Value[T]{} }

// Get returns the value and whether there is one that is known.
func (v Value[T]) Get() (T, bool) { return v.value, v.state == stateKnown }

// Or returns the value if it is known, def if it is null or unknown.
func (v Value[T]) Or(def T) T {
	if v.state == stateKnown {
		return v.value
	}
	return def
}

// IsNull tells whether the value is not set.
func (v Value[T]) IsNull() bool { return v.state == stateNull }

// IsUnknown tells whether the value is not known yet.
func (v Value[T]) IsUnknown() bool { return v.state == stateUnknown }
