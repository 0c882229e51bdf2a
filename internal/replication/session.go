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
	// OpenDestination makes the driver that reads the destination side with the credentials of its own account; nil: the
	// same driver reads both.
	OpenDestination Opener
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
	said   sync.Map
}

// Once is true for the first who asks about this, and false for all others: what concerns the whole run is said once.
func (s *Session) Once(what string) bool {
	_, said := s.said.LoadOrStore(what, true)
	return !said
}

type sessionCloud struct {
	capabilities        Capabilities
	source, destination *opened
}

// opened is a driver that is made when it is first used.
type opened struct {
	open  Opener
	once  sync.Once
	store *CachedDriver
	err   error
}

func (o *opened) driver(ctx context.Context) (*CachedDriver, error) {
	o.once.Do(func() {
		driver, err := o.open(context.WithoutCancel(ctx))
		if err != nil {
			o.err = err
			return
		}
		o.store = NewCachedDriver(driver)
	})
	return o.store, o.err
}

// NewSession makes the session of one configured provider.
func NewSession(c clock.Clock, policy Policy, offline bool, clouds ...CloudOptions) *Session {
	// The ledger waits for Terraform's own walk, which no test clock moves.
	s := &Session{Ledger: NewLedger(clock.Real()), Policy: policy, Offline: offline, Clock: c, clouds: map[Cloud]*sessionCloud{}}
	for _, options := range clouds {
		source := &opened{open: options.Open}
		destination := source
		if options.OpenDestination != nil {
			destination = &opened{open: options.OpenDestination}
		}
		s.clouds[options.Capabilities.Cloud] = &sessionCloud{capabilities: options.Capabilities, source: source, destination: destination}
	}
	return s
}

// Judge asks the catalogue about rules of this cloud, with the session's policy. False: there is no such cloud.
func (s *Session) Judge(cloud Cloud) (Judge, bool) {
	c, ok := s.clouds[cloud]
	if !ok {
		return Judge{}, false
	}
	return Judge{Capabilities: c.capabilities, Policy: s.Policy}, true
}

// Driver is the cloud's driver, made on first use, its reads joined and kept for the walk.
func (s *Session) Driver(ctx context.Context, cloud Cloud) (*CachedDriver, error) {
	c, ok := s.clouds[cloud]
	if !ok {
		return nil, noCloud(cloud)
	}
	return c.source.driver(ctx)
}

// DestinationDriver is the driver that reads the destination's side: the same as Driver, unless the destination belongs to
// another account.
func (s *Session) DestinationDriver(ctx context.Context, cloud Cloud) (*CachedDriver, error) {
	c, ok := s.clouds[cloud]
	if !ok {
		return nil, noCloud(cloud)
	}
	return c.destination.driver(ctx)
}

func noCloud(cloud Cloud) error { return fmt.Errorf("this provider has no cloud named %q", cloud) }
