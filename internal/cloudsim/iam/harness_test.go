package iam

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	account = "0a000000000000000000000000000001" // of Huawei Cloud
	abroad  = "0b000000000000000000000000000001" // of HCS Online
)

// sim is a simulated IAM of its own for one test, with an account and a key in each cloud.
type sim struct {
	*Service
	t      *testing.T
	access *world.Access
	key    world.Key
}

func newSim(t *testing.T) *sim {
	t.Helper()
	access := world.NewAccess()
	key := world.Key{Cloud: provider, Account: account, ID: vectorKeyID, Secret: vectorSecret}
	access.Put(key)
	access.Put(world.Key{Cloud: provider, Account: abroad, ID: "ABROAD", Secret: "abroad"})
	s := New(access)
	s.PutAccount(Account{ID: account, Name: "here"})
	s.PutAccount(Account{ID: abroad, Name: "there", Cloud: HCSOnline})
	return &sim{Service: s, t: t, access: access, key: key}
}

type answer struct {
	status int
	header http.Header
	body   string
	object map[string]any
}

// request is what a client sends to a host, unsigned.
func (s *sim) request(method, address, body string) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// sign signs the date alone, as the SDK's project lookup does.
func sign(r *http.Request, key world.Key, body string) {
	if r.Header.Get(dateHeader) == "" {
		r.Header.Set(dateHeader, time.Now().UTC().Format(dateFormat))
	}
	if key.SessionToken != "" {
		r.Header.Set(tokenHeader, key.SessionToken)
	}
	canonical := canonicalRequest(r, []string{"x-sdk-date"}, []byte(body))
	r.Header.Set("Authorization", algorithm+" Access="+key.ID+", SignedHeaders=x-sdk-date, Signature="+
		signature(key.Secret, r.Header.Get(dateHeader), canonical))
}

func (s *sim) call(method, address, body string, key world.Key) answer {
	s.t.Helper()
	r := s.request(method, address, body)
	sign(r, key, body)
	return s.send(s.Service, r)
}

func (s *sim) send(handler http.Handler, r *http.Request) answer {
	s.t.Helper()
	target, err := url.ParseRequestURI(r.URL.RequestURI())
	if err != nil {
		s.t.Fatal(err)
	}
	r.URL = target
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	a := answer{status: recorder.Code, header: recorder.Header(), body: recorder.Body.String()}
	if strings.Contains(a.header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(recorder.Body.Bytes(), &a.object); err != nil {
			s.t.Fatalf("%v in %s", err, a.body)
		}
	}
	return a
}

// expect checks status and a part of the body.
func (s *sim) expect(a answer, status int, parts ...string) {
	s.t.Helper()
	for _, part := range parts {
		if !strings.Contains(a.body, part) {
			s.t.Errorf("%s\nhas no %s", a.body, part)
		}
	}
	if a.status != status {
		s.t.Errorf("status %d, want %d: %s", a.status, status, a.body)
	}
}

// as is the value of an answer as what it has to be.
func as[T any](s *sim, value any) T {
	s.t.Helper()
	got, ok := value.(T)
	if !ok {
		s.t.Fatalf("%v is a %T", value, value)
	}
	return got
}
