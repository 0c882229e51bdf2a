package transport

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
)

// step is what a scripted server does with one request.
type step func(*http.Request) canned

// canned is what the server makes an answer of.
type canned struct {
	status int
	header http.Header
	body   io.Reader
	err    error // instead of an answer
}

// script answers requests step by step, the last step again and again, and keeps what it got.
type script struct {
	mu     sync.Mutex
	steps  []step
	got    []*http.Request
	bodies []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body := ""
	if r.Body != nil {
		read, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = string(read)
	}
	s.got, s.bodies = append(s.got, r), append(s.bodies, body)
	made := s.steps[min(len(s.got), len(s.steps))-1](r)
	if made.err != nil {
		return nil, made.err
	}
	return &http.Response{StatusCode: made.status, Header: made.header, Body: io.NopCloser(made.body), Request: r}, nil
}

func answer(status int, header ...string) step {
	return func(*http.Request) canned {
		h := http.Header{}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return canned{status: status, header: h, body: strings.NewReader("body")}
	}
}

func failure(err error) step {
	return func(*http.Request) canned { return canned{err: err} }
}

// client is a client on the script with 5 retries.
func client(t *testing.T, c *clocktest.Clock, change func(*Options), steps ...step) (*http.Client, *script) {
	t.Helper()
	s := &script{steps: steps}
	o := Options{Cloud: "alibaba", MaxRetries: DefaultMaxRetries, Clock: c, Base: s}
	if change != nil {
		change(&o)
	}
	made, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return made, s
}

// send makes a request and returns its status, or 0 with the error.
func send(ctx context.Context, t *testing.T, c *http.Client, method, body string) (int, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, "https://bucket.oss-cn-hangzhou.aliyuncs.com/?replication&Signature=hush", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "OSS4-HMAC-SHA256 hush")
	response, err := c.Do(r)
	if err != nil {
		return 0, err
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	return response.StatusCode, nil
}
