package oss

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
	owner    = "1001"
	keyID    = "LTAItestkeyid0001"
	stranger = "2002"
)

// sim is a simulated OSS of its own for one test, with a clock that stands still and an owner with a key.
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
	key := world.Key{Cloud: cloud, Account: owner, ID: keyID, Secret: vectorSecret}
	access.Put(key)
	return &sim{Service: New(clock, access, options), t: t, clock: clock, access: access, key: key}
}

// withPair has two buckets, "src" in Hangzhou and "dst" in Beijing.
func withPair(t *testing.T, options Options) *sim {
	t.Helper()
	s := newSim(t, options)
	s.bucket("src", "cn-hangzhou")
	s.bucket("dst", "cn-beijing")
	return s
}

func (s *sim) bucket(name, region string) {
	s.t.Helper()
	if err := s.CreateBucket(BucketSpec{Name: name, Region: region, Owner: owner}); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sim) mutate(name string, change func(*BucketSpec)) {
	s.t.Helper()
	if err := s.MutateBucket(name, change); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sim) put(bucket, key string, spec ObjectSpec) string {
	s.t.Helper()
	id, err := s.PutObject(bucket, key, spec)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

func (s *sim) rule(bucket string, rule Rule) string {
	s.t.Helper()
	id, err := s.AddRule(bucket, rule)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// answer is a response with its error document, if it is one.
type answer struct {
	status  int
	header  http.Header
	body    string
	Code    string `xml:"Code"`
	Message string `xml:"Message"`
	EC      string `xml:"EC"`
}

// call sends a V4 request to a bucket at its own endpoint. Headers are "Name: value".
func (s *sim) call(method, bucket, path, body string, headers ...string) answer {
	s.t.Helper()
	s.mu.Lock()
	region := "cn-hangzhou"
	if b, ok := s.state.Buckets[bucket]; ok {
		region = b.Region
	}
	s.mu.Unlock()
	host := findRegion(region).publicEndpoint()
	if bucket != "" {
		host = bucket + "." + host
	}
	r := s.request(method, "https://"+host+path, body, headers...)
	s.signV4(r, bucket, region, s.key)
	return s.send(r)
}

func (s *sim) request(method, address, body string, headers ...string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	return r
}

func (s *sim) signV4(r *http.Request, bucket, region string, key world.Key) {
	now := time.Now().UTC()
	r.Header.Set("x-oss-content-sha256", unsignedPayload)
	if r.Header.Get("x-oss-date") == "" {
		r.Header.Set("x-oss-date", now.Format(basicISO8601))
	}
	if key.SessionToken != "" && r.Header.Get("x-oss-security-token") == "" {
		r.Header.Set("x-oss-security-token", key.SessionToken)
	}
	in := signingInput{method: r.Method, bucket: bucket, key: strings.TrimPrefix(r.URL.Path, "/"), query: r.URL.Query(), header: r.Header}
	date := r.Header.Get("x-oss-date")
	scope := date[:8] + "/" + region + "/oss/" + scopeSuffix
	text := stringToSignV4(date, scope, in.canonicalRequestV4(nil))
	r.Header.Set("Authorization", fmt.Sprintf("%s Credential=%s/%s,Signature=%s", algorithmV4, key.ID, scope, signV4(key.Secret, scope, text)))
}

func (s *sim) send(r *http.Request) answer {
	s.t.Helper()
	response, err := roundTripper{s.Service}.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // a recorder's body
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	a := answer{status: response.StatusCode, header: response.Header, body: string(body)}
	if a.status >= http.StatusBadRequest && r.Method != http.MethodHead {
		if err := xml.Unmarshal(body, &a); err != nil {
			s.t.Fatalf("the error answer is no XML: %v\n%s", err, body)
		}
	}
	return a
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

// configuration is a PutBucketReplication body with the given content of its rule.
func configuration(rule string) string {
	return "<ReplicationConfiguration><Rule>" + rule + "</Rule></ReplicationConfiguration>"
}

// to is a Destination element.
func to(bucket, location string, more ...string) string {
	return "<Destination><Bucket>" + bucket + "</Bucket><Location>" + location + "</Location>" + strings.Join(more, "") + "</Destination>"
}
