package tencent

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/transport"
)

// docServer keeps one bucket's replication document as COS does, and lets a test step in before each request takes effect
// and before its answer arrives.
type docServer struct {
	mu     sync.Mutex
	doc    string // empty: no configuration
	writes []string
	// lag is for how long after a write reads give the document from before it.
	lag    time.Duration
	former string
	wrote  time.Time
	// before may answer in the place of the server; nil lets it. after may replace the answer.
	before, after func(r *http.Request, body string) *canned
	// check refuses a document with a status and a code; 0 takes it.
	check func(body string) (int, string)
}

// canned is an answer, or what became of the connection.
type canned struct {
	status int
	code   string
	body   string
	header http.Header
	err    error
}

func (s *docServer) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		read, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = string(read)
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	var made *canned
	if s.before != nil {
		made = s.before(r, body)
	}
	if made == nil {
		made = s.act(r, body)
		if s.after != nil {
			if instead := s.after(r, body); instead != nil {
				made = instead
			}
		}
	}
	return made.response(r)
}

func (s *docServer) act(r *http.Request, body string) *canned {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case strings.HasPrefix(r.URL.Host, "service."):
		return &canned{status: 200, body: "<ListAllMyBucketsResult><Owner><ID>" + ownerUIN + "</ID></Owner></ListAllMyBucketsResult>"}
	case r.URL.RawQuery != "replication":
		return &canned{status: 404, code: "NoSuchBucket"}
	case r.Method == http.MethodGet:
		doc := s.shown()
		if doc == "" {
			return &canned{status: 404, code: "ReplicationConfigurationnotFoundError"}
		}
		return &canned{status: 200, body: doc}
	case r.Method == http.MethodDelete:
		s.writes = append(s.writes, "")
		s.set("")
		return &canned{status: 204}
	}
	s.writes = append(s.writes, body)
	if s.check != nil {
		if status, code := s.check(body); status != 0 {
			return &canned{status: status, code: code}
		}
	}
	s.set(body)
	return &canned{status: 200}
}

func (s *docServer) shown() string {
	if time.Since(s.wrote) < s.lag {
		return s.former
	}
	return s.doc
}

func (s *docServer) set(doc string) {
	s.former, s.wrote, s.doc = s.shown(), time.Now(), doc
}

func (c *canned) response(r *http.Request) (*http.Response, error) {
	if c.err != nil {
		return nil, c.err
	}
	body := c.body
	if c.code != "" {
		body = fmt.Sprintf("<?xml version='1.0' encoding='utf-8' ?><Error><Code>%s</Code><Message>no</Message><RequestId>NWQ-1</RequestId></Error>", c.code)
	}
	header := c.header
	if header == nil {
		header = http.Header{}
	}
	header.Set("x-cos-request-id", "NWQ-1")
	return &http.Response{StatusCode: c.status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// edit changes the document as somebody else does.
func (s *docServer) edit(change func(string) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doc = change(s.doc)
}

func (s *docServer) document(t *testing.T) *document {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	raw := []byte(s.doc)
	if s.doc == "" {
		raw = nil
	}
	doc, err := parseDocument(ordersGz, raw)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func (s *docServer) ids(t *testing.T) []string {
	t.Helper()
	ids := []string{}
	for _, r := range s.document(t).rules() {
		ids = append(ids, r.ID)
	}
	return ids
}

// only checks that the document holds these rules, each once.
func (s *docServer) only(t *testing.T, want ...string) {
	t.Helper()
	found := map[string]int{}
	for _, id := range s.ids(t) {
		found[id]++
	}
	for _, id := range want {
		found[id]--
	}
	for id, n := range found {
		if n != 0 {
			t.Errorf("rule %q: %+d, the rules are %q, want %q", id, n, s.ids(t), want)
		}
	}
}

const ownerUIN = "qcs::cam::uin/100000000001:uin/100000000001"

var (
	ordersGz = replication.BucketRef{Cloud: replication.Tencent, Region: "ap-guangzhou", Bucket: "orders-gz-1250000000"}
	ordersBj = replication.BucketRef{Cloud: replication.Tencent, Region: "ap-beijing", Bucket: "orders-bj-1250000000"}
	ordersSh = replication.BucketRef{Cloud: replication.Tencent, Region: "ap-shanghai", Bucket: "orders-sh-1250000000"}
)

type staticKeys struct{}

func (staticKeys) Get(context.Context) (*cos.Credential, error) {
	return &cos.Credential{SecretID: "AKIDtestsecretid0001", SecretKey: "testSecretKey0000000001"}, nil
}

// driver is a driver, as another process has one, on the server. It waits by the clock that is given.
func (s *docServer) driver(t *testing.T, c clock.Clock, change func(*Options)) *Driver {
	t.Helper()
	client, err := transport.New(transport.Options{Cloud: "tencent", MaxRetries: 2, Clock: c, Base: s})
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Credentials: staticKeys{}, HTTPClient: client, Clock: c, Patience: 10 * time.Second}
	if change != nil {
		change(&o)
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ruleOf is a rule with a prefix of its own.
func ruleOf(id string, changes ...func(*replication.Rule)) replication.Rule {
	r := replication.Rule{
		ID: id, Source: ordersGz, Destination: ordersSh, Enabled: true, Prefixes: []string{id + "/"}, ReplicateDeletes: true,
		Status: replication.StatusActive,
	}
	for _, change := range changes {
		change(&r)
	}
	return r
}

func priority(p int) func(*replication.Rule) {
	return func(r *replication.Rule) { r.Tencent.Priority = p }
}

func prefix(p string) func(*replication.Rule) {
	return func(r *replication.Rule) { r.Prefixes = []string{p} }
}

// aside lets a rule lead elsewhere than the strange document's rules, so that it is in conflict with none of them.
func aside(r *replication.Rule) { r.Destination = ordersBj }

func paused(r *replication.Rule) { r.Enabled = false }
