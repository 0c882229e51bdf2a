package cloudsim

import "sync"

// maxKeptAnswer bounds an answer that is kept: objects larger than this are never read stale.
const maxKeptAnswer = 1 << 20

// answerHistory keeps what each read answered last, and what it answered last before the last write to its host.
type answerHistory struct {
	mu     sync.Mutex
	writes map[string]int // by host
	reads  map[string]*readHistory
}

type readHistory struct {
	last       *answer
	lastWrites int     // how many writes the host had seen when last was answered
	earlier    *answer // answered before the write that last follows
}

func newAnswerHistory() *answerHistory {
	return &answerHistory{writes: map[string]int{}, reads: map[string]*readHistory{}}
}

// keep takes note of an answer.
func (h *answerHistory) keep(x *exchange, a *answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	host := x.request.Host
	if x.writes() {
		if a.status < 300 {
			h.writes[host]++
		}
		return
	}
	if a.status >= 500 || a.body.Len() > maxKeptAnswer {
		return
	}
	history := h.reads[readKey(x)]
	if history == nil {
		history = &readHistory{}
		h.reads[readKey(x)] = history
	}
	if history.last != nil && history.lastWrites < h.writes[host] {
		history.earlier = history.last
	}
	history.last, history.lastWrites = a.clone(), h.writes[host]
}

// stale is the answer from before the last write, or nil when the read was not made then.
func (h *answerHistory) stale(x *exchange) *answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	history := h.reads[readKey(x)]
	switch {
	case history == nil:
		return nil
	case history.lastWrites < h.writes[x.request.Host]:
		return history.last.withoutDate()
	case history.earlier != nil:
		return history.earlier.withoutDate()
	}
	return nil
}

func (a *answer) withoutDate() *answer {
	c := a.clone()
	c.header.Del("Date") // set anew when sent: only the content is old
	return c
}

func readKey(x *exchange) string {
	return x.request.Method + " " + x.request.Host + x.request.URL.Path + "?" + x.request.URL.Query().Encode() + "\n" + string(x.body)
}
