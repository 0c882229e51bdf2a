package tencent

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// Two processes that make ten rules each at the same time, on a COS that shows a write only after some seconds.
func TestTwoProcessesAndLateReads(t *testing.T) {
	t.Parallel()
	for _, lag := range []time.Duration{0, time.Second, 2 * time.Second} {
		t.Run(lag.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &docServer{lag: lag}
				var group sync.WaitGroup
				want := []string{}
				for process := range 2 {
					d := s.driver(t, clock.Real(), nil)
					for n := range 10 {
						rule := ruleOf(fmt.Sprintf("rule-%d-%d", process, n), priority(1+process*10+n))
						want = append(want, rule.ID)
						group.Go(func() {
							time.Sleep(time.Duration(n*(370+process*190)) * time.Millisecond)
							if _, err := d.Create(t.Context(), rule, nil); err != nil {
								t.Errorf("Create of %s: %v", rule.ID, err)
							}
						})
					}
				}
				group.Wait()
				s.only(t, want...)
			})
		})
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
		_, err := s.driver(t, clock.Real(), nil).Create(t.Context(), ruleOf("one", aside), nil)
		var e *replication.Error
		if !errors.As(err, &e) || e.Kind != replication.KindConflict || e.Ambiguous || !strings.Contains(e.Error(), "somebody else") {
			t.Errorf("Create returned %v", err)
		}
		if n != maxOverwritten {
			t.Errorf("%d writes, want %d", n, maxOverwritten)
		}
		s.only(t, "a", nameless, "c")
	})
}

// COS answers for some seconds from before a change. What is written on such an answer would take the change back.
func TestStaleReadIsNotWrittenUpon(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &docServer{doc: strange}
		d := s.driver(t, clock.Real(), nil)
		if _, err := d.Create(t.Context(), ruleOf("one", aside), nil); err != nil {
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
		if _, err := d.Create(t.Context(), ruleOf("two", aside), nil); err != nil {
			t.Fatal(err)
		}
		s.only(t, "a", nameless, "c", "one", "two")
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
		if _, err := s.driver(t, clock.Real(), nil).Create(t.Context(), ruleOf("one", aside), nil); err != nil {
			t.Fatal(err)
		}
		s.only(t, "a", nameless, "d", "one")
	})
}
