package cloudsim

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFaultThrottleAndStatus(t *testing.T) {
	t.Parallel()
	s := newMemo()
	arm(t, s, Fault{Kind: KindThrottle, Operation: "memo:Get*", Count: 1, QoSDelay: 1500 * time.Millisecond, RetryAfter: 1200 * time.Millisecond})
	arm(t, s, Fault{Kind: KindStatus, Service: "memo", Host: "a.*", Skip: 1, Count: 1, Status: 418, Code: "Teapot", Message: "short & stout"})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, memoURL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := s.Transport().RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != 503 || response.Header.Get("x-oss-qos-delay-time") != "1500" || response.Header.Get("Retry-After") != "2" {
		t.Errorf("throttled: status %d, header %v", response.StatusCode, response.Header)
	}
	expect(t, s.Transport(), http.MethodGet, memoURL, "", 404, "") // skipped by the second fault
	status, body, err := do(t, s.Transport(), http.MethodGet, memoURL, "")
	var parsed struct{ Code, Message string }
	if xmlErr := xml.Unmarshal([]byte(body), &parsed); err != nil || xmlErr != nil || status != 418 || parsed.Code != "Teapot" || parsed.Message != "short & stout" {
		t.Errorf("status fault: status %d, body %q, errors %v %v", status, body, err, xmlErr)
	}
	expect(t, s.Transport(), http.MethodGet, memoURL, "", 404, "") // both are spent
	if s.Faults().Fired("fault-1") != 1 || s.Faults().Fired("fault-2") != 1 {
		t.Errorf("fired: %+v", s.Faults().List())
	}
}

func TestFaultResets(t *testing.T) {
	t.Parallel()
	s := newMemo()
	arm(t, s, Fault{Name: "before", Kind: KindResetBefore, Operation: "PutValue", Count: 1})
	arm(t, s, Fault{Name: "after", Kind: KindResetAfter, Operation: "PutValue", Count: 1})
	if _, _, err := do(t, s.Transport(), http.MethodPut, memoURL, "1"); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("reset before: error %v", err)
	}
	expect(t, s.Transport(), http.MethodGet, memoURL, "", 404, "")
	if _, _, err := do(t, s.Transport(), http.MethodPut, memoURL, "2"); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("reset after: error %v", err)
	}
	expect(t, s.Transport(), http.MethodGet, memoURL, "", 200, "2")
	var disturbed []string
	for _, r := range s.Requests() {
		if r.Fault != "" {
			disturbed = append(disturbed, r.Fault)
		}
	}
	if diff := cmp.Diff([]string{"before", "after"}, disturbed); diff != "" {
		t.Error(diff)
	}
}

func TestFaultSlowEndsWithTheContext(t *testing.T) {
	t.Parallel()
	s := newMemo()
	arm(t, s, Fault{Name: "short", Kind: KindSlow, Delay: time.Millisecond, Count: 1})
	arm(t, s, Fault{Name: "long", Kind: KindSlow, Delay: time.Minute, Count: 1})
	expect(t, s.Transport(), http.MethodPut, memoURL, "1", 200, "")
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		r, err := http.NewRequestWithContext(ctx, http.MethodPut, memoURL, strings.NewReader("2"))
		if err == nil {
			_, err = s.Transport().RoundTrip(r) //nolint:bodyclose // there is no response
		}
		failed <- err
	}()
	waitHeld(t, s, "long", 1)
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	expect(t, s.Transport(), http.MethodGet, memoURL, "", 200, "1")
}

func TestFaultStaleRead(t *testing.T) {
	t.Parallel()
	s := newMemo()
	client := s.Transport()
	arm(t, s, Fault{Name: "stale", Kind: KindStaleRead, Count: 2})
	expect(t, client, http.MethodGet, memoURL, "", 404, "") // nothing earlier: does not fire
	expect(t, client, http.MethodPut, memoURL, "1", 200, "")
	expect(t, client, http.MethodGet, memoURL, "", 404, "")  // stale
	expect(t, client, http.MethodGet, memoURL, "", 404, "")  // stale
	expect(t, client, http.MethodGet, memoURL, "", 200, "1") // spent
	expect(t, client, http.MethodPut, memoURL, "2", 200, "")
	expect(t, client, http.MethodGet, memoURL, "", 200, "2")
	arm(t, s, Fault{Kind: KindStaleRead, Count: 1})
	expect(t, client, http.MethodGet, memoURL, "", 200, "1") // from before the write, though a newer answer was given since
	expect(t, client, http.MethodGet, memoURL, "", 200, "2")
	if s.Faults().Fired("stale") != 2 {
		t.Errorf("fired %d times", s.Faults().Fired("stale"))
	}
}

func TestFaultLostUpdate(t *testing.T) {
	t.Parallel()
	s := newMemo()
	client := s.Transport()
	expect(t, client, http.MethodPut, memoURL, "1", 200, "")
	arm(t, s, Fault{Kind: KindLostUpdate, Count: 1})
	expect(t, client, http.MethodGet, memoURL, "", 200, "1") // reads are no updates
	expect(t, client, http.MethodPut, memoURL, "2", 200, "")
	expect(t, client, http.MethodGet, memoURL, "", 200, "1")
}

func TestFaultErrors(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]Fault{
		"unknown kind":   {Kind: "earthquake"},
		"no status":      {Kind: KindStatus},
		"no delay":       {Kind: KindSlow},
		"long delay":     {Kind: KindSlow, Delay: time.Hour},
		"negative count": {Kind: KindResetBefore, Count: -1},
		"bad pattern":    {Kind: KindResetBefore, Host: "["},
		"name taken":     {Name: "taken", Kind: KindResetBefore},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newMemo()
			arm(t, s, Fault{Name: "taken", Kind: KindResetBefore})
			if err := s.Faults().Add(fault); err == nil {
				t.Error("no error")
			}
			if n := len(s.Faults().List()); n != 1 {
				t.Errorf("%d faults are armed", n)
			}
		})
	}
}

func TestFaultJSON(t *testing.T) {
	t.Parallel()
	want := Fault{Name: "n", Kind: KindThrottle, Count: 2, QoSDelay: 1500 * time.Millisecond, RetryAfter: time.Second, Delay: time.Minute}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Fault
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{`{"kindd":"slow"}`, `{"kind":"slow","delay":"soon"}`} {
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
