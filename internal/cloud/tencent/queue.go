package tencent

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// queues are the buckets that are written to.
type queues struct {
	mu       sync.Mutex
	byBucket map[replication.BucketRef]*queue
}

func (d *Driver) queue(bucket replication.BucketRef) *queue {
	d.queues.mu.Lock()
	defer d.queues.mu.Unlock()
	q, ok := d.queues.byBucket[bucket]
	if !ok {
		q = &queue{Driver: d, bucket: bucket, superseded: map[string]bool{}}
		d.queues.byBucket[bucket] = q
	}
	return q
}

// queue is one bucket's changes. At most one goroutine reads, merges and writes (run), which is the lock on the bucket:
// what comes meanwhile travels in the next document.
type queue struct {
	*Driver
	bucket replication.BucketRef

	mu      sync.Mutex
	members []*member // in the order of their arrival
	running bool
	// interest is over when no caller waits any longer; lose ends it.
	interest context.Context
	lose     context.CancelFunc
	wake     context.CancelFunc // ends the pause under way
	lastUnit int

	// What follows belongs to run.
	latest     *string // the document that was read last
	superseded map[string]bool
	changed    time.Time // when latest was last found, or made, to be another
	rereads    int
}

// submit has the change made and waits for its outcome. A caller that is cancelled leaves at once before the change is
// sent, and learns what became of it afterwards.
func (q *queue) submit(m *member) (replication.Rule, error) {
	if m.ctx.Err() != nil {
		return replication.Rule{}, m.gaveUp()
	}
	m.done = make(chan outcome, 1)
	q.enter(m)
	stop := context.AfterFunc(m.ctx, func() { q.abandon(m) })
	defer stop()
	out := <-m.done
	return out.rule, out.err
}

func (q *queue) enter(m *member) {
	q.mu.Lock()
	defer q.mu.Unlock()
	m.gather = q.options.Clock.Now().Add(gatherPause)
	q.members = append(q.members, m)
	if q.interest == nil || q.interest.Err() != nil {
		q.interest, q.lose = context.WithCancel(context.WithoutCancel(m.ctx))
	}
	if !q.running {
		q.running = true
		go q.run()
	} else if q.wake != nil {
		q.wake()
	}
}

// abandon notes that a caller does not wait any longer.
func (q *queue) abandon(m *member) {
	q.mu.Lock()
	defer q.mu.Unlock()
	m.gone = true
	switch {
	case !slices.Contains(q.members, m):
	case m.state == waiting:
		q.finish(m, replication.Rule{}, m.gaveUp())
	default:
		q.checkInterest()
	}
	if q.wake != nil {
		q.wake()
	}
}

// finish tells the caller the outcome. The lock is held.
func (q *queue) finish(m *member, rule replication.Rule, err error) {
	q.members = slices.DeleteFunc(q.members, func(o *member) bool { return o == m })
	m.done <- outcome{rule, err}
	q.checkInterest()
}

func (q *queue) checkInterest() {
	if !slices.ContainsFunc(q.members, func(m *member) bool { return !m.gone }) {
		q.lose()
	}
}

func (q *queue) currentInterest() context.Context {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.interest
}

// in are the members in this state. The lock is held.
func (q *queue) in(state memberState) []*member {
	var found []*member
	for _, m := range q.members {
		if m.state == state {
			found = append(found, m)
		}
	}
	return found
}

// again lets a member wait for another attempt. The lock is held.
func (q *queue) again(m *member, pause time.Duration) {
	m.state, m.held, m.answered, m.confirmed = waiting, false, false, false
	m.notBefore = q.options.Clock.Now().Add(pause)
	if m.gone {
		q.finish(m, replication.Rule{}, m.gaveUp())
	}
}

// pause waits until there is something to do. False: there is nothing left, and run ends.
func (q *queue) pause() bool {
	for {
		q.mu.Lock()
		if len(q.members) == 0 {
			q.running = false
			q.mu.Unlock()
			return false
		}
		wait := q.nextWait()
		if wait <= 0 || q.interest.Err() != nil {
			q.mu.Unlock()
			return true
		}
		ctx, cancel := context.WithCancel(q.interest)
		q.wake = cancel
		q.mu.Unlock()
		_ = q.options.Clock.Sleep(ctx, wait) // woken or not: nextWait decides
		cancel()
	}
}

// nextWait is how long nothing has to be done. The lock is held.
func (q *queue) nextWait() time.Duration {
	now := q.options.Clock.Now()
	var next time.Time
	for _, m := range q.members {
		at := latestOf(m.gather, m.notBefore)
		switch {
		case m.state == sent && !m.confirmed:
			return 0
		case m.state == sent:
			at = m.due
		case m.held:
			at = m.holdUntil
		}
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	return next.Sub(now)
}

func latestOf(times ...time.Time) time.Time {
	return slices.MaxFunc(times, time.Time.Compare)
}
