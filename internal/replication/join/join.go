// Package join makes one read serve all who ask for the same thing.
package join

import (
	"context"
	"sync"
)

// Reads makes one read serve all who ask for the same thing at the same time, and keeps its result until it is dropped.
// The read goes on as long as anyone waits for it: a caller that is cancelled leaves the others alone. Errors are not kept. The zero value is ready.
type Reads[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]*joined[V]
}

type joined[V any] struct {
	done    chan struct{}
	cancel  context.CancelFunc
	waiting int
	value   V
	err     error
}

// Get returns what is kept, or joins the read under way, or starts one.
func (j *Reads[K, V]) Get(ctx context.Context, key K, read func(context.Context) (V, error)) (V, error) {
	j.mu.Lock()
	if j.calls == nil {
		j.calls = map[K]*joined[V]{}
	}
	call, ok := j.calls[key]
	if !ok {
		detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
		call = &joined[V]{done: make(chan struct{}), cancel: cancel}
		j.calls[key] = call
		go j.run(detached, key, call, read)
	}
	call.waiting++
	j.mu.Unlock()

	defer j.leave(key, call)
	select {
	case <-call.done:
		return call.value, call.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

func (j *Reads[K, V]) run(ctx context.Context, key K, call *joined[V], read func(context.Context) (V, error)) {
	call.value, call.err = read(ctx)
	if call.err != nil {
		j.forget(key, call)
	}
	call.cancel()
	close(call.done)
}

// leave takes one who waits away; with the last one goes the read, if it is still under way.
func (j *Reads[K, V]) leave(key K, call *joined[V]) {
	j.mu.Lock()
	defer j.mu.Unlock()
	call.waiting--
	select {
	case <-call.done:
	default:
		if call.waiting == 0 {
			call.cancel()
			if j.calls[key] == call {
				delete(j.calls, key)
			}
		}
	}
}

func (j *Reads[K, V]) forget(key K, call *joined[V]) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.calls[key] == call {
		delete(j.calls, key)
	}
}

// Has tells whether Get would not start a read of its own.
func (j *Reads[K, V]) Has(key K) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, ok := j.calls[key]
	return ok
}

// Drop makes the next Get read again, even if a read is under way: that one may be older than what is dropped for.
func (j *Reads[K, V]) Drop(key K) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.calls, key)
}

// Change makes of what is kept what it is after a write of one's own. Where nothing is kept, or a read is under way that may
// or may not have seen the write, it is Drop. The value is shared: change returns another one.
func (j *Reads[K, V]) Change(key K, change func(V) V) {
	j.mu.Lock()
	defer j.mu.Unlock()
	kept, ok := j.calls[key]
	delete(j.calls, key)
	if !ok {
		return
	}
	select {
	case <-kept.done:
		if kept.err == nil {
			j.calls[key] = &joined[V]{done: kept.done, cancel: kept.cancel, value: change(kept.value)}
		}
	default:
	}
}
