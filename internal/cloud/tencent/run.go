package tencent

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

const (
	// gatherPause lets changes travel together that Terraform begins together: until for so long none has come, and
	// gatherLongest at most.
	gatherPause   = 500 * time.Millisecond
	gatherLongest = 2 * time.Second
	// maxAge is how old a read may be when the document made from it is sent.
	maxAge = time.Second
	// window is how long after a write it can turn out that another process has overwritten it, if COS shows each write within 2
	// seconds: the other was shown the document from before for so long, wrote within maxAge, and that shows after 2 seconds more.
	window = 5 * time.Second
	// staleBound is for how long after a change COS is taken to answer with a document from before it, at most.
	staleBound = 10 * time.Second
	stalePause = time.Second
	// maxSends bounds how often a change is sent without success, maxOverwritten how often it is if other writers keep
	// overwriting it.
	maxSends       = 5
	maxOverwritten = 10
	// grace is how long a write goes on for which nobody waits any longer.
	grace = 5 * time.Second
	// writeTimeout bounds one write, lookUpTimeout finding out what became of one whose answer was lost.
	writeTimeout  = 20 * time.Second
	lookUpTimeout = 30 * time.Second
	maxReads      = 5
)

// run reads, judges what was sent before, merges, and writes, until no member is left.
func (q *queue) run() {
	for q.pause() {
		began := q.options.Clock.Now()
		ctx, cancel := q.readContext()
		doc, began, err := q.readSettled(ctx, began)
		if err != nil {
			q.readFailed(ctx, err)
			cancel()
			continue
		}
		cancel()
		q.settle(doc)
		if batch := q.take(); len(batch) > 0 {
			q.commit(doc, began, batch)
		}
	}
}

// take takes the members that travel in the next document.
func (q *queue) take() []*member {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.options.Clock.Now()
	var batch []*member
	ready := q.in(waiting)
	if !slices.ContainsFunc(ready, func(m *member) bool { return m.held || !q.gathered(m).After(walk.Now()) }) {
		return nil
	}
	for _, m := range ready {
		if latestOf(m.notBefore, q.calm).After(now) || len(batch) > 0 && m.unit != batch[0].unit {
			continue
		}
		m.state = taken
		batch = append(batch, m)
	}
	return batch
}

// commit sends the batch in one document.
func (q *queue) commit(base *document, began time.Time, batch []*member) {
	merged, members := q.merge(base, batch)
	if len(members) == 0 {
		return
	}
	q.mu.Lock()
	if q.options.Clock.Now().Sub(began) > maxAge && q.rereads < 2 {
		q.rereads++
		for _, m := range members {
			q.again(m, 0)
		}
		q.mu.Unlock()
		return
	}
	q.rereads = 0
	for _, m := range members {
		m.state = sent
		m.sends++
	}
	interest := q.interest
	q.mu.Unlock()

	ctx, cancel := context.WithCancel(context.WithoutCancel(interest))
	stop := context.AfterFunc(interest, func() {
		_ = q.options.Clock.Sleep(ctx, grace)
		cancel()
	})
	err := q.write(ctx, merged)
	stop()
	cancel()
	q.written(base, merged, members, err)
}

// write sends the document, once: between two attempts the bucket must be read again. The last rule takes the whole
// configuration with it, since COS takes none without rules.
func (q *queue) write(ctx context.Context, merged *document) error {
	ctx = transport.WithBudget(ctx, &transport.Budget{Timeout: writeTimeout})
	c := call{bucket: q.bucket, does: "write the replication configuration", api: "PutBucketReplication", writes: true}
	if len(merged.elements()) > 0 {
		_, _, err := q.exchange(ctx, c, http.MethodPut, merged.bytes())
		return err
	}
	c.does, c.api = "delete the replication configuration", "DeleteBucketReplication"
	_, _, err := q.exchange(ctx, c, http.MethodDelete, nil)
	if e, ok := asError(err); ok && e.Kind == replication.KindNotFound && e.Missing == replication.MissingRule {
		return nil
	}
	return err
}

// written judges what COS said to a document.
func (q *queue) written(base, merged *document, members []*member, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.options.Clock.Now()
	e, _ := asError(err)
	switch {
	case err == nil:
		q.supersede(base, now)
		for _, m := range members {
			m.answered, m.doubt, m.due, m.failure = true, true, now.Add(window), m.overwritten()
		}
	case e.Ambiguous:
		q.supersede(base, now)
		for _, m := range members {
			m.doubt, m.failure = true, err
		}
	case replication.IsTemporary(err): // and without any effect
		for _, m := range members {
			m.failure = err
			q.retry(m, max(hinted(err, now), backoff(m.sends, 10*time.Second)), maxSends)
		}
	default:
		q.refusedBatch(base, merged, members, err)
	}
}

// retry lets a member try again, if it may. The lock is held.
func (q *queue) retry(m *member, pause time.Duration, limit int) {
	if m.sends >= limit && !m.gone {
		q.finish(m, replication.Rule{}, m.exhausted())
		return
	}
	q.again(m, pause)
}

// refusedBatch tries the parts of a refused document alone, so that what is wrong fails alone. The lock is held.
func (q *queue) refusedBatch(base, merged *document, members []*member, err error) {
	parts, copyErr := units(base, members)
	if copyErr == nil && len(parts) > 1 {
		for _, part := range parts {
			q.lastUnit++
			for _, m := range part {
				m.unit = q.lastUnit
				q.again(m, 0)
			}
		}
		return
	}
	q.mu.Unlock()
	explained := make([]error, len(members))
	for i, m := range members {
		explained[i] = q.explain(m, merged, err)
	}
	q.mu.Lock()
	for i, m := range members {
		q.finish(m, replication.Rule{}, explained[i])
	}
}
