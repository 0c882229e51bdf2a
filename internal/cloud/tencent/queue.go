package tencent

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
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

// walk is the clock of waits for Terraform's own walk, which no test clock moves: for members that come along, and for peers.
var walk = clock.Real()

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
	stirred  time.Time // when a member last came or went, on Terraform's clock

	// What follows belongs to run.
	latest     *string // the document that was read last
	superseded map[string]bool
	changed    time.Time // when latest was last found, or made, to be another
	rereads    int
	calm       time.Time // after another writer was met, nothing is written before
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
	m.arrived = walk.Now()
	q.stirred = m.arrived
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
	q.stirred = walk.Now()
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
		onWalk, onCloud := q.nextWaits()
		if min(onWalk, onCloud) <= 0 || q.interest.Err() != nil {
			q.mu.Unlock()
			return true
		}
		ctx, cancel := context.WithCancel(q.interest)
		q.wake = cancel
		q.mu.Unlock()
		// Woken or not, nextWaits decides. Where the cloud's clock is a test's, it moves by sleeping, and the other by itself.
		if onCloud < never {
			_ = q.options.Clock.Sleep(ctx, max(min(onWalk, onCloud), minPause))
		} else {
			_ = walk.Sleep(ctx, onWalk)
		}
		cancel()
	}
}

const (
	never    = time.Duration(math.MaxInt64)
	minPause = 10 * time.Millisecond
)

// nextWaits are how long nothing has to be done for members that wait for others, and for what waits for COS. The lock is held.
func (q *queue) nextWaits() (onWalk, onCloud time.Duration) {
	onWalk, onCloud = never, never
	for _, m := range q.members {
		switch {
		case m.state == sent && !m.confirmed:
			return 0, 0
		case m.state == sent:
			onCloud = min(onCloud, m.due.Sub(q.options.Clock.Now()))
		case latestOf(m.notBefore, q.calm).After(q.options.Clock.Now()):
			onCloud = min(onCloud, latestOf(m.notBefore, q.calm).Sub(q.options.Clock.Now()))
		case m.held:
			onWalk = min(onWalk, m.holdUntil.Sub(walk.Now()))
		default:
			onWalk = min(onWalk, q.gathered(m).Sub(walk.Now()))
		}
	}
	return onWalk, onCloud
}

// gathered is when a member goes, with all others that wait: when nobody has come for a while, where members that are sent
// are waited for as well, since Terraform begins others when those are done. The lock is held.
func (q *queue) gathered(m *member) time.Time {
	longest := m.arrived.Add(gatherLongest)
	if m.sends > 0 || m.unit > 0 {
		return m.arrived
	}
	if quiet := q.stirred.Add(gatherPause); len(q.in(sent)) == 0 && quiet.Before(longest) {
		return quiet
	}
	return longest
}

func latestOf(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }
