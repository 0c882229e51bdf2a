// Package alibabasts simulates the Security Token Service of Alibaba Cloud and the metadata service of an ECS
// instance: the two places from which temporary keys come. It is written from the documentation of STS (version
// 2015-04-01) and of ECS instance metadata.
package alibabasts

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/random"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/cloudsim/world"
)

const version = "2015-04-01"

// Role is a RAM role that can be assumed.
type Role struct {
	Account string `json:"account" yaml:"account"`
	Name    string `json:"name" yaml:"name"`
	// TrustedAccounts may assume the role; empty means its own account alone.
	TrustedAccounts []string `json:"trusted_accounts,omitempty" yaml:"trusted_accounts,omitempty"`
	// ExternalID, when set, must come with AssumeRole.
	ExternalID string `json:"external_id,omitempty" yaml:"external_id,omitempty"`
	// OIDCProvider is the ARN of the identity provider whose tokens may assume the role; empty means none.
	OIDCProvider string `json:"oidc_provider,omitempty" yaml:"oidc_provider,omitempty"`
	// Instance attaches the role to the simulated ECS instance.
	Instance bool `json:"instance,omitempty" yaml:"instance,omitempty"`
	// MaxSeconds is the longest session; 0 means 3600, the default of RAM.
	MaxSeconds int `json:"max_seconds,omitempty" yaml:"max_seconds,omitempty"`
	// Allow and Deny are the permissions of the role's keys, as in world.Key.
	Allow []string `json:"allow,omitempty" yaml:"allow,omitempty"`
	Deny  []string `json:"deny,omitempty" yaml:"deny,omitempty"`
}

// ARN is the role's name across accounts.
func (r Role) ARN() string { return fmt.Sprintf("acs:ram::%s:role/%s", r.Account, r.Name) }

// Service is the simulated STS. It is safe for concurrent use.
type Service struct {
	access *world.Access

	mu     sync.Mutex
	roles  map[string]Role // by ARN
	nonces map[string]bool // by key id and nonce
	serial int             // numbers keys and requests
}

// New returns an STS without roles, which checks keys against access and puts the temporary keys there.
func New(access *world.Access) *Service {
	return &Service{access: access, roles: map[string]Role{}, nonces: map[string]bool{}}
}

// PutRole adds a role or replaces the one with the same ARN.
func (s *Service) PutRole(role Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles[role.ARN()] = role
}

func (s *Service) role(arn string) (Role, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	role, ok := s.roles[arn]
	return role, ok
}

// instanceRole is the role of the simulated ECS instance: the first by name where there are several.
func (s *Service) instanceRole() (Role, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Role
	for _, role := range s.roles {
		if role.Instance {
			found = append(found, role)
		}
	}
	if len(found) == 0 {
		return Role{}, false
	}
	return slices.MinFunc(found, func(a, b Role) int { return strings.Compare(a.Name, b.Name) }), true
}

func (s *Service) next() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	return s.serial
}

// firstUse tells whether the nonce is new for the key, and takes note of it.
func (s *Service) firstUse(key, nonce string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	used := s.nonces[key+" "+nonce]
	s.nonces[key+" "+nonce] = true
	return !used
}

// Name is "sts".
func (s *Service) Name() string { return "sts" }

// A region's label has two letters before its first dash, unlike the label of an OSS endpoint: sts.oss-cn-beijing is a bucket.
var regionalHost = regexp.MustCompile(`^sts(-vpc)?\.[a-z]{2}-[a-z0-9-]+\.aliyuncs\.com$`)

// Owns the global, the regional and the VPC endpoints, and at an address whatever asks for the API version of STS.
func (s *Service) Owns(r *http.Request) bool {
	if net.ParseIP(r.Host) != nil {
		return r.URL.Query().Get("Version") == version || r.Header.Get("X-Acs-Version") == version
	}
	return r.Host == "sts.aliyuncs.com" || regionalHost.MatchString(r.Host)
}

// Operation is the Action of the query or of the x-acs-action header.
func (s *Service) Operation(r *http.Request) string {
	action := r.URL.Query().Get("Action")
	if action == "" {
		action = r.Header.Get("X-Acs-Action")
	}
	if _, known := operations[action]; !known {
		return "Unknown"
	}
	return action
}

type state struct {
	Roles  []Role `json:"roles"`
	Serial int    `json:"serial"`
}

// Snapshot is all roles; the keys are in world.Access.
func (s *Service) Snapshot() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := state{Serial: s.serial, Roles: []Role{}}
	for _, role := range s.roles {
		kept.Roles = append(kept.Roles, role)
	}
	slices.SortFunc(kept.Roles, func(a, b Role) int { return strings.Compare(a.ARN(), b.ARN()) })
	return json.Marshal(kept)
}

// Restore takes up what Snapshot wrote.
func (s *Service) Restore(data []byte) error {
	var kept state
	if err := json.Unmarshal(data, &kept); err != nil {
		return fmt.Errorf("reading the state of the simulated STS: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles, s.serial = map[string]Role{}, kept.Serial
	for _, role := range kept.Roles {
		s.roles[role.ARN()] = role
	}
	return nil
}

// issue makes a temporary key of the role.
func (s *Service) issue(role Role, session string, lifetime time.Duration, boundary, deny []string) world.Key {
	n := s.next()
	key := world.Key{
		Cloud: "alibaba", Account: role.Account,
		ID: fmt.Sprintf("STS.NTsimulated%06d", n), Secret: random.Hex(30), SessionToken: "CAIS" + random.Hex(60),
		Expires:   time.Now().UTC().Add(lifetime).Truncate(time.Second),
		Allow:     role.Allow,
		Deny:      slices.Concat(role.Deny, deny),
		Boundary:  boundary,
		Principal: fmt.Sprintf("acs:ram::%s:assumed-role/%s/%s", role.Account, strings.ToLower(role.Name), session),
	}
	s.access.Put(key)
	return key
}
