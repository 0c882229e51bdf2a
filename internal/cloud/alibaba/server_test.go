package alibaba

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// server answers every request as the test says, and keeps what it got.
type server struct {
	mu     sync.Mutex
	answer func(*http.Request) (*http.Response, error)
	urls   []string
	bodies []string
	auth   []string
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	s.urls, s.bodies = append(s.urls, r.URL.String()), append(s.bodies, string(body))
	s.auth = append(s.auth, r.Header.Get("Authorization"))
	return s.answer(r)
}

func reply(status int, body string, header ...string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"application/xml"}, "X-Oss-Request-Id": {"5C3D9175B6FC201293AD0001"}}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{
			StatusCode: status, Status: http.StatusText(status), Header: h, Request: r, Body: io.NopCloser(strings.NewReader(body)),
		}, nil
	}
}

// instantClock moves only by sleeping.
type instantClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *instantClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *instantClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// newTestDriver is a driver on a server that answers so.
func newTestDriver(t *testing.T, answer func(*http.Request) (*http.Response, error), change func(*Options)) (*Driver, *server) {
	t.Helper()
	s := &server{answer: answer}
	o := Options{
		Credentials: credentials.NewStaticCredentialsProvider("LTAItestkeyid0001", "testSecretKey0000000000000001"),
		HTTPClient:  &http.Client{Transport: s},
		Clock:       &instantClock{now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)},
	}
	if change != nil {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d, s
}

var (
	ordersHz = replication.BucketRef{Cloud: replication.Alibaba, Region: "cn-hangzhou", Bucket: "orders-hz"}
	ordersBj = replication.BucketRef{Cloud: replication.Alibaba, Region: "cn-beijing", Bucket: "orders-bj"}
)
