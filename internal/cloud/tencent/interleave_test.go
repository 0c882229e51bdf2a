package tencent

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

var reset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}

// schedule lets the requests of two processes through in a given order, and all that come after.
type schedule struct {
	mu      sync.Mutex
	waiting map[int]chan chan struct{} // by process: the request that is at the barrier
	open    bool
}

// process is the connection of one process to the server.
type process struct {
	number int
	server *docServer
	at     *schedule
	// lose breaks the connection of the request with this number, counted from 1, before or after its effect.
	lose   int
	effect bool
	count  int
}

func (p *process) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Host, "service.") {
		return p.server.RoundTrip(r)
	}
	p.count++
	number := p.count
	done := p.at.pass(p.number)
	defer close(done)
	if number == p.lose && !p.effect {
		return nil, reset
	}
	response, err := p.server.RoundTrip(r)
	if number == p.lose {
		return nil, reset
	}
	return response, err
}

// pass waits for the process's turn; the caller closes the result when it has its answer.
func (s *schedule) pass(number int) chan struct{} {
	s.mu.Lock()
	turn := s.waiting[number]
	open := s.open
	s.mu.Unlock()
	done := make(chan struct{})
	if !open {
		turn <- done
	}
	return done
}

// run releases one request after the other.
func (s *schedule) run(order []int) {
	for _, number := range order {
		select {
		case done := <-s.waiting[number]:
			<-done
		case <-time.After(5 * time.Second): // the process needs no more requests than it had
		}
	}
	s.mu.Lock()
	s.open = true
	s.mu.Unlock()
	for _, turn := range s.waiting {
		select {
		case <-turn:
		default:
		}
	}
}

// orders are all interleavings of n requests each of the processes 0 and 1.
func orders(n int) [][]int {
	var all [][]int
	var build func(so []int, left [2]int)
	build = func(so []int, left [2]int) {
		if left[0]+left[1] == 0 {
			all = append(all, append([]int(nil), so...))
			return
		}
		for p := range 2 {
			if left[p] > 0 {
				next := left
				next[p]--
				build(append(so, p), next)
			}
		}
	}
	build(nil, [2]int{n, n})
	return all
}

// Each interleaving of read, write and read-back of two processes on one bucket, undisturbed and with an answer lost at each
// point, before and after its effect: no rule is lost, and none is there twice.
func TestInterleavings(t *testing.T) {
	t.Parallel()
	type loss struct {
		process, request int
		effect           bool
	}
	losses := []loss{{}}
	for process := range 2 {
		for request := 1; request <= 3; request++ {
			losses = append(losses, loss{process, request, false}, loss{process, request, true})
		}
	}
	for _, order := range orders(3) {
		for _, l := range losses {
			t.Run(fmt.Sprint(order, l), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := &docServer{doc: strange}
					at := &schedule{waiting: map[int]chan chan struct{}{0: make(chan chan struct{}), 1: make(chan chan struct{})}}
					var group sync.WaitGroup
					for number, id := range []string{"one", "two"} {
						p := &process{number: number, server: s, at: at}
						if l.request > 0 && l.process == number {
							p.lose, p.effect = l.request, l.effect
						}
						d := s.driver(t, clock.Real(), func(o *Options) {
							client, err := transport.New(transport.Options{Cloud: "tencent", MaxRetries: 2, Base: p})
							if err != nil {
								t.Fatal(err)
							}
							o.HTTPClient = client
						})
						group.Go(func() {
							rule := ruleOf(id, priority(number+1))
							if made, err := d.Create(t.Context(), rule, nil); err != nil || made.ID != id {
								t.Errorf("Create of %s returned %q, %v", id, made.ID, err)
							}
						})
					}
					at.run(order)
					group.Wait()
					s.only(t, "a", "", "c", "one", "two")
					keepsOthers(t, s)
				})
			})
		}
	}
}

// keepsOthers checks that the document is still the strange one, but for the rules that were added.
func keepsOthers(t *testing.T, s *docServer) {
	t.Helper()
	doc := s.document(t)
	for _, id := range []string{"one", "two"} {
		if x, _, err := doc.find(id); err == nil && x != nil {
			doc.remove(x)
		}
	}
	if got := string(doc.bytes()); got != strange {
		t.Errorf("what others wrote is now\n%s", got)
	}
}

// A writer that keeps no rules, and never stops: the loss is said, and what the error says is true.
func TestOverwrittenAgainAndAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &docServer{doc: strange}
		n := 0
		s.after = func(r *http.Request, _ string) *canned {
			if r.Method == http.MethodPut {
				n++
				s.edit(func(string) string { return strange + fmt.Sprintf("<!-- %d -->", n) })
			}
			return nil
		}
		_, err := s.driver(t, clock.Real(), nil).Create(t.Context(), ruleOf("one", priority(1)), nil)
		var e *replication.Error
		if !errors.As(err, &e) || e.Kind != replication.KindConflict || e.Ambiguous || !strings.Contains(e.Error(), "somebody else") {
			t.Errorf("Create returned %v", err)
		}
		if n != maxSends {
			t.Errorf("%d writes, want %d", n, maxSends)
		}
		s.only(t, "a", "", "c")
	})
}

// COS answers for some seconds from before a change. What is written on such an answer would take the change back.
func TestStaleReadIsNotWrittenUpon(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &docServer{doc: strange}
		d := s.driver(t, clock.Real(), nil)
		if _, err := d.Create(t.Context(), ruleOf("one", priority(1)), nil); err != nil {
			t.Fatal(err)
		}
		stale := 3
		s.after = func(r *http.Request, _ string) *canned {
			if r.Method == http.MethodGet && stale > 0 {
				stale--
				return &canned{status: 200, body: strange}
			}
			return nil
		}
		if _, err := d.Create(t.Context(), ruleOf("two", priority(2)), nil); err != nil {
			t.Fatal(err)
		}
		s.only(t, "a", "", "c", "one", "two")
	})
}

// A document that was read more than a second ago is read again before it is written.
func TestOldReadIsRepeated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &docServer{doc: strange}
		slow := true
		s.after = func(r *http.Request, _ string) *canned {
			if r.Method == http.MethodGet && slow {
				slow = false
				time.Sleep(3 * time.Second)
				s.edit(func(doc string) string { return strings.Replace(doc, "<ID>c</ID>", "<ID>d</ID>", 1) })
				return &canned{status: 200, body: strange}
			}
			return nil
		}
		if _, err := s.driver(t, clock.Real(), nil).Create(t.Context(), ruleOf("one", priority(1)), nil); err != nil {
			t.Fatal(err)
		}
		s.only(t, "a", "", "d", "one")
	})
}
