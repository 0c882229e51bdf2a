package cloudsim

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// waitHeld waits until the fault holds n requests; it gives up after 20 seconds.
func waitHeld(t *testing.T, s *Simulator, name string, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := s.Faults().WaitHeld(ctx, name, n); err != nil {
		t.Fatal(err)
	}
}

func TestBlockHoldsRequestsUntilRelease(t *testing.T) {
	t.Parallel()
	s := newMemo()
	arm(t, s, Fault{Name: "gate", Kind: KindBlock, Operation: "PutValue"})
	var writers sync.WaitGroup
	for _, value := range []string{"1", "2", "3"} {
		writers.Go(func() {
			if status, _, err := do(t, s.Transport(), http.MethodPut, memoURL+value, value); err != nil || status != 200 {
				t.Errorf("status %d, error %v", status, err)
			}
		})
	}
	waitHeld(t, s, "gate", 3)
	expect(t, s.Transport(), http.MethodGet, memoURL+"1", "", 404, "")
	if err := s.Faults().Release("gate"); err != nil {
		t.Fatal(err)
	}
	writers.Wait()
	expect(t, s.Transport(), http.MethodGet, memoURL+"3", "", 200, "3")
	expect(t, s.Transport(), http.MethodPut, memoURL, "held no more", 200, "")
	if got := s.Faults().List()[0]; got.Fired != 3 || got.Held != 0 {
		t.Errorf("%+v", got)
	}
	if err := s.Faults().Release("other"); err == nil {
		t.Error("a fault that is not there was released")
	}
}

func TestBlockedClientThatLeaves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   Kind
		status int
		value  string
	}{
		{KindBlock, 404, ""},
		{KindBlockAfter, 200, "1"},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			t.Parallel()
			s := newMemo()
			arm(t, s, Fault{Name: "gate", Kind: c.kind, Operation: "PutValue"})
			ctx, cancel := context.WithCancel(t.Context())
			failed := make(chan error)
			go func() {
				r, err := http.NewRequestWithContext(ctx, http.MethodPut, memoURL, strings.NewReader("1"))
				if err == nil {
					_, err = s.Transport().RoundTrip(r) //nolint:bodyclose // there is no response
				}
				failed <- err
			}()
			waitHeld(t, s, "gate", 1)
			cancel()
			if err := <-failed; !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			expect(t, s.Transport(), http.MethodGet, memoURL, "", c.status, c.value)
		})
	}
}

func TestClearLetsHeldRequestsGo(t *testing.T) {
	t.Parallel()
	s := newMemo()
	arm(t, s, Fault{Name: "gate", Kind: KindBlockAfter})
	answered := make(chan error)
	go func() {
		_, _, err := do(t, s.Transport(), http.MethodPut, memoURL, "1")
		answered <- err
	}()
	waitHeld(t, s, "gate", 1)
	s.Faults().Clear()
	if err := <-answered; err != nil {
		t.Error(err)
	}
	if err := s.Faults().WaitHeld(t.Context(), "gate", 1); err == nil {
		t.Error("waited for a fault that is not there")
	}
}
