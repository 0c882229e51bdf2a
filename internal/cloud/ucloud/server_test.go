package ucloud

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// server answers every request as the test says, and keeps what it got.
type server struct {
	mu     sync.Mutex
	answer func(form url.Values) (status int, body string)
	header http.Header
	forms  []url.Values
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	s.forms = append(s.forms, form)
	status, answer := s.answer(form)
	header := http.Header{"X-Ucloud-Request-Uuid": {"req-1"}}
	for name, values := range s.header {
		header[name] = values
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(answer)), Request: r}, nil
}

// always is the same answer to everything.
func always(status int, body string) func(url.Values) (int, string) {
	return func(url.Values) (int, string) { return status, body }
}

func newTestDriver(t *testing.T, answer func(url.Values) (int, string), change func(*Options)) (*Driver, *server, *clocktest.Clock) {
	t.Helper()
	s := &server{answer: answer}
	clock := &clocktest.Clock{}
	o := Options{
		Credentials: Credentials{PublicKey: samplePublic, PrivateKey: samplePrivate},
		HTTPClient:  &http.Client{Transport: s}, Clock: clock, MaxRetries: 5, Exclusive: true,
	}
	if change != nil {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d, s, clock
}

var (
	blue  = replication.BucketRef{Cloud: replication.UCloud, Region: "cn-bj2", Bucket: "blue"}
	green = replication.BucketRef{Cloud: replication.UCloud, Region: "cn-gd", Bucket: "green"}
)
