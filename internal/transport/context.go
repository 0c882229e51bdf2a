package transport

import (
	"context"
	"time"
)

type contextKey int

const (
	replayKey contextKey = iota
	budgetKey
)

// WithoutReplay marks the requests made with the context as writes that could take effect twice. They are repeated only
// where the server certainly did not act: it was never reached, or it said that it throttled.
func WithoutReplay(ctx context.Context) context.Context {
	return context.WithValue(ctx, replayKey, true)
}

func replayable(ctx context.Context) bool {
	marked, _ := ctx.Value(replayKey).(bool)
	return !marked
}

// Budget bounds requests that only a check needs.
type Budget struct {
	// Timeout is for all attempts of one request together.
	Timeout time.Duration
	// Retries takes the place of Options.MaxRetries, if that is greater.
	Retries int
	// Hosts remembers the hosts that did not answer, so that each is waited for once; nil remembers nothing.
	Hosts *HostMemory
}

// CheckTimeout is how long a check waits for one fact.
const CheckTimeout = 5 * time.Second

// CheckBudget bounds the reads of checks: each fact has CheckTimeout and one retry, and a host that did not answer is not
// asked again.
func CheckBudget() *Budget {
	return &Budget{Timeout: CheckTimeout, Retries: 1, Hosts: &HostMemory{}}
}

// WithBudget marks the requests made with the context as bounded by the budget, unless that is nil. The time starts with
// each request, so the mark outlives a context that is detached from its own deadline.
func WithBudget(ctx context.Context, b *Budget) context.Context {
	if b == nil {
		return ctx
	}
	return context.WithValue(ctx, budgetKey, *b)
}

func budgetOf(ctx context.Context) (Budget, bool) {
	b, ok := ctx.Value(budgetKey).(Budget)
	return b, ok
}
