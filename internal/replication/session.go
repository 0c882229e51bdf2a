package replication

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
)

// ErrConfigurationUnknown is returned by an Opener while a value in the cloud's configuration is not known yet, as
// when the provider is configured from a resource that is not applied. It is no fault: what can wait, waits.
var ErrConfigurationUnknown = errors.New("the provider configuration for this cloud is not known yet")

// Opener makes a cloud's driver when it is first used. It makes no request.
type Opener func(ctx context.Context) (Driver, error)

// CloudOptions is one cloud as the provider wires it in.
type CloudOptions struct {
	Capabilities Capabilities
	Open         Opener
}

// Session is what one configured provider hands to its resources. A configuration with two provider aliases has two, in two processes.
type Session struct {
	// Ledger sees all rules of the configuration.
	Ledger *Ledger
	// Policy is the provider's `checks`.
	Policy Policy
	// Offline is set by preflight = "offline": checks make no request.
	Offline bool
	Clock   clock.Clock

	clouds map[Cloud]*sessionCloud
}

type sessionCloud struct {
	options CloudOptions
	once    sync.Once
	store   *CachedDriver
	err     error
}

// NewSession makes the session of one configured provider.
func NewSession(c clock.Clock, policy Policy, offline bool, clouds ...CloudOptions) *Session {
	// The ledger waits for Terraform's own walk, which no test clock moves.
	s := &Session{Ledger: NewLedger(clock.Real()), Policy: policy, Offline: offline, Clock: c, clouds: map[Cloud]*sessionCloud{}}
	for _, options := range clouds {
		s.clouds[options.Capabilities.Cloud] = &sessionCloud{options: options}
	}
	return s
}

// Judge asks the catalogue about rules of this cloud, with the session's policy. False: there is no such cloud.
func (s *Session) Judge(cloud Cloud) (Judge, bool) {
	c, ok := s.clouds[cloud]
	if !ok {
		return Judge{}, false
	}
	return Judge{Capabilities: c.options.Capabilities, Policy: s.Policy}, true
}

// Driver is the cloud's driver, made on first use, its reads joined and kept for the walk.
func (s *Session) Driver(ctx context.Context, cloud Cloud) (*CachedDriver, error) {
	c, ok := s.clouds[cloud]
	if !ok {
		return nil, fmt.Errorf("this provider has no cloud named %q", cloud)
	}
	c.once.Do(func() {
		driver, err := c.options.Open(context.WithoutCancel(ctx))
		if err != nil {
			c.err = err
			return
		}
		c.store = NewCachedDriver(driver)
	})
	return c.store, c.err
}
