package vault

import (
	"context"
	"errors"
	"sync"

	"github.com/multicloud-replication/terraform-provider-multicloud/internal/clock"
	"github.com/multicloud-replication/terraform-provider-multicloud/internal/replication"
)

// ErrNoDestination is returned where the other cloud would have to be asked and the configuration says nothing of it.
var ErrNoDestination = errors.New("the other cloud cannot be read, since the provider configuration has no `huawei.destination`")

// Opener makes a driver when it is first used. It makes no request. It returns replication.ErrConfigurationUnknown while a value in
// its configuration is not known yet.
type Opener func(ctx context.Context) (Driver, error)

// Options is the cloud as the provider wires it in.
type Options struct {
	// Title is the service's name in messages, Vendor who can change its rules.
	Title, Vendor string
	Open          Opener
	// OpenDestination makes the driver for the destination's cloud or account; nil: none is configured.
	OpenDestination Opener
}

// Session is what one configured provider hands to the resources of vaults.
type Session struct {
	// Ledger sees all vault replications of the configuration.
	Ledger *Ledger
	// Policy is the provider's `checks`.
	Policy replication.Policy
	// Offline is set by preflight = "offline": checks make no request.
	Offline bool
	Clock   clock.Clock
	// Title is the service's name in messages, Vendor who can change its rules.
	Title, Vendor string

	source, destination *opened
	told                sync.Map // warnings that are said once per run
}

// NewSession makes the session of one configured provider.
func NewSession(c clock.Clock, policy replication.Policy, offline bool, o Options) *Session {
	s := &Session{
		Ledger: NewLedger(), Policy: policy, Offline: offline, Clock: c, Title: o.Title, Vendor: o.Vendor,
		source: &opened{open: o.Open},
	}
	if o.OpenDestination != nil {
		s.destination = &opened{open: o.OpenDestination}
	}
	return s
}

// Judge asks the catalogue about vault replications, with the session's policy.
func (s *Session) Judge() Judge { return Judge{Policy: s.Policy} }

// Driver is the driver of the source side, made on first use.
func (s *Session) Driver(ctx context.Context) (*CachedDriver, error) { return s.source.driver(ctx) }

// DestinationDriver is the driver that reads, and deletes, replicas where they are. Within a cloud they are in the account of the
// source, so that its driver serves; across clouds it is that of `huawei.destination`, and ErrNoDestination if that is not configured.
func (s *Session) DestinationDriver(ctx context.Context, crossCloud bool) (*CachedDriver, error) {
	switch {
	case !crossCloud:
		return s.source.driver(ctx)
	case s.destination == nil:
		return nil, ErrNoDestination
	default:
		return s.destination.driver(ctx)
	}
}

// Once tells whether this is the first call with the topic: for warnings that are said once per run.
func (s *Session) Once(topic string) bool {
	_, told := s.told.LoadOrStore(topic, true)
	return !told
}

// opened is a driver that is made when it is first used.
type opened struct {
	open   Opener
	once   sync.Once
	cached *CachedDriver
	err    error
}

func (o *opened) driver(ctx context.Context) (*CachedDriver, error) {
	o.once.Do(func() {
		driver, err := o.open(context.WithoutCancel(ctx))
		if err != nil {
			o.err = err
			return
		}
		o.cached = NewCachedDriver(driver)
	})
	return o.cached, o.err
}

// DestinationProject is the project that stands for a destination: its own, else what is looked up, across clouds with the
// credentials of `huawei.destination`.
func (s *Session) DestinationProject(ctx context.Context, crossCloud bool, to Place) (string, error) {
	if to.ProjectID != "" {
		return to.ProjectID, nil
	}
	driver, err := s.DestinationDriver(ctx, crossCloud)
	if err != nil {
		return "", err
	}
	return driver.ProjectID(ctx, to)
}
