package tencent

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// readContext is the context of a read: over when nobody waits any longer, unless the read is to find out what became of a
// write whose answer was lost.
func (q *queue) readContext() (context.Context, context.CancelFunc) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, m := range q.in(sent) {
		if !m.answered {
			return context.WithTimeout(context.WithoutCancel(q.interest), lookUpTimeout)
		}
	}
	return context.WithCancel(q.interest)
}

// readSettled reads the document, and again where the answer is known to be older than what was read or written before.
// Trouble that may pass is waited out once something has been sent, or is to be removed. The time is the one at which the read began.
func (q *queue) readSettled(ctx context.Context, began time.Time) (*document, time.Time, error) {
	for reads := 1; ; {
		doc, err := q.read(ctx, q.bucket)
		switch {
		case err == nil && !q.stale(doc):
			return doc, began, nil
		case err == nil:
			err = q.options.Clock.Sleep(ctx, stalePause)
		case replication.IsTemporary(err) && ctx.Err() == nil && reads < maxReads && q.patient():
			_ = q.options.Clock.Sleep(ctx, time.Duration(reads)*time.Second)
			reads++
			err = nil
		}
		if err != nil {
			return nil, began, err
		}
		began = q.options.Clock.Now()
	}
}

func (q *queue) patient() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, m := range q.members {
		if m.state == sent || m.kind == remove {
			return true
		}
	}
	return false
}

// stale tells whether a document is one that is known to be superseded, and is not what was just made of it: COS answers
// for some seconds from before a change. What is not stale is the latest from now on.
func (q *queue) stale(doc *document) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.options.Clock.Now()
	if now.Sub(q.changed) > staleBound {
		clear(q.superseded)
	}
	inFlight := q.in(sent)
	shown := len(inFlight) > 0
	for _, m := range inFlight {
		shown = shown && m.seen(doc)
	}
	if q.superseded[doc.raw] && !shown {
		return true
	}
	if q.latest != nil && *q.latest != doc.raw {
		q.superseded[*q.latest] = true
		q.changed = now
	}
	q.latest = &doc.raw
	delete(q.superseded, doc.raw)
	return false
}

// supersede notes that the document was, or may have been, replaced by a write. The lock is held.
func (q *queue) supersede(base *document, now time.Time) {
	q.superseded[base.raw] = true
	q.changed = now
}

// settle tells the members that were sent what became of them. A change that the document shows is done when the window
// for overwriting it has passed; one that it does not show is made again.
func (q *queue) settle(doc *document) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.options.Clock.Now()
	for _, m := range q.in(sent) {
		switch seen := m.seen(doc); {
		case !seen && m.answered: // the whole queue lets the other writer finish
			q.calm = latestOf(q.calm, now.Add(backoff(m.sends, 16*time.Second)))
			q.retry(m, 0, maxOverwritten)
			continue
		case !seen:
			q.retry(m, 0, maxSends)
			continue
		}
		if !m.answered {
			m.answered, m.due, m.failure = true, now.Add(window), m.overwritten()
		}
		m.confirmed = true
		if m.gone || !now.Before(m.due) {
			q.succeed(m, doc)
		}
	}
}

// succeed tells the caller the rule as the document has it. The lock is held.
func (q *queue) succeed(m *member, doc *document) {
	_, rule, _ := doc.find(m.rule.ID) // seen, or not to be found
	q.finish(m, rule, nil)
}

// readFailed tells the members that a read failed for good.
func (q *queue) readFailed(ctx context.Context, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	over := ctx.Err() != nil
	now := q.options.Clock.Now()
	for _, m := range append(q.in(sent), q.in(waiting)...) {
		switch {
		case m.state == sent && !m.answered:
			q.finishWith(m, err)
		case over && !m.gone: // it came while the read was ending for those who are gone
		case m.state == sent:
			q.finishWith(m, err)
		case m.notBefore.After(now):
		case m.kind == remove && replication.IsKind(err, replication.KindNotFound):
			q.finish(m, replication.Rule{}, nil) // the bucket is gone, and the rule with it
		default:
			q.finish(m, replication.Rule{}, m.worded(err))
		}
	}
}

// finishWith ends a member that was sent and cannot be looked for. One that was seen already is done. The lock is held.
func (q *queue) finishWith(m *member, err error) {
	switch {
	case m.confirmed:
		rule := m.rule
		rule.Status = replication.StatusActive
		q.finish(m, rule, nil)
	case replication.IsKind(err, replication.KindNotFound) && m.kind == remove:
		q.finish(m, replication.Rule{}, nil)
	case replication.IsKind(err, replication.KindNotFound):
		q.finish(m, replication.Rule{}, m.worded(err)) // the bucket is gone: nothing exists
	default:
		rule, unread := m.unread(err)
		rule.Status = replication.StatusActive
		q.finish(m, rule, unread)
	}
}

// backoff is a pause before another attempt, in a span that doubles, and random so that two processes that met do not meet again.
func backoff(sends int, most time.Duration) time.Duration {
	return rand.N(min(500*time.Millisecond<<min(sends, 10), most))
}
