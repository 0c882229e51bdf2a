package cbr

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/iam"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// Service is the simulated CBR of all regions of all clouds. It is safe for concurrent use.
type Service struct {
	clock      *world.Clock
	iam        *iam.Service
	options    Options
	operations []operation

	mu    sync.Mutex
	state state
}

var (
	_ world.Service     = (*Service)(nil)
	_ world.ErrorWriter = (*Service)(nil)
	_ world.Throttler   = (*Service)(nil)
)

// New returns a service without vaults, whose jobs follow the clock and whose callers are those of identity.
func New(clock *world.Clock, identity *iam.Service, options Options) *Service {
	s := &Service{clock: clock, iam: identity, options: options.withDefaults(), state: newState()}
	s.operations = operations(s.options)
	return s
}

// Name is "cbr".
func (s *Service) Name() string { return "cbr" }

// Owns takes the regional endpoints of each cloud, and at an address the paths of CBR with a signature or a token.
func (s *Service) Owns(r *http.Request) bool {
	at, ok := s.iam.Endpoint(r)
	if !ok {
		return false
	}
	if at.ByAddress() {
		op, _ := s.find(r)
		return op != nil && iam.Signed(r)
	}
	return at.Service == "cbr" && at.Region != ""
}

// Operation is the API's name of the operation, such as "CopyCheckpoint".
func (s *Service) Operation(r *http.Request) string {
	if op, _ := s.find(r); op != nil {
		return op.name
	}
	return "Unknown"
}

// call is one request on its way through the service.
type call struct {
	r         *http.Request
	op        *operation
	params    map[string]string // of the path
	query     url.Values
	body      []byte
	caller    iam.Caller
	project   iam.Project
	now       time.Time
	requestID string
}

// ServeHTTP answers one request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{r: r, requestID: iam.NewRequestID()}
	if failure := s.identify(c); failure != nil {
		failure.Write(w, c.requestID)
		return
	}
	document, failure := s.answer(c)
	switch {
	case failure != nil:
		s.write(w, c.requestID, failure.status, failure.document(s.options.NestedErrors))
	case r.Method == http.MethodDelete:
		w.Header().Set("X-Request-Id", c.requestID)
		w.WriteHeader(http.StatusNoContent)
	default: // all creates answer 200 too
		s.write(w, c.requestID, http.StatusOK, document)
	}
}

// identify does what the gateway does: route, body, sender.
func (s *Service) identify(c *call) *iam.Failure {
	if c.op, c.params = s.find(c.r); c.op == nil {
		return iam.NotPublished()
	}
	c.query = c.r.URL.Query()
	at, _ := s.iam.Endpoint(c.r)
	var failure *iam.Failure
	if c.body, failure = iam.ReadBody(c.r); failure != nil {
		return failure
	}
	c.caller, failure = s.iam.Authenticate(c.r, c.body, at)
	return failure
}

func (s *Service) answer(c *call) (any, *apiError) {
	at, _ := s.iam.Endpoint(c.r)
	if id, scoped := c.params["project_id"]; scoped {
		project, ok := s.iam.Project(id)
		if !ok || project.Account != c.caller.Account.ID || !at.ByAddress() && project.Region != at.Region ||
			c.caller.Project != "" && c.caller.Project != id {
			return nil, fail(http.StatusForbidden, "SIM.0403", "The project %s is no project of the caller in this region.", id)
		}
		c.project = project
	}
	if len(c.op.actions) > 0 && !c.caller.Permits(c.resource(), c.op.actions...) {
		return nil, forbidden(c.op.actions[0])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.settle()
	return c.op.handle(s, c)
}

// resource is the id in the path, which a permission can be limited to.
func (c *call) resource() string {
	for _, name := range []string{"vault_id", "policy_id", "backup_id", "checkpoint_id", "task_id", "credential_id"} {
		if id := c.params[name]; id != "" {
			return id
		}
	}
	return ""
}

func (s *Service) write(w http.ResponseWriter, requestID string, status int, document any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Request-Id", requestID)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(document) // the client may have left
}

// Throttled is the gateway's code and message for too many requests.
func (s *Service) Throttled() (code, message string) { return s.iam.Throttled() }

// WriteError words an injected error: flat, or nested as the option says. The gateway's are always flat.
func (s *Service) WriteError(w http.ResponseWriter, _ *http.Request, status int, code, message string) {
	if strings.HasPrefix(code, "APIG") {
		iam.WriteInjected(w, status, code, message)
		return
	}
	failure := &apiError{status: status, code: code, message: message}
	s.write(w, iam.NewRequestID(), status, failure.document(s.options.NestedErrors))
}

// Snapshot is all vaults, backups, policies, credentials and tasks as JSON; credentials with their keys.
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
		return fmt.Errorf("restore the CBR state: %w", err)
	}
	if err := restored.check(); err != nil {
		return fmt.Errorf("restore the CBR state: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = restored
	return nil
}
