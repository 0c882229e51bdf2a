package alibaba

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock/clocktest"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// server answers every request as the test says, and keeps what it got.
type server struct {
	mu     sync.Mutex
	answer func(*http.Request) canned
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
	made := s.answer(r)
	if made.err != nil {
		return nil, made.err
	}
	return &http.Response{
		StatusCode: made.status, Status: http.StatusText(made.status), Header: made.header, Request: r,
		Body: io.NopCloser(strings.NewReader(made.body)),
	}, nil
}

// canned is what the server makes an answer of.
type canned struct {
	status int
	header http.Header
	body   string
	err    error // instead of an answer
}

func reply(status int, body string, header ...string) func(*http.Request) canned {
	return func(*http.Request) canned {
		h := http.Header{"Content-Type": {"application/xml"}, "X-Oss-Request-Id": {"5C3D9175B6FC201293AD0001"}}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return canned{status: status, header: h, body: body}
	}
}

// newTestDriver is a driver on a server that answers so.
func newTestDriver(t *testing.T, answer func(*http.Request) canned, change func(*Options)) (*Driver, *server) {
	t.Helper()
	s := &server{answer: answer}
	o := Options{
		Credentials: credentials.NewStaticCredentialsProvider("LTAItestkeyid0001", "testSecretKey0000000000000001"),
		HTTPClient:  &http.Client{Transport: s},
		Clock:       &clocktest.Clock{},
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
