package cos

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	owner    = "100000000001"
	stranger = "100000000002"
	role     = "qcs::cam::uin/100000000001:uin/100000000001"
	src      = "src-1250000000" // in ap-guangzhou
	dst      = "dst-1250000000" // in ap-shanghai
)

// sim is a simulated COS of its own for one test, with a clock that stands still and an owner with a key.
type sim struct {
	*Service
	t      *testing.T
	clock  *world.Clock
	access *world.Access
	key    world.Key
}

func newSim(t *testing.T, options Options) *sim {
	t.Helper()
	clock, access := world.NewClock(0), world.NewAccess()
	key := world.Key{Cloud: cloud, Account: owner, ID: vectorID, Secret: vectorSecret}
	access.Put(key)
	return &sim{Service: New(clock, access, options), t: t, clock: clock, access: access, key: key}
}

// withPair has the buckets src and dst, both with versioning.
func withPair(t *testing.T, options Options) *sim {
	t.Helper()
	s := newSim(t, options)
	s.bucket(src, "ap-guangzhou")
	s.bucket(dst, "ap-shanghai")
	return s
}

func (s *sim) bucket(name, region string) {
	s.t.Helper()
	s.must(s.CreateBucket(BucketSpec{Name: name, Region: region, Owner: owner, Versioning: VersioningEnabled}))
}

func (s *sim) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *sim) mutate(name string, change func(*BucketSpec)) {
	s.t.Helper()
	s.must(s.MutateBucket(name, change))
}

func (s *sim) put(bucket, key string, spec ObjectSpec) string {
	s.t.Helper()
	id, err := s.PutObject(bucket, key, spec)
	s.must(err)
	return id
}

// keys are the keys of a bucket's objects.
func (s *sim) keys(bucket string) string {
	var keys []string
	for _, o := range s.Objects(bucket) {
		keys = append(keys, o.Key)
	}
	return strings.Join(keys, " ")
}

// answer is a response with its error document, if it is one.
type answer struct {
	status    int
	header    http.Header
	body      string
	Code      string `xml:"Code"`
	Message   string `xml:"Message"`
	Resource  string `xml:"Resource"`
	RequestID string `xml:"RequestId"`
	TraceID   string `xml:"TraceId"`
}

func (s *sim) region(bucket string) string {
	if b, ok := s.Bucket(bucket); ok {
		return b.Region
	}
	return "ap-guangzhou"
}

// call sends a signed request to a bucket at its own endpoint. Headers are "Name: value".
func (s *sim) call(method, bucket, path, body string, headers ...string) answer {
	s.t.Helper()
	r := s.request(method, "https://"+bucket+".cos."+s.region(bucket)+".myqcloud.com"+path, body, headers...)
	s.sign(r, s.key, time.Now())
	return s.send(r)
}

func (s *sim) request(method, address, body string, headers ...string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(body))
	s.must(err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	return r
}

// sign signs the host, the query and the token, from start on for an hour.
func (s *sim) sign(r *http.Request, key world.Key, start time.Time) {
	headers := []string{"host"}
	if key.SessionToken != "" && r.Header.Get("x-cos-security-token") == "" {
		r.Header.Set("x-cos-security-token", key.SessionToken)
	}
	if r.Header.Get("x-cos-security-token") != "" {
		headers = append(headers, "x-cos-security-token")
	}
	in := signingInput{method: r.Method, path: r.URL.Path, query: r.URL.Query(), header: r.Header.Clone(), headerList: headers}
	in.header.Set("Host", r.URL.Host)
	for name := range encodedNames(in.query) {
		in.paramList = append(in.paramList, name)
	}
	r.Header.Set("Authorization", authorization(in, key, fmt.Sprintf("%d;%d", start.Unix(), start.Add(time.Hour).Unix())))
}

func authorization(in signingInput, key world.Key, keyTime string) string {
	return "q-sign-algorithm=sha1&q-ak=" + key.ID + "&q-sign-time=" + keyTime + "&q-key-time=" + keyTime +
		"&q-header-list=" + strings.Join(in.headerList, ";") + "&q-url-param-list=" + strings.Join(in.paramList, ";") +
		"&q-signature=" + sign(key.Secret, keyTime, in.httpString())
}

func (s *sim) send(r *http.Request) answer {
	s.t.Helper()
	response, err := roundTripper{s.Service}.RoundTrip(r)
	s.must(err)
	defer response.Body.Close() //nolint:errcheck // a recorder's body
	body, err := io.ReadAll(response.Body)
	s.must(err)
	a := answer{status: response.StatusCode, header: response.Header, body: string(body)}
	if a.status >= http.StatusBadRequest && r.Method != http.MethodHead {
		if err := xml.Unmarshal(body, &a); err != nil {
			s.t.Fatalf("the error answer is no XML: %v\n%s", err, body)
		}
	}
	return a
}

func (s *sim) want(a answer, status int, code string) {
	s.t.Helper()
	if a.status != status || a.Code != code {
		s.t.Errorf("status %d, code %q (%s), want %d %q", a.status, a.Code, a.Message, status, code)
	}
}

// roundTripper hands a client's requests to the service, as a network would.
type roundTripper struct{ handler http.Handler }

func (h roundTripper) RoundTrip(r *http.Request) (*http.Response, error) {
	received := r.Clone(r.Context())
	target, err := url.ParseRequestURI(r.URL.RequestURI())
	if err != nil {
		return nil, err
	}
	received.URL = target
	if received.Host == "" {
		received.Host = r.URL.Host
	}
	received.Body = r.Body
	recorder := httptest.NewRecorder()
	h.handler.ServeHTTP(recorder, received)
	response := recorder.Result()
	response.Request = r
	return response, nil
}

// configuration is a document with these rules.
func configuration(rules ...string) string {
	return "<ReplicationConfiguration><Role>" + role + "</Role>" + strings.Join(rules, "") + "</ReplicationConfiguration>"
}

// rule is an enabled Rule with this destination and further elements.
func rule(id, bucket string, more ...string) string {
	region := "ap-shanghai"
	return "<Rule><ID>" + id + "</ID><Status>Enabled</Status><Destination><Bucket>qcs::cos:" + region + "::" + bucket + "</Bucket></Destination>" +
		strings.Join(more, "") + "</Rule>"
}
