package tencent

import (
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

// loss is an answer that does not arrive; request 0 is none.
type loss struct {
	process, request int
	effect           bool
}

func losses() []loss {
	all := []loss{{}}
	for process := range 2 {
		for request := 1; request <= 3; request++ {
			all = append(all, loss{process, request, false}, loss{process, request, true})
		}
	}
	return all
}

// Each interleaving of read, write and read-back of two processes on one bucket, undisturbed and with an answer lost at each
// point, before and after its effect: no rule is lost, and none is there twice.
func TestInterleavings(t *testing.T) {
	t.Parallel()
	add := func(id string) func(*testing.T, *Driver) error {
		return func(t *testing.T, d *Driver) error {
			_, err := d.Create(t.Context(), ruleOf(id, aside), nil)
			return err
		}
	}
	del := func(t *testing.T, d *Driver) error {
		return d.Delete(t.Context(), replication.RuleRef{Source: ordersGz, ID: "one"})
	}
	edit := func(t *testing.T, d *Driver) error {
		_, err := d.Update(t.Context(), replication.Rule{}, ruleOf("two", aside, paused))
		return err
	}
	for name, test := range map[string]struct {
		before  []replication.Rule
		changes [2]func(*testing.T, *Driver) error
		want    []replication.Rule
	}{
		"two new rules": {changes: [2]func(*testing.T, *Driver) error{add("one"), add("two")}, want: []replication.Rule{ruleOf("one", aside), ruleOf("two", aside)}},
		"a new rule and a removal": {
			before: []replication.Rule{ruleOf("one", aside)}, changes: [2]func(*testing.T, *Driver) error{del, add("two")},
			want: []replication.Rule{ruleOf("two", aside)},
		},
		"a change and a removal": {
			before: []replication.Rule{ruleOf("one", aside), ruleOf("two", aside)}, changes: [2]func(*testing.T, *Driver) error{del, edit},
			want: []replication.Rule{ruleOf("two", aside, paused)},
		},
	} {
		for _, order := range orders(3) {
			for _, l := range losses() {
				t.Run(fmt.Sprint(name, order, l), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) { interleave(t, test.before, test.changes, order, l, test.want) })
				})
			}
		}
	}
}

func interleave(t *testing.T, before []replication.Rule, changes [2]func(*testing.T, *Driver) error, order []int, l loss, want []replication.Rule) {
	t.Helper()
	s := &docServer{doc: strange}
	doc := s.document(t)
	for _, r := range before {
		doc.add(r)
	}
	s.doc = string(doc.bytes())
	at := &schedule{waiting: map[int]chan chan struct{}{0: make(chan chan struct{}), 1: make(chan chan struct{})}}
	var group sync.WaitGroup
	for number, change := range changes {
		p := &process{number: number, server: s, at: at}
		if l.request > 0 && l.process == number {
			p.lose, p.effect = l.request, l.effect
		}
		d := s.driver(t, clock.Real(), p.connect(t))
		group.Go(func() {
			if err := change(t, d); err != nil {
				t.Errorf("process %d: %v", number, err)
			}
		})
	}
	at.run(order)
	group.Wait()
	got := s.document(t)
	for _, r := range want {
		if _, is, err := got.find(r.ID); err != nil || !matches(is, r) {
			t.Errorf("rule %s is %+v, %v", r.ID, is, err)
		}
	}
	s.only(t, append([]string{"a", nameless, "c"}, ids(want)...)...)
	keepsOthers(t, s)
}

// connect sends a driver's requests through the process.
func (p *process) connect(t *testing.T) func(*Options) {
	return func(o *Options) {
		client, err := transport.New(transport.Options{Cloud: "tencent", MaxRetries: 2, Base: p})
		if err != nil {
			t.Fatal(err)
		}
		o.HTTPClient = client
	}
}

func ids(rules []replication.Rule) []string {
	var found []string
	for _, r := range rules {
		found = append(found, r.ID)
	}
	return found
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
