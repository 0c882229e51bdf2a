package iam

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// Service is the simulated IAM of all clouds. It is safe for concurrent use.
type Service struct {
	access *world.Access

	mu    sync.Mutex
	state state
}

var (
	_ world.Service     = (*Service)(nil)
	_ world.ErrorWriter = (*Service)(nil)
	_ world.Throttler   = (*Service)(nil)
)

// token is what a caller of X-Auth-Token is and may do.
type token struct {
	Account string    `json:"account"`
	Project string    `json:"project,omitempty"`
	Region  string    `json:"region,omitempty"` // of the endpoint that made it; empty is everywhere
	User    string    `json:"user"`
	Expires time.Time `json:"expires"` // wall time
	Allow   []string  `json:"allow,omitempty"`
	Deny    []string  `json:"deny,omitempty"`
}

type state struct {
	Clouds   []Cloud            `json:"clouds"`
	Accounts map[string]Account `json:"accounts"`
	Projects map[string]Project `json:"projects"` // by id; those that were added
	Users    map[string]User    `json:"users"`    // by account/name
	Agencies map[string]Agency  `json:"agencies"` // by account/name
	Tokens   map[string]token   `json:"tokens"`
}

func newState() state {
	return state{
		Accounts: map[string]Account{}, Projects: map[string]Project{}, Users: map[string]User{},
		Agencies: map[string]Agency{}, Tokens: map[string]token{},
	}
}

// New returns an IAM with both clouds and no accounts but those of the keys in access with the cloud "huawei".
// Temporary keys are put there too.
func New(access *world.Access) *Service {
	s := &Service{access: access, state: newState()}
	s.state.Clouds = defaultClouds()
	return s
}

// Name is "iam".
func (s *Service) Name() string { return "iam" }

// Owns takes the regional and global endpoints of each cloud, and at an address the paths of IAM.
func (s *Service) Owns(r *http.Request) bool {
	at, ok := s.Endpoint(r)
	if !ok {
		return false
	}
	if at.ByAddress() {
		return find(r) != nil && (Signed(r) || r.URL.Path == tokensPath)
	}
	return at.Service == "iam"
}

// Operation is the API's name of the operation. What POST /v3/auth/tokens makes is only known from the body, so it has
// one name for all kinds, and so has the path for temporary keys.
func (s *Service) Operation(r *http.Request) string {
	if op := find(r); op != nil {
		return op.name
	}
	return "Unknown"
}

const (
	tokensPath       = "/v3/auth/tokens"
	temporaryKeyPath = "/v3.0/OS-CREDENTIAL/securitytokens"
)

type operation struct {
	name, method, path string
	anonymous          bool // the body says who asks
	handle             func(*Service, *call) *Failure
}

var operations = []operation{
	{name: "KeystoneListProjects", method: http.MethodGet, path: "/v3/projects", handle: (*Service).listProjects},
	{name: "KeystoneListAuthProjects", method: http.MethodGet, path: "/v3/auth/projects", handle: (*Service).listAuthProjects},
	{name: "KeystoneListAuthDomains", method: http.MethodGet, path: "/v3/auth/domains", handle: (*Service).listDomains},
	{name: "KeystoneCreateToken", method: http.MethodPost, path: tokensPath, anonymous: true, handle: (*Service).createToken},
	{name: "CreateTemporaryAccessKey", method: http.MethodPost, path: temporaryKeyPath, handle: (*Service).createTemporaryKey},
}

func find(r *http.Request) *operation {
	path := strings.TrimSuffix(r.URL.Path, "/")
	i := slices.IndexFunc(operations, func(op operation) bool { return op.method == r.Method && op.path == path })
	if i < 0 {
		return nil
	}
	return &operations[i]
}

// call is one request on its way.
type call struct {
	w         http.ResponseWriter
	r         *http.Request
	requestID string
	at        Endpoint
	body      []byte
	caller    Caller
}

// ServeHTTP answers one request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{w: w, r: r, requestID: NewRequestID()}
	if failure := s.serve(c); failure != nil {
		failure.Write(w, c.requestID)
	}
}

func (s *Service) serve(c *call) *Failure {
	op := find(c.r)
	if op == nil {
		return NotPublished()
	}
	c.at, _ = s.Endpoint(c.r)
	var failure *Failure
	if c.body, failure = ReadBody(c.r); failure != nil {
		return failure
	}
	if !op.anonymous {
		if c.caller, failure = s.Authenticate(c.r, c.body, c.at); failure != nil {
			return failure
		}
	}
	return op.handle(s, c)
}

// ReadBody reads a request's body up to the gateway's limit.
func ReadBody(r *http.Request) ([]byte, *Failure) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		return nil, TooLarge()
	}
	return body, nil
}

// Throttled is the gateway's code and message for too many requests.
func (s *Service) Throttled() (code, message string) {
	f := throttled()
	return f.Code, f.Message
}

// WriteError words an injected error as the gateway does.
func (s *Service) WriteError(w http.ResponseWriter, _ *http.Request, status int, code, message string) {
	WriteInjected(w, status, code, message)
}

// Snapshot is all clouds, accounts and what belongs to them as JSON; the keys are in world.Access.
func (s *Service) Snapshot() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return json.Marshal(s.state)
}

// Restore replaces everything by a snapshot.
func (s *Service) Restore(snapshot []byte) error {
	restored := newState()
	if err := json.Unmarshal(snapshot, &restored); err != nil {
		return fmt.Errorf("restore the IAM state: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = restored
	return nil
}

func isAddress(host string) bool { return host == "localhost" || net.ParseIP(host) != nil }
