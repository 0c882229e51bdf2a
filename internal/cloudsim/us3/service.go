package us3

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

// cloud is the cloud of the keys that are let in.
const cloud = "ucloud"

// hosts are the gateway's public host, the one within a VPC, and the one of the global site.
var hosts = []string{"api.ucloud.cn", "api.service.ucloud.cn", "api.ucloud-global.com"}

// Service is the simulated gateway with US3 behind it. It is safe for concurrent use.
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
	_ world.ReadTeller  = (*Service)(nil)
)

// New returns a service without projects and buckets, whose replication follows the clock and whose callers are the keys
// in access with the cloud "ucloud". Options with an unknown rule set get the strict one.
func New(clock *world.Clock, access *world.Access, options Options) *Service {
	options = options.withDefaults()
	if options.check() != nil {
		options.RuleSet = RuleSetStrict
	}
	return &Service{clock: clock, access: access, options: options, state: newState(options.Switches)}
}

// Name is "us3".
func (s *Service) Name() string { return "us3" }

// Owns takes the hosts of the gateway and, on an IP address, requests that look like its own: parameters in the query,
// or a POST to the root that no header signs.
func (s *Service) Owns(r *http.Request) bool {
	if slices.Contains(hosts, r.Host) {
		return true
	}
	if net.ParseIP(r.Host) == nil && r.Host != "localhost" || r.URL.Path != "" && r.URL.Path != "/" {
		return false
	}
	query := r.URL.Query()
	unsigned := r.Header.Get("Authorization") == "" && r.Header.Get("X-Acs-Version") == ""
	return query.Has("Action") && query.Has("PublicKey") || r.Method == http.MethodPost && unsigned && !query.Has("Version")
}

// Operation is the Action that the request names, known or not, or "Unknown". It reads the body.
func (s *Service) Operation(r *http.Request) string {
	p, err := readParameters(r)
	if err != nil || !actionForm.MatchString(p.text("Action")) {
		return unknownAction
	}
	return p.text("Action")
}

// Reads tells whether an action changes nothing: a request of the gateway may be a POST all the same.
func (s *Service) Reads(action string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	op, ok := s.operation(action)
	return ok && op.reads
}

// Snapshot is all projects, buckets, rules, objects and switches as JSON.
func (s *Service) Snapshot() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	return json.Marshal(s.state)
}

// Restore replaces everything by a snapshot. Its times are on the clock that it was taken with.
func (s *Service) Restore(snapshot []byte) error {
	restored := newState(Switches{})
	if err := json.Unmarshal(snapshot, &restored); err != nil {
		return fmt.Errorf("restore the US3 state: %w", err)
	}
	restored.Switches = restored.Switches.withDefaults()
	if err := restored.Switches.check(); err != nil {
		return fmt.Errorf("restore the US3 state: %w", err)
	}
	for name, b := range restored.Buckets {
		if b == nil {
			return fmt.Errorf("restore the US3 state: the bucket %q is null", name)
		}
		if b.Objects == nil {
			b.Objects = map[string]*object{}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = restored
	return nil
}

// call is one request on its way through the service.
type call struct {
	parameters
	key     world.Key
	project string
	now     time.Time
}

// fields are what an action answers beside RetCode and Action.
type fields map[string]any

// ServeHTTP answers one request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	action, content, refused := s.answer(r)
	s.write(w, http.StatusOK, action, content, refused)
}

// answer takes the request through the gateway's checks, in the order action, keys, signature, token, known action,
// permission, project, parameters. Only the parts of this order that the codes imply are documented.
func (s *Service) answer(r *http.Request) (string, fields, *failure) {
	p, err := readParameters(r)
	if err != nil || p.text("Action") == "" {
		return "", nil, refuse(codeNoAction)
	}
	c := &call{parameters: p, now: s.settle()}
	if refused := s.authenticate(c, r); refused != nil {
		return "", nil, refused
	}
	action := p.text("Action")
	op, ok := s.operation(action)
	if !ok {
		return "", nil, &failure{codeUnknownAction, fmt.Sprintf("Action [%s] not exists", action)}
	}
	if !c.key.Permits("us3:"+action, p.text("BucketName")) {
		return action, nil, &failure{codeDenied, "IAM permission denied for action " + action}
	}
	if refused := s.resolveProject(c); refused != nil {
		return action, nil, refused
	}
	for _, name := range op.required {
		if p.text(name) == "" {
			return action, nil, missing(name)
		}
	}
	content, refused := op.handle(s, c)
	return action, content, refused
}
