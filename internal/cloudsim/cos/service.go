package cos

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const (
	maxObject        = 64 << 20
	maxConfiguration = 2 << 20 // the documentation names no limit
)

// Service is the simulated COS of all regions. It is safe for concurrent use.
type Service struct {
	clock   *world.Clock
	access  *world.Access
	options Options

	mu    sync.Mutex
	state state
}

var (
	_ world.Service     = (*Service)(nil)
	_ world.ErrorWriter = (*Service)(nil)
	_ world.Throttler   = (*Service)(nil)
)

// New returns a service without buckets, whose replication follows the clock and whose callers are the keys in access
// with the cloud "tencent". A key's account is the UIN of its owner.
func New(clock *world.Clock, access *world.Access, options Options) *Service {
	s := &Service{clock: clock, access: access, options: options.withDefaults(), state: newState()}
	s.state.Delay = options.ConfigurationDelay
	return s
}

// Name is "cos".
func (s *Service) Name() string { return "cos" }

// Owns takes every host name of COS.
func (s *Service) Owns(r *http.Request) bool {
	_, ok := parseTarget(r)
	return ok
}

// Operation is the API's name of the operation, as CAM policies have it, such as "PutBucketReplication". Where CAM has
// one name for two, it is "HeadBucket" and "GetBucket" (which lists objects), "HeadObject" and "GetObject".
func (s *Service) Operation(r *http.Request) string {
	t, ok := parseTarget(r)
	if !ok {
		return "Unknown"
	}
	op := findOperation(r, t)
	if op == nil {
		return "Unknown"
	}
	return op.name
}

// Snapshot is all buckets, documents and objects as JSON.
func (s *Service) Snapshot() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	return json.Marshal(s.state)
}

// Restore replaces everything by a snapshot. Its times are on the clock that it was taken with.
func (s *Service) Restore(snapshot []byte) error {
	restored := newState()
	if err := json.Unmarshal(snapshot, &restored); err != nil {
		return fmt.Errorf("restore the COS state: %w", err)
	}
	for name, b := range restored.Buckets {
		if b == nil {
			return fmt.Errorf("restore the COS state: the bucket %q is null", name)
		}
		if b.Objects == nil {
			b.Objects = versioned.Objects[Encryption]{}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = restored
	return nil
}

// call is one request on its way through the service.
type call struct {
	r      *http.Request
	target target
	op     *operation
	query  url.Values
	body   []byte
	key    world.Key
	bucket *bucket // the bucket that is addressed; nil where the operation needs none
	now    time.Time
}

// ServeHTTP answers one request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	requestID := newID(30)
	answer, failure := s.answer(r)
	if failure != nil {
		answer = failure.reply(r, requestID)
	}
	answer.send(w, r, requestID)
}

// Throttled is SlowDown.
func (s *Service) Throttled() (code, message string) { return "SlowDown", "Reduce your request rate." }

// WriteError writes an injected error. A status below 300 is an empty answer.
func (s *Service) WriteError(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	requestID := newID(30)
	answer := fail(status, code, message).reply(r, requestID)
	if status < http.StatusMultipleChoices {
		answer = reply{status: status}
	}
	answer.send(w, r, requestID)
}

func (a reply) send(w http.ResponseWriter, r *http.Request, requestID string) {
	w.Header().Set("Server", "tencent-cos")
	w.Header().Set("x-cos-request-id", requestID)
	wire.Send(w, r, a.status, a.header, a.body)
}

func (s *Service) answer(r *http.Request) (reply, *apiError) {
	t, ok := parseTarget(r)
	if !ok {
		return reply{}, invalidArgument("The host %q is no COS endpoint.", r.Host)
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return reply{}, badRequest("InvalidURI", "The query string cannot be read: %v.", err)
	}
	c := &call{r: r, target: t, query: query, op: findOperation(r, t)}
	if failure := s.authenticate(c); failure != nil {
		return reply{}, failure
	}
	if failure := c.readBody(); failure != nil {
		return reply{}, failure
	}
	if c.op == nil {
		return reply{}, fail(http.StatusNotImplemented, "NotImplemented", "The simulated COS does not know this operation.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.settle()
	if failure := s.authorize(c); failure != nil {
		return reply{}, failure
	}
	answer, failure := c.op.handle(s, c)
	if failure == nil && c.bucket != nil {
		if answer.header == nil {
			answer.header = http.Header{}
		}
		answer.header.Set("x-cos-bucket-region", c.bucket.Region)
	}
	return answer, failure
}

// readBody takes in the body; what is in it is checked after the permission.
func (c *call) readBody() *apiError {
	if c.r.Body == nil {
		return nil
	}
	var err error
	if c.body, err = io.ReadAll(io.LimitReader(c.r.Body, maxObject+1)); err != nil {
		return badRequest("RequestTimeout", "The request body could not be read.")
	}
	return nil
}
