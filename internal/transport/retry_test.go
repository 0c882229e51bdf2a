package transport

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

var (
	reset   = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	refused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
)

func brokenOff(*http.Request) canned {
	return canned{status: 200, body: io.MultiReader(strings.NewReader("<Repl"), errorReader{})}
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestRetry(t *testing.T) {
	t.Parallel()
	hinted := answer(503, "x-oss-qos-delay-time", "1500")
	for name, test := range map[string]struct {
		steps    []step
		noReplay bool
		status   int // 0: an error
		attempts int
	}{
		"success":                           {steps: []step{answer(200)}, status: 200, attempts: 1},
		"a refusal is final":                {steps: []step{answer(403)}, status: 403, attempts: 1},
		"server error, then success":        {steps: []step{answer(500), answer(502), answer(200)}, status: 200, attempts: 3},
		"broken connection, then success":   {steps: []step{failure(reset), failure(io.EOF), answer(200)}, status: 200, attempts: 3},
		"broken-off answer, then success":   {steps: []step{brokenOff, answer(200)}, status: 200, attempts: 2},
		"the last answer is returned":       {steps: []step{answer(503)}, status: 503, attempts: 6},
		"the last error is returned":        {steps: []step{failure(reset)}, attempts: 6},
		"not implemented is final":          {steps: []step{answer(501)}, status: 501, attempts: 1},
		"an unknown CA is final":            {steps: []step{failure(x509.UnknownAuthorityError{})}, attempts: 1},
		"an unknown host is final":          {steps: []step{failure(&net.DNSError{IsNotFound: true})}, attempts: 1},
		"a failing DNS is not":              {steps: []step{failure(&net.DNSError{IsTemporary: true}), answer(200)}, status: 200, attempts: 2},
		"write: broken connection is final": {steps: []step{failure(reset), answer(200)}, noReplay: true, attempts: 1},
		"write: broken-off answer is final": {steps: []step{brokenOff, answer(200)}, noReplay: true, attempts: 1},
		"write: server error is final":      {steps: []step{answer(500), answer(200)}, noReplay: true, status: 500, attempts: 1},
		"write: 503 without hint is final":  {steps: []step{answer(503), answer(200)}, noReplay: true, status: 503, attempts: 1},
		"write: throttling is waited out":   {steps: []step{hinted, answer(429), answer(200)}, noReplay: true, status: 200, attempts: 3},
		"write: no connection is repeated":  {steps: []step{failure(refused), answer(200)}, noReplay: true, status: 200, attempts: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s := client(t, &clocktest.Clock{}, nil, test.steps...)
			ctx := t.Context()
			if test.noReplay {
				ctx = WithoutReplay(ctx)
			}
			status, err := send(ctx, t, c, http.MethodPost, "<Rule/>")
			if status != test.status || (err == nil) != (test.status != 0) {
				t.Errorf("got status %d, error %v, want status %d", status, err, test.status)
			}
			if len(s.got) != test.attempts {
				t.Errorf("%d attempts, want %d", len(s.got), test.attempts)
			}
			for i, body := range s.bodies {
				if body != "<Rule/>" {
					t.Errorf("attempt %d had the body %q", i+1, body)
				}
			}
		})
	}
}

func TestRetryPauses(t *testing.T) {
	t.Parallel()
	date := clocktest.Start.Add(7 * time.Second).Format(http.TimeFormat)
	for name, test := range map[string]struct {
		steps      []step
		total, max time.Duration
	}{
		"no pause without trouble": {steps: []step{answer(200)}},
		"milliseconds of OSS":      {steps: []step{answer(503, "x-oss-qos-delay-time", "1500"), answer(200)}, total: 1500 * time.Millisecond},
		"seconds":                  {steps: []step{answer(429, "Retry-After", "3"), answer(200)}, total: 3 * time.Second},
		"date":                     {steps: []step{answer(429, "Retry-After", date), answer(200)}, total: 7 * time.Second},
		"no longer than a minute":  {steps: []step{answer(429, "Retry-After", "86400"), answer(200)}, total: time.Minute},
		"not for minutes":          {steps: []step{answer(429, "Retry-After", "600")}, total: 5 * time.Minute},
		"nonsense is no hint":      {steps: []step{answer(429, "Retry-After", "-5"), answer(200)}, max: basePause},
		"seconds in all":           {steps: []step{answer(500)}, max: 7 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := &clocktest.Clock{}
			c, _ := client(t, clock, nil, test.steps...)
			if _, err := send(t.Context(), t, c, http.MethodGet, ""); err != nil {
				t.Error(err)
			}
			if total := clock.Slept(); test.max == 0 && total != test.total || test.max != 0 && (total <= 0 || total > test.max) {
				t.Errorf("waited %s, want %s or up to %s", total, test.total, test.max)
			}
		})
	}
}

func TestRetryIsCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c, s := client(t, &clocktest.Clock{}, nil, func(*http.Request) canned {
		cancel()
		return canned{err: reset}
	})
	_, err := send(ctx, t, c, http.MethodGet, "")
	if err == nil || ctx.Err() == nil || len(s.got) != 1 {
		t.Errorf("error %v after %d attempts", err, len(s.got))
	}
}

func TestUnsent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err    error
		unsent bool
	}{
		"refused": {refused, true}, "reset": {reset, false}, "eof": {io.EOF, false},
		"proxy": {&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, true},
		"dns":   {&net.DNSError{IsNotFound: true}, true}, "certificate": {x509.UnknownAuthorityError{}, true},
	} {
		c, _ := client(t, &clocktest.Clock{}, func(o *Options) { o.MaxRetries = 0 }, failure(test.err))
		_, err := send(t.Context(), t, c, http.MethodPost, "")
		if Unsent(err) != test.unsent || !errors.Is(err, test.err) && !errors.As(err, new(x509.UnknownAuthorityError)) {
			t.Errorf("%s: Unsent is %v for %v", name, Unsent(err), err)
		}
	}
}
