package oss

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/versioned"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/wire"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const maxBody = 64 << 20

// Service is the simulated OSS of all regions. It is safe for concurrent use.
type Service struct {
	clock   *world.Clock
	access  *world.Access
	options Options

	mu    sync.Mutex
	state state
}

var _ world.Service = (*Service)(nil)

// New returns a service without buckets, whose replication follows the clock and whose callers are the keys in access
// with the cloud "alibaba".
func New(clock *world.Clock, access *world.Access, options Options) *Service {
	return &Service{clock: clock, access: access, options: options.withDefaults(), state: newState()}
}

// Name is "oss".
func (s *Service) Name() string { return "oss" }

// Owns takes every host name of OSS and, on an IP address or localhost, requests with an OSS signature.
func (s *Service) Owns(r *http.Request) bool {
	t, ok := parseTarget(r)
	if !ok {
		return false
	}
	authorization := r.Header.Get("Authorization")
	return !t.byAddress || strings.HasPrefix(authorization, "OSS ") || strings.HasPrefix(authorization, algorithmV4+" ")
}

// Operation is the API's name of the operation, such as "PutBucketReplication".
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

// Snapshot is all buckets, rules and objects as JSON.
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
		return fmt.Errorf("restore the OSS state: %w", err)
	}
	for name, b := range restored.Buckets {
		if b == nil {
			return fmt.Errorf("restore the OSS state: the bucket %q is null", name)
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
	began, requestID := time.Now(), strings.ToUpper(random.Hex(12))
	answer, failure := s.answer(r)
	if failure != nil {
		answer = failure.reply(r, requestID, hostOf(r))
	}
	w.Header().Set("Server", "AliyunOSS")
	w.Header().Set("x-oss-request-id", requestID)
	w.Header().Set("x-oss-server-time", strconv.FormatInt(time.Since(began).Milliseconds()+1, 10))
	wire.Send(w, r, answer.status, answer.header, answer.body)
}

func (s *Service) answer(r *http.Request) (reply, *apiError) {
	t, ok := parseTarget(r)
	if !ok {
		return reply{}, invalidArgument("", "The host %q is no OSS endpoint.", hostOf(r))
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return reply{}, invalidArgument("", "The query string cannot be read: %v.", err)
	}
	c := &call{r: r, target: t, query: query}
	if failure := s.authenticate(c); failure != nil {
		return reply{}, failure
	}
	if r.Body != nil {
		if c.body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1)); err != nil {
			return reply{}, badRequest("RequestTimeout", "", "The request body could not be read.")
		}
	}
	if len(c.body) > maxBody {
		return reply{}, badRequest("EntityTooLarge", "", "Your proposed upload exceeds the maximum allowed size of the simulator, 64 MiB.")
	}
	if c.op = findOperation(r, t); c.op == nil {
		return reply{}, fail(http.StatusNotImplemented, "NotImplemented", "", "The simulated OSS does not know this operation.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.settle()
	if failure := s.authorize(c); failure != nil {
		return reply{}, failure
	}
	return c.op.handle(s, c)
}
