package transport

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

func TestBudgetRetriesOnce(t *testing.T) {
	t.Parallel()
	c, s := client(t, &clocktest.Clock{}, nil, answer(500))
	ctx := WithBudget(t.Context(), &Budget{Timeout: time.Minute, Retries: 1})
	if status, err := send(ctx, t, c, http.MethodGet, ""); status != 500 || err != nil {
		t.Errorf("got %d, %v", status, err)
	}
	if len(s.got) != 2 {
		t.Errorf("%d attempts, want 2", len(s.got))
	}
}

func TestBudgetEndsAHangingRequest(t *testing.T) {
	t.Parallel()
	hang := func(r *http.Request) canned {
		<-r.Context().Done()
		return canned{err: r.Context().Err()}
	}
	c, _ := client(t, &clocktest.Clock{}, nil, hang)
	ctx := WithBudget(t.Context(), &Budget{Timeout: 20 * time.Millisecond, Retries: 1})
	if _, err := send(ctx, t, c, http.MethodGet, ""); err == nil || !strings.Contains(err.Error(), "did not answer in time") {
		t.Errorf("error is %v", err)
	}
}

func TestDeadHostIsAskedOnce(t *testing.T) {
	t.Parallel()
	c, s := client(t, &clocktest.Clock{}, nil, failure(refused))
	budget := &Budget{Timeout: time.Minute, Hosts: &HostMemory{}}
	for range 3 {
		if _, err := send(WithBudget(t.Context(), budget), t, c, http.MethodGet, ""); err == nil || !strings.Contains(err.Error(), "connection refused") {
			t.Errorf("error is %v", err)
		}
	}
	if len(s.got) != 1 {
		t.Errorf("%d attempts within the budget, want 1", len(s.got))
	}
	if _, err := send(t.Context(), t, c, http.MethodGet, ""); err == nil || len(s.got) != 7 {
		t.Errorf("a request that is no check was not made: %d attempts, error %v", len(s.got), err)
	}
}

func TestCancelledWalkSaysNothingOfTheHost(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c, s := client(t, &clocktest.Clock{}, nil, func(*http.Request) canned {
		cancel()
		return canned{err: context.Canceled}
	}, answer(200))
	budget := &Budget{Timeout: time.Minute, Hosts: &HostMemory{}}
	if _, err := send(WithBudget(ctx, budget), t, c, http.MethodGet, ""); err == nil {
		t.Error("no error")
	}
	if status, err := send(WithBudget(t.Context(), budget), t, c, http.MethodGet, ""); status != 200 || err != nil || len(s.got) != 2 {
		t.Errorf("got %d, %v after %d attempts", status, err, len(s.got))
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	clock := &clocktest.Clock{}
	c, _ := client(t, clock, func(o *Options) { o.MaxRequestsPerSecond = 2 }, answer(200))
	for range 10 {
		if _, err := send(t.Context(), t, c, http.MethodGet, ""); err != nil {
			t.Fatal(err)
		}
	}
	if total := clock.Slept(); total != 4*time.Second { // two at once, then one every half second
		t.Errorf("10 requests took %s, want 4s", total)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{MaxRetries: -1}, {MaxRequestsPerSecond: -1}, {CABundleFile: "does-not-exist.pem"}, {CABundleFile: "doc.go"}} {
		if _, err := New(o); err == nil {
			t.Errorf("New(%+v) returned no error", o)
		}
	}
}
